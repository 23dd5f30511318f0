package id.kuota.simulation.cluster;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The projections' view: which quotas hold units, and which orders have pending work. It receives
 * an event after it is committed, in the order of the commits.
 */
final class ReadModel {

  private record Summary(long held, Instant lastDeadline) {
    Summary plus(long units, Instant until) {
      return new Summary(held + units, until.isAfter(lastDeadline) ? until : lastDeadline);
    }
  }

  private final Map<QuotaId, Summary> quotas =
      new TreeMap<>(java.util.Comparator.comparing(QuotaId::value));
  private final Map<String, Set<String>> errands = new TreeMap<>();

  void apply(EntityKey entity, Object event) {
    switch (event) {
      case QuotaEvent.BatchApplied batch ->
          batch.changes().forEach(change -> apply(batch.quota(), change));
      case OrderEvent order -> apply(entity.id(), order);
      default -> {}
    }
  }

  /** Quotas that the waker wakes. */
  List<QuotaId> dueAt(Instant now) {
    var due = new ArrayList<QuotaId>();
    quotas.forEach(
        (quota, summary) -> {
          boolean isDue = !quota.isPersonal() || summary.lastDeadline().isBefore(now);
          if (summary.held() > 0 && isDue) due.add(quota);
        });
    return due;
  }

  /** Orders that the waker wakes. */
  List<String> withErrands() {
    return errands.entrySet().stream()
        .filter(order -> !order.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  private void apply(QuotaId quota, QuotaChange change) {
    switch (change) {
      case QuotaChange.UnitsHeld held ->
          add(quota, held.quantity() - held.previously(), held.until());
      case QuotaChange.UnitsSold sold -> add(quota, -sold.quantity(), Instant.MIN);
      case QuotaChange.UnitsReleased released -> add(quota, -released.quantity(), Instant.MIN);
      case QuotaChange.UnitsReturned returned -> {}
      case QuotaChange.CapacitySet set -> {}
    }
  }

  private void add(QuotaId quota, long units, Instant until) {
    Summary before = quotas.getOrDefault(quota, new Summary(0, Instant.MIN));
    quotas.put(quota, before.plus(units, until));
  }

  private void apply(String order, OrderEvent event) {
    switch (event) {
      case OrderEvent.PaymentFailed failed -> close(order, failed.payment().value());
      case OrderEvent.PaymentsLeftOpen open ->
          open.payments().forEach(payment -> open(order, payment.value()));
      case OrderEvent.PaymentInReview review -> close(order, review.payment().value());
      case OrderEvent.LateMoney money -> {
        close(order, money.payment().value());
        open(order, "units/" + money.payment());
      }
      case OrderEvent.OrderPaidLate paid -> close(order, "units/" + paid.payment());
      case OrderEvent.RefundOwed owed -> {
        close(order, owed.payment().value());
        close(order, "units/" + owed.payment());
        open(order, RefundId.of(owed.payment()).value());
      }
      case OrderEvent.MoneyReturned returned ->
          returned.waived().stream()
              .filter(waived -> waived.left() == 0)
              .forEach(waived -> close(order, waived.refund().value()));
      case OrderEvent.RevenueLost lost -> {
        if (lost.ticketsUnpaid()) open(order, "tickets");
      }
      case OrderEvent.TicketsJudged judged -> {
        close(order, "tickets");
        judged.toVoid().forEach(ticket -> open(order, "void/" + ticket));
      }
      case OrderEvent.RefundDone done -> close(order, done.refund().value());
      case OrderEvent.RefundRefused refused -> close(order, refused.refund().value());
      case OrderEvent.RefundAskedAgain again -> open(order, again.refund().value());
      case OrderEvent.TicketCancelled cancelled -> {
        close(order, "void/" + cancelled.ticket());
        if (cancelled.unitsReturn()) open(order, cancelled.ticket().value());
        if (cancelled.price().amount() > 0) open(order, cancelled.refund().value());
      }
      case OrderEvent.UnitsReturned back ->
          back.tickets().forEach(ticket -> close(order, ticket.value()));
      default -> {}
    }
  }

  private void open(String order, String subject) {
    errands.computeIfAbsent(order, id -> new TreeSet<>()).add(subject);
  }

  private void close(String order, String subject) {
    Set<String> open = errands.get(order);
    if (open != null) open.remove(subject);
  }
}
