package id.kuota.engine.order;

import id.kuota.engine.order.MoneyEntry.Kind;
import id.kuota.engine.order.OwedRefund.Reason;
import id.kuota.engine.order.OwedRefund.Status;
import id.kuota.engine.payment.PaymentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What came for an order, what went back, and what is still owed; follows from the events. */
record Money(List<OwedRefund> refunds, List<MoneyEntry> entries) {

  static final Money NONE = new Money(List.of(), List.of());

  Money {
    refunds = List.copyOf(refunds);
    entries = List.copyOf(entries);
  }

  Optional<OwedRefund> refund(RefundId id) {
    return refunds.stream().filter(refund -> refund.id().equals(id)).findFirst();
  }

  /** What these lines of one payment sum up to. */
  long sum(Kind kind, PaymentId payment) {
    return entries.stream()
        .filter(entry -> entry.kind() == kind && entry.payment().equals(payment))
        .mapToLong(MoneyEntry::amount)
        .reduce(0, Math::addExact);
  }

  /** What the gateway is to send back of a payment. */
  long due(PaymentId payment) {
    return refunds.stream()
        .filter(refund -> refund.status() == Status.DUE && refund.payment().equals(payment))
        .mapToLong(OwedRefund::amount)
        .reduce(0, Math::addExact);
  }

  boolean hasCharged(PaymentId payment) {
    return sum(Kind.CHARGED, payment) > 0;
  }

  Money charged(PaymentId payment, long amount, String currency, String reference, Instant at) {
    return hasCharged(payment) || amount == 0
        ? this
        : plus(Kind.CHARGED, payment, Optional.empty(), amount, currency, reference, at);
  }

  Money owing(OwedRefund refund) {
    if (refund(refund.id()).isPresent()) return this;
    var more = new ArrayList<>(refunds);
    more.add(refund);
    return new Money(more, entries)
        .plus(
            Kind.REFUND_OWED,
            refund.payment(),
            Optional.of(refund.id()),
            refund.amount(),
            refund.currency(),
            refund.reason().name(),
            refund.since());
  }

  Money paidBack(RefundId id, String reference, Instant at) {
    OwedRefund owed = refund(id).orElseThrow();
    return marked(id, Status.DONE, owed.note())
        .plus(
            Kind.REFUNDED,
            owed.payment(),
            Optional.of(id),
            owed.amount(),
            owed.currency(),
            reference,
            at);
  }

  /** The bank has taken the money: what is open of it is not owed any more. */
  Money takenBack(PaymentId payment, long amount, String currency, String reference, Instant at) {
    Money money =
        plus(Kind.CHARGED_BACK, payment, Optional.empty(), amount, currency, reference, at);
    for (OwedRefund refund : refunds) {
      if (refund.payment().equals(payment) && refund.status().isOpen()) {
        money =
            money
                .marked(refund.id(), Status.TAKEN_BACK, refund.note())
                .plus(
                    Kind.REFUND_WAIVED,
                    payment,
                    Optional.of(refund.id()),
                    refund.amount(),
                    refund.currency(),
                    reference,
                    at);
      }
    }
    return money;
  }

  /** The latest words about a refund, which stands where it stood. */
  Money noted(RefundId id, String words) {
    return refund(id).map(refund -> marked(id, refund.status(), words)).orElse(this);
  }

  Money marked(RefundId id, Status status, String note) {
    return new Money(
        refunds.stream()
            .map(refund -> refund.id().equals(id) ? refund.with(status, note) : refund)
            .toList(),
        entries);
  }

  private Money plus(
      Kind kind,
      PaymentId payment,
      Optional<RefundId> refund,
      long amount,
      String currency,
      String reference,
      Instant at) {
    var more = new ArrayList<>(entries);
    more.add(new MoneyEntry(kind, payment, refund, amount, currency, reference, at));
    return new Money(refunds, more);
  }

  /** A sum that came with a payment and has no claim. */
  static OwedRefund whole(
      PaymentId payment, long amount, String currency, Reason reason, Status status, Instant at) {
    return new OwedRefund(RefundId.of(payment), payment, amount, currency, reason, status, at, "");
  }
}
