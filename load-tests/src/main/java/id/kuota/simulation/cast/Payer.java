package id.kuota.simulation.cast;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentReport;

/** Pays for an order, or does not. */
final class Payer {

  private static final int TRIES = 6;
  private static final int TRIES_OF_GATEWAY = 1_000;
  private static final double ODD_AMOUNT = 0.1;
  private static final double FORGOTTEN_NEWS = 0.4;

  private final Stage stage;
  private final Client client;
  private final OrderId order;

  Payer(Stage stage, Client client, OrderId order) {
    this.stage = stage;
    this.client = client;
    this.order = order;
  }

  void begin(OrderContent content) {
    long hold = content.holdFor().toMillis();
    switch ((int) client.between(0, 7)) {
      case 0 -> {} // Forgets it.
      case 1 ->
          client.after(
              client.between(0, hold),
              () ->
                  Buyer.ask(
                      client, stage, order, new OrderCommand.CancelOrder(), TRIES, done -> {}));
      case 2, 3 -> pay(content, "first", client.between(0, 300));
      case 4 -> pay(content, "first", hold + client.between(-600, 900));
      case 5 -> pay(content, "first", hold + client.between(0, 20_000));
      default -> {
        pay(content, "first", client.between(0, hold));
        pay(content, "second", client.between(0, 2 * hold));
      }
    }
  }

  /** Starts soon, and the money moves after a pause. */
  private void pay(OrderContent content, String key, long pause) {
    PaymentId payment = PaymentId.of(order.value(), key);
    Buyer.ask(
        client,
        stage,
        order,
        new OrderCommand.StartPayment(payment, "fake", "qris"),
        TRIES,
        reply -> {
          if (reply instanceof Reply.Answered<OrderView, OrderRefused>) {
            client.after(pause, () -> move(content, payment));
          }
        });
  }

  private void move(OrderContent content, PaymentId payment) {
    long amount = content.total() + (client.chance(ODD_AMOUNT) ? 1 : 0);
    boolean mustTell = stage.gateway.mustTell(payment);
    if (!stage.gateway.settle(new PaymentRef(payment, order.value()), amount)) return;
    if (mustTell || !client.chance(FORGOTTEN_NEWS)) notifyOf(content, payment, amount);
  }

  /** A gateway repeats its message until it is taken. */
  private void notifyOf(OrderContent content, PaymentId payment, long amount) {
    var report =
        new PaymentReport(
            payment,
            order.value(),
            "reference",
            amount,
            content.currency(),
            PaymentReport.Result.SETTLED);
    Buyer.ask(
        client, stage, order, new OrderCommand.RecordPayment(report), TRIES_OF_GATEWAY, done -> {});
  }
}
