package id.kuota.http.payment.fake;

import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.PaymentReport.Result;
import org.jspecify.annotations.Nullable;

/**
 * A payment and what was done with it.
 *
 * @param last the last true notification
 * @param accepted whether a true notification was accepted by the other side
 * @param news what became of the last one that was sent, true or forged
 */
record Remembered(
    FakePayment payment,
    Outcome outcome,
    @Nullable SignedNotification last,
    boolean accepted,
    @Nullable Delivery news) {

  /** Where the payment stands. */
  enum Outcome {
    OPEN,
    APPROVED,
    DENIED,
    REFUNDED
  }

  Remembered now(Outcome next) {
    return new Remembered(payment, next, last, accepted, news);
  }

  /** What the gateway tells who asks. */
  PaymentReport report() {
    return new PaymentReport(
        payment.payment(),
        payment.order(),
        payment.transaction(),
        payment.amount(),
        payment.currency(),
        switch (outcome) {
          case OPEN -> Result.PENDING;
          case APPROVED -> Result.SETTLED;
          case DENIED -> Result.FAILED;
          case REFUNDED -> Result.REFUNDED;
        },
        outcome == Outcome.REFUNDED ? payment.amount() : 0);
  }

  static Remembered open(FakePayment payment) {
    return new Remembered(payment, Outcome.OPEN, null, false, null);
  }

  Remembered decided(Outcome next, SignedNotification notification) {
    return new Remembered(payment, next, notification, accepted, news);
  }

  Remembered sent(Delivery delivery) {
    return new Remembered(payment, outcome, last, accepted || delivery.isAccepted(), delivery);
  }
}
