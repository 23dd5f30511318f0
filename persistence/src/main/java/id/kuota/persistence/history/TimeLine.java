package id.kuota.persistence.history;

import static id.kuota.persistence.history.Moment.Code;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.persistence.projection.JournalRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to one order, from its history in the journal. Pure. */
final class TimeLine {

  private static final String AMOUNT = "amount";
  private static final String CURRENCY = "currency";
  private static final String REASON = "reason";
  private static final String TICKETS = "tickets";
  private static final String QUANTITY = "quantity";
  private static final String QUOTA = "quota";

  private final List<Moment> moments = new ArrayList<>();
  private String currency = "";
  private @Nullable Instant deadline;

  private TimeLine() {}

  /** Returns all moments in the order of the journal. */
  static List<Moment> of(OrderHistory history) {
    var line = new TimeLine();
    for (OrderHistory.Granted granted : history.grants()) line.add(granted);
    for (JournalRow row : history.events()) {
      if (row.event() instanceof OrderEvent event) line.add(row, event);
    }
    for (JournalRow row : history.scans()) {
      if (row.event() instanceof TicketEvent event) line.add(row, event);
    }
    line.moments.sort(Comparator.comparing(Moment::position));
    return List.copyOf(line.moments);
  }

  private void add(OrderHistory.Granted granted) {
    String quota = granted.share().quota().value();
    QuotaGrant found = granted.found().orElse(null);
    if (found == null) {
      add(
          granted.by(),
          granted.by().writtenAt(),
          Code.GRANT_NOT_FOUND,
          Map.of(QUOTA, quota, QUANTITY, granted.share().quantity()));
      return;
    }
    QuotaChange.UnitsHeld held = found.held();
    if (found.quota().isPersonal()) {
      moments.add(
          new Moment(
              found.at(), found.position(), Code.LIMIT_GRANTED, Map.of(QUANTITY, held.quantity())));
      return;
    }
    QuotaGrant.Moment before = found.before().orElse(null);
    moments.add(
        before == null
            ? new Moment(
                found.at(),
                found.position(),
                Code.UNITS_GRANTED_UNNUMBERED,
                Map.of(QUOTA, quota, QUANTITY, held.quantity()))
            : new Moment(
                found.at(),
                found.position(),
                Code.UNITS_GRANTED,
                Map.of(
                    QUOTA,
                    quota,
                    QUANTITY,
                    held.quantity(),
                    "number",
                    before.granted() + 1,
                    "capacity",
                    before.capacity(),
                    "free",
                    before.free(),
                    "held",
                    before.held(),
                    "sold",
                    before.sold(),
                    "refused",
                    before.refused())));
  }

  private void add(JournalRow row, OrderEvent event) {
    switch (event) {
      case OrderEvent.OrderPlaced placed -> addPlaced(row, placed);
      case OrderEvent.PaymentStarted started ->
          add(
              row,
              started.at(),
              Code.PAYMENT_STARTED,
              Map.of("gateway", started.gateway(), "method", started.method()));
      case OrderEvent.OrderPaid paid ->
          add(row, paid.at(), Code.ORDER_PAID, Map.of(TICKETS, paid.tickets().size()));
      case OrderEvent.OrderFree free ->
          add(row, free.at(), Code.ORDER_FREE, Map.of(TICKETS, free.tickets().size()));
      case OrderEvent.OrderCancelled cancelled ->
          add(row, cancelled.at(), Code.ORDER_CANCELLED, Map.of());
      case OrderEvent.OrderExpired expired -> add(row, expired.at(), Code.ORDER_EXPIRED, Map.of());
      case OrderEvent.OrderDutyDone done -> add(row, done.at(), Code.HOLDS_ENDED, Map.of());
      case OrderEvent.LateMoney money -> addLate(row, money);
      case OrderEvent.OrderPaidLate paid ->
          add(row, paid.at(), Code.ORDER_PAID_LATE, Map.of(TICKETS, paid.tickets().size()));
      case OrderEvent.RefundOwed owed ->
          add(
              row,
              owed.at(),
              Code.REFUND_OWED,
              Map.of(AMOUNT, owed.amount(), CURRENCY, currency, REASON, owed.reason()));
      case OrderEvent.TicketCancelled cancelled -> addCancelled(row, cancelled);
      case OrderEvent.UnitsReturned back ->
          add(row, back.at(), Code.UNITS_RETURNED, Map.of(TICKETS, back.tickets().size()));
      case OrderEvent.RevenueLost lost -> add(row, lost.at(), Code.REVENUE_LOST, Map.of());
      case OrderEvent.TicketsJudged judged ->
          add(row, judged.at(), Code.TICKETS_JUDGED, Map.of(TICKETS, judged.toVoid().size()));
      case OrderEvent.OfMoney money -> addMoney(row, money);
    }
  }

  private void addPlaced(JournalRow row, OrderEvent.OrderPlaced placed) {
    currency = placed.content().currency();
    deadline = placed.heldUntil();
    add(
        row,
        placed.at(),
        Code.ORDER_PLACED,
        Map.of(
            QUANTITY,
            placed.content().units(),
            AMOUNT,
            placed.content().total(),
            CURRENCY,
            currency,
            "until",
            placed.heldUntil()));
  }

