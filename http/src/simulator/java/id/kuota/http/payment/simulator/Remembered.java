package id.kuota.http.payment.simulator;

import static id.kuota.http.payment.simulator.TransactionStatus.CAPTURE;
import static id.kuota.http.payment.simulator.TransactionStatus.PARTIAL_REFUND;
import static id.kuota.http.payment.simulator.TransactionStatus.REFUND;
import static id.kuota.http.payment.simulator.TransactionStatus.SETTLEMENT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment and what was done with it.
 *
 * @param status null: the buyer has not chosen how to pay, and the gateway knows no transaction
 * @param fee what the buyer has paid on top
 * @param challenged whether the card is under fraud review
 * @param last the last true notification
 * @param accepted whether a true notification was accepted by the other side
 * @param news the outcome of the last one that was sent, true or not
 */
record Remembered(
    FakePayment payment,
    @Nullable TransactionStatus status,
    long fee,
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
    return new Remembered(payment, null, 0, false, List.of(), null, false, null);
  }

  Remembered now(TransactionStatus next) {
    return new Remembered(payment, next, fee, false, refunds, last, accepted, news);
  }

  Remembered withFee(long other) {
    return new Remembered(payment, status, other, challenged, refunds, last, accepted, news);
  }

  Remembered nowChallenged() {
    return new Remembered(payment, CAPTURE, fee, true, refunds, last, accepted, news);
  }

  /** Expires what was not paid in time. */
  Remembered at(Instant now) {
    boolean over = status == TransactionStatus.PENDING && !now.isBefore(payment.expiresAt());
    return over ? now(TransactionStatus.EXPIRE) : this;
  }

  Remembered told(OutgoingNotification notification) {
    return new Remembered(payment, status, fee, challenged, refunds, notification, accepted, news);
  }

  Remembered sent(Delivery delivery) {
    return new Remembered(
        payment,
        status,
        fee,
        challenged,
        refunds,
        last,
        accepted || delivery.isAccepted(),
        delivery);
  }

  /** Returns a copy with money sent back; unchanged if that cannot be, as before the settlement. */
  Remembered refunded(Refund refund) {
    boolean isSettled = status == SETTLEMENT || status == PARTIAL_REFUND;
    return isSettled && payment.canBeRefunded() ? with(refund) : this;
  }

  /**
   * Returns the same with all of the money sent back by another party, by whatever way there is.
   */
  Remembered emptied() {
    return with(new Refund(dashboardKey(), gross() - returned()));
  }

  /** Returns the same with half of what is left sent back by another party. */
  Remembered halved() {
    return with(new Refund(dashboardKey(), Math.max(1, (gross() - returned()) / 2)));
  }

  private String dashboardKey() {
    return "dashboard-" + payment.id() + "-" + refunds.size();
  }

  private Remembered with(Refund refund) {
    long all = Math.addExact(returned(), refund.amount());
    if (!hasMoney() || has(refund.key()) || all > gross() || refunds.size() >= REFUNDS_MAX) {
      return this;
    }
    var more = new ArrayList<>(refunds);
    more.add(refund);
    TransactionStatus next = all == gross() ? REFUND : PARTIAL_REFUND;
    return new Remembered(payment, next, fee, false, more, last, accepted, news);
  }

  /** Returns what the buyer has paid. */
  long gross() {
    return payment.amount() + fee;
  }

  /** Returns whether there is money that can leave. */
  boolean hasMoney() {
    return isPaid() || status == TransactionStatus.PARTIAL_CHARGEBACK;
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
