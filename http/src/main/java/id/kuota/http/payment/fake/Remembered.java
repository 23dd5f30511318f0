package id.kuota.http.payment.fake;

import static id.kuota.http.payment.fake.TransactionStatus.CAPTURE;
import static id.kuota.http.payment.fake.TransactionStatus.PARTIAL_REFUND;
import static id.kuota.http.payment.fake.TransactionStatus.REFUND;
import static id.kuota.http.payment.fake.TransactionStatus.SETTLEMENT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment and what was done with it.
 *
 * @param status null: the buyer has not chosen how to pay, and the gateway knows no transaction
 * @param challenged whether somebody looks if the card was stolen
 * @param last the last true notification
 * @param accepted whether a true notification was accepted by the other side
 * @param news what became of the last one that was sent, true or not
 */
record Remembered(
    FakePayment payment,
    @Nullable TransactionStatus status,
    boolean challenged,
    List<Refund> refunds,
    @Nullable OutgoingNotification last,
    boolean accepted,
    @Nullable Delivery news) {

  private static final int REFUNDS_MAX = 20;

  /** Money that the merchant has sent back. */
  record Refund(String key, long amount) {}

  Remembered {
    refunds = List.copyOf(refunds);
  }

  static Remembered open(FakePayment payment) {
    return new Remembered(payment, null, false, List.of(), null, false, null);
  }

  Remembered now(TransactionStatus next) {
    return new Remembered(payment, next, false, refunds, last, accepted, news);
  }

  Remembered nowChallenged() {
    return new Remembered(payment, CAPTURE, true, refunds, last, accepted, news);
  }

  /** What nobody paid in time has expired. */
  Remembered at(Instant now) {
    boolean over = status == TransactionStatus.PENDING && !now.isBefore(payment.expiresAt());
    return over ? now(TransactionStatus.EXPIRE) : this;
  }

  Remembered told(OutgoingNotification notification) {
    return new Remembered(payment, status, challenged, refunds, notification, accepted, news);
  }

  Remembered sent(Delivery delivery) {
    return new Remembered(
        payment, status, challenged, refunds, last, accepted || delivery.isAccepted(), delivery);
  }

  /** The same with money sent back; unchanged if that cannot be. */
  Remembered refunded(Refund refund) {
    long all = Math.addExact(returned(), refund.amount());
    boolean isSettled = status == SETTLEMENT || status == PARTIAL_REFUND;
    if (!isSettled || has(refund.key()) || all > payment.amount() || !payment.canBeRefunded()) {
      return this;
    }
    if (refunds.size() >= REFUNDS_MAX) return this;
    var more = new ArrayList<>(refunds);
    more.add(refund);
    TransactionStatus next = all == payment.amount() ? REFUND : PARTIAL_REFUND;
    return new Remembered(payment, next, false, more, last, accepted, news);
  }

  boolean isPaid() {
    return status == SETTLEMENT || (status == CAPTURE && !challenged) || status == PARTIAL_REFUND;
  }

  boolean has(String refundKey) {
    return refunds.stream().anyMatch(refund -> refund.key().equals(refundKey));
  }

  long returned() {
    return refunds.stream().mapToLong(Refund::amount).sum();
  }
}
