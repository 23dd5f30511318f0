package id.kuota.simulation.cast;

import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.simulation.plan.Role;

/**
 * A person sends money back in the gateway's dashboard, or a bank voids it; and the gateway
 * notifies the orders, late, twice, and in the wrong order.
 */
final class Dashboard {

  private static final double SENDS_BACK = 0.3;
  private static final long TELLS_EVERY_MILLIS = 7_000;

  private final Stage stage;
  private final Client client;

  Dashboard(Stage stage, Role role) {
    this.stage = stage;
    this.client = new Client(stage, role.name());
  }

  void begin() {
    sendBack();
    tell();
  }

  private void sendBack() {
    if (stage.cluster.isCalm()) return;
    for (PaymentRef paid : stage.gateway.paid()) {
      if (client.chance(SENDS_BACK)) {
        stage.gateway.sendBack(paid, client.chance(0.3), client.chance(0.5) ? 1 : 0.4);
        break;
      }
    }
    client.after(client.between(3_000, 40_000), this::sendBack);
  }

  private void tell() {
    for (PaymentRef paid : stage.gateway.paid()) {
      if (!stage.gateway.hasLeft(paid)) continue;
      // What it says now arrives at once or much later, when it has said something else.
      PaymentReport report = stage.gateway.report(paid);
      long delay = client.chance(0.7) ? client.between(1, 100) : client.between(1, 30_000);
      client.after(
          delay,
          () ->
              Buyer.ask(
                  client,
                  stage,
                  new OrderId(paid.order()),
                  new OrderCommand.RecordPayment(report),
                  1,
                  done -> {}));
    }
    client.after(TELLS_EVERY_MILLIS, this::tell);
  }
}
