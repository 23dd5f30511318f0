package id.kuota.engine.order;

import id.kuota.engine.payment.PaymentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

  /** Returns what these lines of one payment sum up to. */
  long sum(MoneyEntry.Kind kind, PaymentId payment) {
    return entries.stream()
        .filter(entry -> entry.kind() == kind && entry.payment().equals(payment))
        .mapToLong(MoneyEntry::amount)
        .reduce(0, Math::addExact);
  }

  /** Returns what the gateway is to send back of a payment. */
  long due(PaymentId payment) {
    return refunds.stream()
        .filter(
            refund -> refund.status() == OwedRefund.Status.DUE && refund.payment().equals(payment))
        .mapToLong(OwedRefund::amount)
        .reduce(0, Math::addExact);
  }

  /** Returns how much of a payment went back, by whichever sender. */
  long back(PaymentId payment) {
    return sum(MoneyEntry.Kind.REFUNDED, payment) + byItself(payment);
  }

  /** Returns how much of a payment has left without the order having sent it. */
  long byItself(PaymentId payment) {
    return sum(MoneyEntry.Kind.RETURNED, payment) + sum(MoneyEntry.Kind.CHARGED_BACK, payment);
  }

  /** Returns what is still owed of a payment. */
  long owed(PaymentId payment) {
    return open(payment).stream().mapToLong(OwedRefund::amount).reduce(0, Math::addExact);
  }

  /** Returns the refunds of a payment that are still owed, oldest first. */
  List<OwedRefund> open(PaymentId payment) {
    return refunds.stream()
        .filter(refund -> refund.payment().equals(payment) && refund.status().isOpen())
        .toList();
  }

  /** Returns the charge of a payment. */
  Optional<MoneyEntry> charge(PaymentId payment) {
    return entries.stream()
        .filter(entry -> entry.kind() == MoneyEntry.Kind.CHARGED && entry.payment().equals(payment))
        .findFirst();
  }

  boolean hasCharged(PaymentId payment) {
    return sum(MoneyEntry.Kind.CHARGED, payment) > 0;
  }

  Money charged(PaymentId payment, long amount, String currency, String reference, Instant at) {
    return hasCharged(payment) || amount == 0
        ? this
        : plus(MoneyEntry.Kind.CHARGED, payment, Optional.empty(), amount, currency, reference, at);
  }

  Money owing(OwedRefund refund) {
    if (refund(refund.id()).isPresent()) return this;
    var more = new ArrayList<>(refunds);
    more.add(refund);
    return new Money(more, entries)
        .plus(
            MoneyEntry.Kind.REFUND_OWED,
            refund.payment(),
            Optional.of(refund.id()),
            refund.amount(),
            refund.currency(),
            refund.reason().name(),
            refund.since());
  }

  Money paidBack(RefundId id, String reference, Instant at) {
    OwedRefund owed = refund(id).orElseThrow();
    if (owed.status() == OwedRefund.Status.RETURNED) return acknowledged(id);
    return marked(id, OwedRefund.Status.DONE, owed.note())
        .plus(
            MoneyEntry.Kind.REFUNDED,
            owed.payment(),
            Optional.of(id),
            owed.amount(),
            owed.currency(),
            reference,
            at);
  }

  /** Adds a fee that the buyer has paid. */
  Money withFee(PaymentId payment, long fee, String currency, Instant at) {
    return plus(MoneyEntry.Kind.PAYMENT_FEE, payment, Optional.empty(), fee, currency, "", at);
  }

  /** Money has left by itself: it stands in the list, and lowers what is owed. */
  Money returned(OrderEvent.MoneyReturned event) {
    var listed =
        new OwedRefund(
            event.entry(),
            event.payment(),
            event.amount(),
            event.currency(),
            event.byBank() ? OwedRefund.Reason.CHARGED_BACK : OwedRefund.Reason.RETURNED_AT_GATEWAY,
            OwedRefund.Status.RETURNED,
            event.at(),
            event.reference());
    Money money =
        charged(event.payment(), event.charged(), event.currency(), event.reference(), event.at())
            .plus(
                event.byBank() ? MoneyEntry.Kind.CHARGED_BACK : MoneyEntry.Kind.RETURNED,
                event.payment(),
                Optional.of(event.entry()),
                event.amount(),
                event.currency(),
                event.reference(),
                event.at());
    for (OrderEvent.Waived waived : event.waived()) {
      money =
          money
              .changed(waived.refund(), refund -> refund.owing(waived.left()))
              .plus(
                  MoneyEntry.Kind.REFUND_WAIVED,
                  event.payment(),
                  Optional.of(waived.refund()),
                  waived.amount(),
                  event.currency(),
                  event.reference(),
                  event.at());
    }
    var more = new ArrayList<>(money.refunds);
    more.add(listed);
    return new Money(more, money.entries);
  }

  /** A person has seen that money left by itself; no more of it has left for that. */
  Money acknowledged(RefundId id) {
    return changed(id, refund -> refund.with(OwedRefund.Status.DONE, refund.note()));
  }

  /** The bank has taken the money: what is open of it is not owed any more. */
  Money takenBack(PaymentId payment, long amount, String currency, String reference, Instant at) {
    Money money =
        plus(
            MoneyEntry.Kind.CHARGED_BACK,
            payment,
            Optional.empty(),
            amount,
            currency,
            reference,
            at);
    for (OwedRefund refund : refunds) {
      if (refund.payment().equals(payment) && refund.status().isOpen()) {
        money =
            money
                .marked(refund.id(), OwedRefund.Status.TAKEN_BACK, refund.note())
                .plus(
                    MoneyEntry.Kind.REFUND_WAIVED,
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

  /** Returns the latest words about a refund, which stands where it stood. */
  Money noted(RefundId id, String words) {
    return refund(id).map(refund -> marked(id, refund.status(), words)).orElse(this);
  }

  Money marked(RefundId id, OwedRefund.Status status, String note) {
    return changed(id, refund -> refund.with(status, note));
  }

  private Money changed(RefundId id, UnaryOperator<OwedRefund> change) {
    return new Money(
        refunds.stream()
            .map(refund -> refund.id().equals(id) ? change.apply(refund) : refund)
            .toList(),
        entries);
  }

  private Money plus(
      MoneyEntry.Kind kind,
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

  /** Creates the refund of a whole payment without a claim. */
  static OwedRefund whole(
      PaymentId payment,
      long amount,
      String currency,
      OwedRefund.Reason reason,
      OwedRefund.Status status,
      Instant at) {
    return new OwedRefund(RefundId.of(payment), payment, amount, currency, reason, status, at, "");
  }
}