  private void addLate(JournalRow row, OrderEvent.LateMoney money) {
    add(
        row,
        money.at(),
        Code.MONEY_CAME_LATE,
        Map.of(AMOUNT, money.amount(), CURRENCY, currency, "late", lateness(money.at())));
  }

  private void addCancelled(JournalRow row, OrderEvent.TicketCancelled cancelled) {
    add(
        row,
        cancelled.at(),
        Code.TICKET_CANCELLED,
        Map.of(
            "ticket",
            cancelled.ticket().value(),
            AMOUNT,
            cancelled.price().amount(),
            CURRENCY,
            currency,
            REASON,
            cancelled.reason(),
            "by",
            cancelled.by()));
  }

  private void addMoney(JournalRow row, OrderEvent.OfMoney event) {
    switch (event) {
      case OrderEvent.PaymentPageOpened opened ->
          add(row, opened.at(), Code.PAYMENT_PAGE_OPENED, Map.of());
      case OrderEvent.PaymentFailed failed -> add(row, failed.at(), Code.PAYMENT_FAILED, Map.of());
      case OrderEvent.PaymentsLeftOpen open ->
          add(row, open.at(), Code.PAYMENTS_LEFT_OPEN, Map.of("payments", open.payments().size()));
      case OrderEvent.PaymentInReview review ->
          add(
              row,
              review.at(),
              Code.PAYMENT_IN_REVIEW,
              Map.of(AMOUNT, review.amount(), CURRENCY, review.currency()));
      case OrderEvent.PaymentTakenBack taken ->
          add(
              row,
              taken.at(),
              Code.PAYMENT_TAKEN_BACK,
              Map.of(AMOUNT, taken.amount(), CURRENCY, currency));
      case OrderEvent.PaymentFeeNoted fee ->
          add(row, fee.at(), Code.PAYMENT_FEE_NOTED, Map.of(AMOUNT, fee.fee(), CURRENCY, currency));
      case OrderEvent.MoneyReturned back ->
          add(
              row,
              back.at(),
              back.byBank() ? Code.CHARGED_BACK : Code.MONEY_RETURNED,
              Map.of(AMOUNT, back.amount(), CURRENCY, back.currency()));
      case OrderEvent.RefundDone done ->
          add(
              row,
              done.at(),
              Code.REFUND_DONE,
              Map.of("by", done.by(), "reference", done.reference()));
      case OrderEvent.RefundRefused refused ->
          add(row, refused.at(), Code.REFUND_REFUSED, Map.of(REASON, refused.why()));
      case OrderEvent.RefundAskedAgain again ->
          add(row, again.at(), Code.REFUND_ASKED_AGAIN, Map.of("by", again.by()));
      case OrderEvent.GatewayAskedInVain vain ->
          add(
              row,
              vain.at(),
              Code.GATEWAY_ASKED_IN_VAIN,
              Map.of("tries", vain.tries(), "until", vain.notBefore(), REASON, vain.words()));
    }
  }

  private void add(JournalRow row, TicketEvent event) {
    String ticket = row.entity().substring(row.entity().indexOf('|') + 1);
    switch (event) {
      case TicketEvent.TicketIssued issued ->
          add(row, issued.at(), Code.TICKET_ISSUED, Map.of("ticket", ticket));
      case TicketEvent.TicketCheckedIn in ->
          add(
              row,
              in.scan().at(),
              in.mode() == GatePassage.Mode.FORCED ? Code.CHECKED_IN_BY_FORCE : Code.CHECKED_IN,
              Map.of(
                  "ticket",
                  ticket,
                  "gate",
                  in.scan().gate().value(),
                  "list",
                  in.scan().list(),
                  "device",
                  in.scan().device(),
                  REASON,
                  in.reason()));
      case TicketEvent.TicketCheckedOut out ->
          add(
              row,
              out.scan().at(),
              Code.CHECKED_OUT,
              Map.of("ticket", ticket, "gate", out.scan().gate().value()));
      case TicketEvent.PassageAnnulled annulled ->
          add(
              row,
              annulled.at(),
              Code.PASSAGE_ANNULLED,
              Map.of("ticket", ticket, "gate", annulled.scan().gate().value()));
      case TicketEvent.ConflictFound conflict ->
          add(
              row,
              conflict.at(),
              Code.CONFLICT_FOUND,
              Map.of(
                  "ticket",
                  ticket,
                  "gate",
                  conflict.later().gate().value(),
                  REASON,
                  conflict.reasonWord()));
      case TicketEvent.TicketReissued again ->
          add(row, again.at(), Code.TICKET_REISSUED, Map.of("ticket", ticket, "by", again.by()));
      case TicketEvent.TicketVoided voided ->
          add(
              row,
              voided.at(),
              Code.TICKET_VOIDED,
              Map.of("ticket", ticket, "by", voided.by(), REASON, voided.reason()));
    }
  }

  private void add(JournalRow row, Instant at, Code code, Map<String, Object> details) {
    moments.add(new Moment(at, row.position(), code, details));
  }

  private Duration lateness(Instant at) {
    Instant last = deadline;
    return last == null || at.isBefore(last) ? Duration.ZERO : Duration.between(last, at);
  }
}
