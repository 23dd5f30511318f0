package id.kuota.engine.simulation;

import id.kuota.engine.order.OrderCommand.RecordPayment;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.PaymentAttempt;
import id.kuota.engine.order.SimulatedOrder;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentReport;
import java.util.Collection;
import java.util.List;

/**
 * Somebody who sends money back at the gateway, behind the back of the orders; and the gateway,
 * which tells them of it, late, twice, and in the wrong order.
 */
final class Dashboard {

  private final World world;
  private final SimulatedGateway gateway;
  private final Collection<SimulatedOrder> orders;
  private boolean isHere = true;

  Dashboard(World world, SimulatedGateway gateway, Collection<SimulatedOrder> orders) {
    this.world = world;
    this.gateway = gateway;
    this.orders = orders;
  }

  /** It sends nothing back any more. */
  void leave() {
    isHere = false;
  }

  void comeAgain() {
    world.after(
        world.between(3_000, 40_000),
        () -> {
          if (!isHere) return;
          List<SimulatedOrder> all = List.copyOf(orders);
          SimulatedOrder one = all.get((int) world.between(0, all.size()));
          one.view().ifPresent(this::sendBack);
          comeAgain();
        });
  }

  private void sendBack(OrderView view) {
    for (PaymentAttempt attempt : view.payments()) {
      if (world.chance(0.3)) gateway.sendBack(attempt.payment());
    }
  }

  /** As a gateway does that tells of each change until it is heard. */
  void tellAgain() {
    world.after(
        7_000,
        () -> {
          orders.forEach(order -> order.view().ifPresent(view -> tell(order, view)));
          tellAgain();
        });
  }

  private void tell(SimulatedOrder order, OrderView view) {
    for (PaymentAttempt attempt : view.payments()) {
      if (gateway.elsewhere(attempt.payment()) == 0) continue;
      PaymentReport now = gateway.report(new PaymentRef(attempt.payment(), order.id().value()));
      // What it says now arrives at once or much later, when it has said something else.
      long delay = world.chance(0.7) ? world.between(1, 100) : world.between(1, 30_000);
      world.after(delay, () -> order.ask(new RecordPayment(now), () -> {}, reason -> {}));
    }
  }
}
