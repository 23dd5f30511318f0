package id.kuota.persistence.reconciliation;

import id.kuota.engine.Portable;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderEvent.OrderCancelled;
import id.kuota.engine.order.OrderEvent.OrderDutyDone;
import id.kuota.engine.order.OrderEvent.OrderExpired;
import id.kuota.engine.order.OrderEvent.OrderPaid;
import id.kuota.engine.order.OrderEvent.OrderPlaced;
import id.kuota.engine.order.OrderEvent.PaymentFailed;
import id.kuota.engine.order.OrderEvent.PaymentStarted;
import id.kuota.engine.order.OrderEvent.RefundOwed;
import id.kuota.engine.order.OrderEvent.Revenue;
import id.kuota.engine.order.QuotaShare;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.quota.HoldId;
import id.kuota.persistence.projection.JournalPosition;
import id.kuota.persistence.reconciliation.Claims.Claim;
import id.kuota.persistence.reconciliation.Claims.Word;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One order: what it claims of its quotas, what it was counted as, whether it has its tickets. */
final class OrderAudit implements StreamAudit {

  private final String id;
  private final Ledger ledger;
  private final Findings findings;

  private @Nullable OrderPlaced placed;
  private @Nullable OrderPaid paid;
  private @Nullable Instant endedAt;
  private boolean dutyDone;

  OrderAudit(String id, Ledger ledger, Findings findings) {
    this.id = id;
    this.ledger = ledger;
    this.findings = findings;
  }

  @Override
  public boolean apply(Portable event, long sequenceNumber, JournalPosition position) {
    if (!(event instanceof OrderEvent orderEvent)) return false;
    if (placed == null && !(event instanceof OrderPlaced)) {
      impossible(sequenceNumber, "comes before the order was placed");
      return true;
    }
    switch (orderEvent) {
      case OrderPlaced first -> {
        placed = first;
        ledger.count(first.content().sale(), new SaleTally(1, 0, 0, 0, 0, 0, 0), position);
      }
      case PaymentStarted started -> {}
      case PaymentFailed failed -> {}
      case OrderPaid payment -> paid(payment, sequenceNumber, position);
      case OrderCancelled cancelled -> {
        ended(cancelled.at(), sequenceNumber);
        ledger.count(cancelled.sale(), new SaleTally(0, 0, 1, 0, 0, 0, 0), position);
      }
      case OrderExpired expired -> {
        ended(expired.at(), sequenceNumber);
        ledger.count(expired.sale(), new SaleTally(0, 0, 0, 1, 0, 0, 0), position);
      }
      case OrderDutyDone done -> dutyDone = true;
      case RefundOwed owed ->
          ledger.count(owed.sale(), new SaleTally(0, 0, 0, 0, 1, owed.amount(), 0), position);
    }
    return true;
  }

  private void paid(OrderPaid payment, long sequenceNumber, JournalPosition position) {
    ended(payment.at(), sequenceNumber);
    paid = payment;
    long total = 0;
    for (Revenue part : payment.revenue()) {
      ledger.earn(part.quota(), part.amount(), position);
      total += part.amount();
    }
    ledger.count(payment.sale(), new SaleTally(0, 1, 0, 0, 0, 0, total), position);
  }

  private void ended(Instant at, long sequenceNumber) {
    if (endedAt != null) {
      impossible(sequenceNumber, "ends an order that has ended");
    }
    endedAt = at;
  }

  @Override
  public void end() {
    if (placed == null) return;
    if (paid != null) {
      checkTickets(placed.content(), paid);
    }
    var hold = new HoldId(id);
    for (QuotaShare share : placed.content().shares()) {
      Claims claims = ledger.claims(share.quota().value());
      if (endedAt == null) {
        claims.put(hold, claim(Word.HELD, share, placed, placed.at()));
      } else if (!dutyDone) {
        Word word = paid == null ? Word.TO_RELEASE : Word.TO_SETTLE;
        claims.put(hold, claim(word, share, placed, endedAt));
      } else if (paid != null) {
        claims.settled(hold, share.quantity());
      }
    }
  }

  private static Claim claim(Word word, QuotaShare share, OrderPlaced placed, Instant since) {
    return new Claim(word, share.quantity(), since, placed.heldUntil());
  }

  private void checkTickets(OrderContent content, OrderPaid payment) {
    long tickets = payment.tickets().stream().map(Ticket::id).distinct().count();
    if (tickets != content.units()) {
      findings.differs(
          Difference.Kind.TICKETS_DIFFER,
          "order " + id,
          "%d tickets for %d units".formatted(tickets, content.units()));
    }
    long revenue = payment.revenue().stream().mapToLong(Revenue::amount).sum();
    if (revenue != content.total()) {
      findings.differs(
          Difference.Kind.IMPOSSIBLE_EVENT,
          "order " + id,
          "paid %d for a total of %d".formatted(revenue, content.total()));
    }
  }

  private void impossible(long sequenceNumber, String why) {
    findings.differs(
        Difference.Kind.IMPOSSIBLE_EVENT,
        "order " + id,
        "event %d %s".formatted(sequenceNumber, why));
  }
}
