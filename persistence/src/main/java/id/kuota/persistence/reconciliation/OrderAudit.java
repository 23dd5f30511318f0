package id.kuota.persistence.reconciliation;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.QuotaShare;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.TicketId;
import id.kuota.persistence.projection.JournalPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One order: what it claims of its quotas, what it was counted as, whether it has its tickets. */
final class OrderAudit implements StreamAudit {

  private final String id;
  private final AuditTotals ledger;
  private final Findings findings;

  /** What the order has become, whatever has paid for it. */
  private record Bought(SaleId sale, List<OrderEvent.Revenue> revenue, List<Ticket> tickets) {}

  private OrderEvent.@Nullable OrderPlaced placed;
  private @Nullable Bought paid;
  private @Nullable Instant endedAt;
  private boolean dutyDone;
  private OrderEvent.@Nullable LateMoney late;
  private Instant holdsUntil = Instant.MAX;
  private final List<TicketId> returning = new ArrayList<>();
  private final Set<TicketId> returned = new HashSet<>();
  private final RefundBook refunds = new RefundBook();

  OrderAudit(String id, AuditTotals ledger, Findings findings) {
    this.id = id;
    this.ledger = ledger;
    this.findings = findings;
  }

  @Override
  public boolean apply(JournalEvent event, long sequenceNumber, JournalPosition position) {
    if (!(event instanceof OrderEvent orderEvent)) return false;
    if (placed == null && !(event instanceof OrderEvent.OrderPlaced)) {
      impossible(sequenceNumber, "comes before the order was placed");
      return true;
    }
    if (ledger.isCounted(position)) refunds.apply(orderEvent);
    switch (orderEvent) {
      case OrderEvent.OrderPlaced first -> {
        placed = first;
        holdsUntil = first.heldUntil();
        ledger.count(first.content().sale(), new SaleTally(1, 0, 0, 0, 0, 0, 0), position);
      }
      case OrderEvent.PaymentStarted started -> {}
      case OrderEvent.PaymentPageOpened opened -> {}
      case OrderEvent.PaymentFailed failed -> {}
      case OrderEvent.PaymentsLeftOpen open -> {}
      case OrderEvent.PaymentFeeNoted noted -> {}
      case OrderEvent.MoneyReturned returned -> {}
      case OrderEvent.PaymentInReview review -> {}
      case OrderEvent.PaymentTakenBack taken -> {}
      case OrderEvent.OrderPaid payment -> {
        ended(payment.at(), sequenceNumber);
        paid(new Bought(payment.sale(), payment.revenue(), payment.tickets()), position);
      }
      case OrderEvent.OrderFree free -> {
        ended(free.at(), sequenceNumber);
        paid(new Bought(free.sale(), free.revenue(), free.tickets()), position);
      }
      case OrderEvent.LateMoney money -> late = money;
      case OrderEvent.OrderPaidLate payment -> paidLate(payment, sequenceNumber, position);
      case OrderEvent.OrderCancelled cancelled -> {
        ended(cancelled.at(), sequenceNumber);
        ledger.count(cancelled.sale(), new SaleTally(0, 0, 1, 0, 0, 0, 0), position);
      }
      case OrderEvent.OrderExpired expired -> {
        ended(expired.at(), sequenceNumber);
        ledger.count(expired.sale(), new SaleTally(0, 0, 0, 1, 0, 0, 0), position);
      }
      case OrderEvent.OrderDutyDone done -> dutyDone = true;
      case OrderEvent.RefundOwed owed ->
          ledger.count(owed.sale(), new SaleTally(0, 0, 0, 0, 1, owed.amount(), 0), position);
      case OrderEvent.RefundDone done -> {}
      case OrderEvent.RefundRefused refused -> {}
      case OrderEvent.RefundAskedAgain again -> {}
      case OrderEvent.GatewayAskedInVain vain -> {}
      case OrderEvent.TicketCancelled cancelled -> cancelled(cancelled, position);
      case OrderEvent.UnitsReturned back -> returned.addAll(back.tickets());
      case OrderEvent.RevenueLost lost -> lost(lost, sequenceNumber, position);
      case OrderEvent.TicketsJudged judged -> {}
    }
    return true;
  }

