package id.kuota.persistence.projection;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.ticket.TicketId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the orders of a batch change in the tables of refunds and errands. Not thread-safe. */
final class MoneyChanges {

  private static final String STREAM = "Order|";

  /** The errand of an order that asks its sale what becomes of its tickets. */
  private static final String TICKETS = "tickets";

  /** A refund as it began. */
  record Owed(
      String order,
      String sale,
      String payment,
      long amount,
      @Nullable String currency,
      OwedRefund.Reason reason,
      OwedRefund.Status status,
      Instant since) {}

  /**
   * Where a refund stands since.
   *
   * @param tries rounds at the gateway without a result; null if they are what they were
   * @param nextTry when the gateway is asked again; null if that is now, or not at all
   */
  record Standing(
      OwedRefund.Status status,
      String note,
      Instant at,
      @Nullable Long tries,
      @Nullable Instant nextTry) {

    Standing(OwedRefund.Status status, String note, Instant at) {
      this(status, note, at, null, null);
    }
  }

  /** What becomes of an errand's row. */
  sealed interface Change {

    /**
     * It begins, or goes on with another pause.
     *
     * @param payment whose refund it is about, as far as the event says so
     */
    record Open(Instant since, Instant notBefore, @Nullable String payment) implements Change {}

    /** It goes on with another pause if there is a row; nothing else. */
    record Wait(Instant notBefore) implements Change {}

    record Close() implements Change {}
  }

  /**
   * A refund that is owed less, or not at all.
   *
   * @param amount what is still owed; if nothing is, what was owed last
   */
  record Lowered(long amount, boolean isWaived, Instant at) {}

  /** Something that an order has to do. */
  record Errand(String order, String subject) implements Comparable<Errand> {
    private static final Comparator<Errand> ORDER =
        Comparator.comparing(Errand::order).thenComparing(Errand::subject);

    @Override
    public int compareTo(Errand other) {
      return ORDER.compare(this, other);
    }
  }

  // Sorted, so that the tables are always touched in the same order.
  private final Map<String, Owed> owed = new TreeMap<>();
  private final Map<String, Standing> standings = new TreeMap<>();
  private final Map<String, Lowered> lowered = new TreeMap<>();
  private final Map<String, Instant> takenBack = new TreeMap<>();
  private final Map<Errand, Change> errands = new TreeMap<>();

  /**
   * Adds an event.
   *
   * @param entity the persistence id of the order
   */
  void apply(String entity, OrderEvent event) {
    String order = entity.substring(STREAM.length());
    switch (event) {
      case OrderEvent.OrderPlaced placed -> {}
      case OrderEvent.PaymentStarted started -> {}
      case OrderEvent.PaymentPageOpened opened -> {}
      case OrderEvent.OrderPaid paid -> {}
      case OrderEvent.OrderFree free -> {} // No money came.
      case OrderEvent.OrderCancelled cancelled -> {}
      case OrderEvent.OrderExpired expired -> {}
      case OrderEvent.OrderDutyDone done -> {}
      case OrderEvent.PaymentFailed failed -> close(order, failed.payment().value());
      case OrderEvent.PaymentsLeftOpen open ->
          open.payments().forEach(payment -> open(order, payment.value(), open.at()));
      case OrderEvent.PaymentFeeNoted noted -> {}
      case OrderEvent.MoneyReturned returned -> returned(order, returned);
      case OrderEvent.RevenueLost lost -> {
        if (lost.ticketsUnpaid()) open(order, TICKETS, lost.at());
      }
      case OrderEvent.TicketsJudged judged -> {
        close(order, TICKETS);
        judged.toVoid().forEach(ticket -> open(order, toVoid(ticket), judged.at()));
      }
      case OrderEvent.PaymentInReview review -> inReview(order, review);
      case OrderEvent.PaymentTakenBack taken -> takenBack.put(taken.payment().value(), taken.at());
      case OrderEvent.LateMoney money -> {
        close(order, money.payment().value());
        open(order, units(money.payment()), money.at());
      }
      case OrderEvent.OrderPaidLate paid -> close(order, units(paid.payment()));
      case OrderEvent.RefundOwed refund -> owed(order, refund);
      case OrderEvent.RefundDone done -> {
        standings.put(
            done.refund().value(),
            new Standing(OwedRefund.Status.DONE, done.reference(), done.at()));
        close(order, done.refund().value());
      }
      case OrderEvent.RefundRefused refused -> {
        standings.put(
            refused.refund().value(),
            new Standing(OwedRefund.Status.MANUAL, refused.why(), refused.at()));
        close(order, refused.refund().value());
      }
      case OrderEvent.RefundAskedAgain again -> {
        standings.put(again.refund().value(), new Standing(OwedRefund.Status.DUE, "", again.at()));
        open(order, again.refund().value(), again.at());
      }
      case OrderEvent.GatewayAskedInVain vain -> inVain(order, vain);
      case OrderEvent.TicketCancelled cancelled -> cancelled(order, cancelled);
      case OrderEvent.UnitsReturned back ->
          back.tickets().forEach(ticket -> close(order, ticket.value()));
    }
  }

