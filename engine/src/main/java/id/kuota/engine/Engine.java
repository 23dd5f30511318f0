package id.kuota.engine;

import id.kuota.engine.cart.Carts;
import id.kuota.engine.device.Devices;
import id.kuota.engine.entity.EntityTelemetry;
import id.kuota.engine.order.OrderMemory;
import id.kuota.engine.order.Orders;
import id.kuota.engine.order.PendingOrderScanner;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.quota.DueQuotaScanner;
import id.kuota.engine.quota.Quotas;
import id.kuota.engine.sale.Sales;
import id.kuota.engine.ticket.Tickets;
import java.time.Clock;
import org.apache.pekko.actor.typed.ActorSystem;

/** The engine of one node: the only way in for the edge, by concept. */
public record Engine(
    Orders orders, Carts carts, Sales sales, Quotas quotas, Tickets tickets, Devices devices) {

  /**
   * Starts the actors of the engine on this node.
   *
   * @param sleeping tells which quotas to wake; may be late, must not invent
   * @param memory tells which orders need not be asked before they are refused
   * @param desk where payments are asked about
   */
  public static Engine start(
      ActorSystem<?> system,
      DueQuotaScanner.DueQuotaQuery sleeping,
      OrderMemory memory,
      PaymentGateways desk,
      Clock clock) {
    return start(system, sleeping, memory, desk, PendingOrderScanner.PendingOrderQuery.NONE, clock);
  }

  /**
   * Starts the actors of the engine on this node.
   *
   * @param orders tells which orders have something to do without being asked; may be late
   */
  public static Engine start(
      ActorSystem<?> system,
      DueQuotaScanner.DueQuotaQuery sleeping,
      OrderMemory memory,
      PaymentGateways desk,
      PendingOrderScanner.PendingOrderQuery orders,
      Clock clock) {
    return EngineActors.start(system, sleeping, memory, desk, orders, EntityTelemetry.NONE, clock);
  }
}