  private void lost(OrderEvent.RevenueLost lost, long sequenceNumber, JournalPosition position) {
    if (paid == null) impossible(sequenceNumber, "loses money that has bought nothing");
    long total = 0;
    for (OrderEvent.Revenue part : lost.revenue()) {
      ledger.earn(part.quota(), -part.amount(), position);
      total += part.amount();
    }
    ledger.count(lost.sale(), new SaleTally(0, 0, 0, 0, 0, 0, -total), position);
  }

  private void cancelled(OrderEvent.TicketCancelled cancelled, JournalPosition position) {
    long price = cancelled.price().amount();
    ledger.earn(cancelled.price().quota(), -price, position);
    ledger.count(
        cancelled.sale(), new SaleTally(0, 0, 0, 0, price == 0 ? 0 : 1, price, -price), position);
    if (cancelled.unitsReturn()) returning.add(cancelled.ticket());
  }

  /** Checks a payment whose units were released and acquired again. */
  private void paidLate(
      OrderEvent.OrderPaidLate payment, long sequenceNumber, JournalPosition position) {
    if (late == null || paid != null) {
      impossible(sequenceNumber, "is late money that did not come");
    }
    dutyDone = false;
    endedAt = payment.at();
    holdsUntil = payment.heldUntil();
    paid(new Bought(payment.sale(), payment.revenue(), payment.tickets()), position);
  }

  private void paid(Bought payment, JournalPosition position) {
    paid = payment;
    long total = 0;
    for (OrderEvent.Revenue part : payment.revenue()) {
      ledger.earn(part.quota(), part.amount(), position);
      total += part.amount();
    }
    ledger.count(payment.sale(), new SaleTally(0, 1, 0, 0, 0, 0, total), position);
    if (!ledger.isCounted(position)) return;
    for (Ticket ticket : payment.tickets()) {
      ledger.gates().tickets(payment.sale(), ticket.offer(), 1);
    }
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
    ledger.refunds().add(refunds);
    if (paid != null) {
      checkTickets(placed.content(), paid);
      giveBack(placed.content(), paid);
    }
    var hold = new HoldId(id);
    for (QuotaShare share : placed.content().shares()) {
      Claims claims = ledger.claims(share.quota().value());
      if (endedAt == null) {
        claims.put(hold, claim(Claims.Word.HELD, share, placed.at()));
      } else if (!dutyDone) {
        Claims.Word word = paid == null ? Claims.Word.TO_RELEASE : Claims.Word.TO_SETTLE;
        claims.put(hold, claim(word, share, endedAt));
      } else if (paid != null) {
        claims.settled(hold, share.quantity());
      } else if (late != null) {
        // It looks, or has looked, for its units once more: what it holds comes to an end.
        claims.put(hold, claim(Claims.Word.TO_RELEASE, share, late.at()));
      }
    }
  }

  private Claims.Claim claim(Claims.Word word, QuotaShare share, Instant since) {
    return new Claims.Claim(word, share.quantity(), since, holdsUntil);
  }

  /** Counts the returned units of cancelled tickets. */
  private void giveBack(OrderContent content, Bought payment) {
    var hold = new HoldId(id);
    var tickets = payment.tickets().iterator();
    for (OrderLine line : content.lines()) {
      for (int unit = 0; unit < line.price().quantity() && tickets.hasNext(); unit++) {
        TicketId ticket = tickets.next().id();
        if (returning.contains(ticket)) {
          boolean isSure = returned.contains(ticket);
          line.quotas().forEach(quota -> ledger.claims(quota.value()).returned(hold, isSure));
          content
              .personalQuota()
              .ifPresent(own -> ledger.claims(own.value()).returned(hold, isSure));
        }
      }
    }
  }

  private void checkTickets(OrderContent content, Bought payment) {
    long tickets = payment.tickets().stream().map(Ticket::id).distinct().count();
    if (tickets != content.units()) {
      findings.differs(
          Difference.Kind.TICKETS_DIFFER,
          "order " + id,
          "%d tickets for %d units".formatted(tickets, content.units()));
    }
    long revenue = payment.revenue().stream().mapToLong(OrderEvent.Revenue::amount).sum();
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