  Map<String, Owed> owed() {
    return owed;
  }

  Map<String, Standing> standings() {
    return standings;
  }

  /** Refunds that are owed less since the buyer has the money by another way. */
  Map<String, Lowered> lowered() {
    return lowered;
  }

  /** Payments that their bank has taken back: what was open of them is not owed any more. */
  Map<String, Instant> takenBack() {
    return takenBack;
  }

  Map<Errand, Change> errands() {
    return errands;
  }

  private void returned(String order, OrderEvent.MoneyReturned event) {
    String entry = event.entry().value();
    owed.put(
        entry,
        new Owed(
            order,
            event.sale().value(),
            event.payment().value(),
            event.amount(),
            event.currency(),
            event.byBank() ? OwedRefund.Reason.CHARGED_BACK : OwedRefund.Reason.RETURNED_AT_GATEWAY,
            OwedRefund.Status.RETURNED,
            event.at()));
    standings.put(entry, new Standing(OwedRefund.Status.RETURNED, event.reference(), event.at()));
    for (OrderEvent.Waived waived : event.waived()) {
      boolean isWaived = waived.left() == 0;
      long amount = isWaived ? waived.amount() : waived.left();
      lowered.put(waived.refund().value(), new Lowered(amount, isWaived, event.at()));
      if (isWaived) close(order, waived.refund().value());
    }
  }

  private void inReview(String order, OrderEvent.PaymentInReview review) {
    close(order, review.payment().value());
    owed.put(
        RefundId.of(review.payment()).value(),
        new Owed(
            order,
            review.sale().value(),
            review.payment().value(),
            review.amount(),
            review.currency(),
            OwedRefund.Reason.AMOUNT_DIFFERS,
            OwedRefund.Status.REVIEW,
            review.at()));
  }

  private void owed(String order, OrderEvent.RefundOwed refund) {
    String id = RefundId.of(refund.payment()).value();
    close(order, refund.payment().value());
    close(order, units(refund.payment()));
    openRefund(order, RefundId.of(refund.payment()), refund.payment(), refund.at());
    owed.put(
        id,
        new Owed(
            order,
            refund.sale().value(),
            refund.payment().value(),
            refund.amount(),
            null,
            refund.reason(),
            OwedRefund.Status.DUE,
            refund.at()));
  }

  private void cancelled(String order, OrderEvent.TicketCancelled cancelled) {
    close(order, toVoid(cancelled.ticket()));
    if (cancelled.unitsReturn()) {
      open(order, cancelled.ticket().value(), cancelled.at());
    }
    if (cancelled.price().amount() == 0) return;
    openRefund(order, cancelled.refund(), cancelled.payment(), cancelled.at());
    owed.put(
        cancelled.refund().value(),
        new Owed(
            order,
            cancelled.sale().value(),
            cancelled.payment().value(),
            cancelled.price().amount(),
            null,
            OwedRefund.Reason.TICKET_CANCELLED,
            OwedRefund.Status.DUE,
            cancelled.at()));
  }

  private static String toVoid(TicketId ticket) {
    return "void/" + ticket;
  }

  private static String units(PaymentId payment) {
    return "units/" + payment;
  }

  private void open(String order, String subject, Instant since) {
    errands.put(new Errand(order, subject), new Change.Open(since, since, null));
  }

  private void openRefund(String order, RefundId refund, PaymentId payment, Instant since) {
    errands.put(new Errand(order, refund.value()), new Change.Open(since, since, payment.value()));
  }

  /** Returns the refund of all that came with a payment. */
  static String refundOf(String payment) {
    return RefundId.of(new PaymentId(payment)).value();
  }

  private void close(String order, String subject) {
    errands.put(new Errand(order, subject), new Change.Close());
  }

  private void inVain(String order, OrderEvent.GatewayAskedInVain vain) {
    if (RefundId.isValid(vain.subject())) {
      standings.put(
          vain.subject(),
          new Standing(
              OwedRefund.Status.DUE,
              vain.words(),
              vain.at(),
              (long) vain.tries(),
              vain.notBefore()));
    }
    errands.merge(
        new Errand(order, vain.subject()),
        new Change.Wait(vain.notBefore()),
        (before, wait) ->
            switch (before) {
              case Change.Open open ->
                  new Change.Open(open.since(), vain.notBefore(), open.payment());
              case Change.Wait earlier -> wait;
              case Change.Close close -> close;
            });
  }
}
