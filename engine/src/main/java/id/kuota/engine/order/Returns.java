package id.kuota.engine.order;

import id.kuota.engine.Limits;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of money that leaves at the gateway without the order having asked for it. A gateway
 * says how much has left in all; what the order knows of already, its own refunds among it, is not
 * new. So the same answer a thousand times is news once, and an answer that is older than another,
 * or says less, is none.
 */
final class Returns {

  private static final String GATEWAY = "gateway";

  private Returns() {}

  /** The gateway says that some of the money, or all of it, has left. */
  static List<OrderEvent> record(OrderState.Placed order, PaymentReport report, Instant now) {
    boolean isOtherMoney =
        order
            .record()
            .money()
            .charge(report.payment())
            .filter(charge -> !charge.currency().equals(report.currency()))
            .isPresent();
    if (isOtherMoney) return List.of(); // Its share of what came is unknown.
    var events = new ArrayList<>(ownRefunds(order, report, now));
    events.addAll(left(after(order, events), report, report.returned(), now));
    return events;
  }

  /**
   * The gateway says that the attempt has failed, and its money was there: all of it has left. An
   * answer from before the money came says nothing about it.
   */
  static List<OrderEvent> reversed(OrderState.Placed order, PaymentReport report, Instant now) {
    Money money = order.record().money();
    boolean isLater =
        money
            .charge(report.payment())
            .map(charge -> charge.at().plus(Limits.EXPIRY_MARGIN))
            .filter(known -> report.asked().filter(known::isBefore).isPresent())
            .isPresent();
    if (!isLater) return List.of();
    long charged = money.sum(MoneyEntry.Kind.CHARGED, report.payment());
    List<OwedRefund> due =
        money.open(report.payment()).stream()
            .filter(refund -> refund.status() == OwedRefund.Status.DUE)
            .toList();
    // A void that the order has asked for, whose answer was lost.
    boolean isOurs =
        due.stream().mapToLong(OwedRefund::amount).sum() == charged - money.back(report.payment());
    return isOurs
        ? due.stream().map(refund -> done(order, refund.id(), report.reference(), now)).toList()
        : left(order, report, charged, now);
  }

  /** What came and left before the order knew of either; empty if there was nothing. */
  static Optional<OrderEvent> unseen(OrderRecord record, PaymentReport report, Instant now) {
    return report.amount() <= 0
        ? Optional.empty()
        : Optional.of(
            new OrderEvent.MoneyReturned(
                record.content().sale(),
                report.payment(),
                RefundId.ofReturned(report.payment(), report.amount()),
                report.reference(),
                report.result() == PaymentReport.Result.CHARGED_BACK,
                report.amount(),
                report.amount(),
                report.currency(),
                List.of(),
                now));
  }

  /** Refunds of the order that the gateway lists: they were done, also if the answer was lost. */
  private static List<OrderEvent> ownRefunds(
      OrderState.Placed order, PaymentReport report, Instant now) {
    var done = new ArrayList<OrderEvent>();
    for (OwedRefund open : order.record().money().open(report.payment())) {
      report.refunds().stream()
          .filter(listed -> listed.key().equals(open.id().value()))
          .map(PaymentReport.ListedRefund::reference)
          .findFirst()
          .ifPresent(reference -> done.add(done(order, open.id(), reference, now)));
    }
    return done;
  }

  private static OrderEvent done(
      OrderState.Placed order, RefundId id, String reference, Instant now) {
    return new OrderEvent.RefundDone(order.record().content().sale(), id, reference, GATEWAY, now);
  }

  private static List<OrderEvent> left(
      OrderState.Placed order, PaymentReport report, long inAll, Instant now) {
    Money money = order.record().money();
    PaymentId payment = report.payment();
    long charged = money.sum(MoneyEntry.Kind.CHARGED, payment);
    // Never more than came: what the buyer has paid the gateway on top is not ours to count.
    long more = Math.min(inAll, charged) - money.back(payment);
    if (more <= 0) return List.of();
    var events = new ArrayList<OrderEvent>();
    boolean isWhatItWaitsFor =
        order instanceof OrderState.Reacquiring reacquiring
            && reacquiring.money().payment().equals(payment);
    if (isWhatItWaitsFor && money.back(payment) + more >= charged) {
      events.add(Payments.tooLate((OrderState.Reacquiring) order, now));
    }
    events.add(event(after(order, events), report, more, now));
    long unpaid = order instanceof OrderState.Paid paid ? Earnings.of(paid).unpaid() : 0;
    lost(after(order, events), payment, unpaid, now).ifPresent(events::add);
    return events;
  }

  private static OrderEvent event(
      OrderState.Placed order, PaymentReport report, long more, Instant now) {
    OrderRecord record = order.record();
    PaymentId payment = report.payment();
    return new OrderEvent.MoneyReturned(
        record.content().sale(),
        payment,
        RefundId.ofReturned(payment, record.money().byItself(payment) + more),
        report.reference(),
        report.result() == PaymentReport.Result.CHARGED_BACK,
        0,
        more,
        record.money().charge(payment).orElseThrow().currency(),
        waived(record.money().open(payment), more),
        now);
  }

  /** Returns what is owed less: the oldest refund first. */
  private static List<OrderEvent.Waived> waived(List<OwedRefund> open, long more) {
    var waived = new ArrayList<OrderEvent.Waived>();
    long rest = more;
    for (OwedRefund refund : open) {
      if (rest == 0) break;
      long part = Math.min(rest, refund.amount());
      waived.add(new OrderEvent.Waived(refund.id(), part, refund.amount() - part));
      rest -= part;
    }
    return waived;
  }

  /**
   * Returns what the order has earned less with its tickets; empty if this payment has not bought
   * them.
   *
   * @param unpaid how much of the tickets was not paid for before
   */
  static Optional<OrderEvent> lost(
      OrderState.Placed order, PaymentId payment, long unpaid, Instant now) {
    return order instanceof OrderState.Paid paid && paid.payment().equals(payment)
        ? Earnings.of(paid).lostSince(unpaid, now)
        : Optional.empty();
  }

  /** Returns the order after these events. */
  static OrderState.Placed after(OrderState.Placed order, List<OrderEvent> events) {
    OrderState state = order;
    for (OrderEvent event : events) state = Order.evolve(state, event);
    return (OrderState.Placed) state;
  }
}
