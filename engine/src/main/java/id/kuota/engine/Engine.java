package id.kuota.engine;

import id.kuota.engine.cart.Carts;
import id.kuota.engine.device.Devices;
import id.kuota.engine.order.Orders;
import id.kuota.engine.quota.Quotas;
import id.kuota.engine.sale.Sales;
import id.kuota.engine.ticket.Tickets;
import java.time.Clock;
import org.apache.pekko.actor.typed.ActorSystem;

/** The engine of one node: the only way in for the edge, by concept. */
public record Engine(
    Orders orders, Carts carts, Sales sales, Quotas quotas, Tickets tickets, Devices devices) {

  /** Starts the actors of the engine on this node. */
  public static Engine start(ActorSystem<?> system, EnginePorts ports, Clock clock) {
    return EngineActors.start(system, ports, clock);
  }
}
