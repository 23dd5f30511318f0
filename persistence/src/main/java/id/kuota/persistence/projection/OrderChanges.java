package id.kuota.persistence.projection;

import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketOrigin;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of the journal changes in the tables of the projection {@code orders}: a row occurs
 * once, however many events concern it. What an event does not carry, such as the sale of a payment
 * whose order was placed long before, is left to the statements. Pure; not thread-safe.
 */
final class OrderChanges {

  private static final String ORDER_STREAM = "Order|";
  private static final String TICKET_STREAM = "Ticket|";

  /** The streams whose events it is made of. */
  static final List<String> STREAMS = List.of(ORDER_STREAM, TICKET_STREAM);

  // In the order of the journal, so that rows of one time lie close together.
  private final Map<String, OrderDelta> orders = new LinkedHashMap<>();
  private final Map<String, PaymentDelta> payments = new LinkedHashMap<>();
  private final Map<String, TicketDelta> tickets = new LinkedHashMap<>();
  private final CheckInChanges checkIns = new CheckInChanges();
  private final MoneyChanges money = new MoneyChanges();

  private OrderChanges() {}

  /**
   * @throws ProjectionFailedException if the events of an order or a ticket have a gap
   */
  static OrderChanges fold(List<JournalRow> rows) {
    var changes = new OrderChanges();
    for (JournalRow row : rows) {
      switch (row.event()) {
        case OrderEvent event -> changes.apply(row, event);
        case TicketEvent event -> changes.apply(row, event);
        default -> {} // Other streams are of no interest, and mostly not read.
      }
    }
    return changes;
  }

  private void apply(JournalRow row, OrderEvent event) {
    String id = row.entity().substring(ORDER_STREAM.length());
    OrderDelta order = orders.computeIfAbsent(id, key -> new OrderDelta(key, row.sequenceNumber()));
    order.next(row.sequenceNumber());
    money.apply(row.entity(), event);
    switch (event) {
      case OrderEvent.OrderPlaced placed -> order.placed(placed);
      case OrderEvent.PaymentStarted started -> {
        OrderEvent.OrderPlaced placed = order.placement();
        payment(order, started.payment(), started.at())
            .started(started, placed == null ? null : placed.content());
        order.started(started);
      }
      case OrderEvent.OrderPaid paid -> {
        order.moved(OrderDelta.State.PAID, paid.at());
        paidBy(order, paid.payment(), total(paid.revenue()), paid.reference(), paid.at());
        issue(order, paid.sale(), paid.tickets(), paid.at());
      }
      case OrderEvent.OrderFree free -> {
        order.moved(OrderDelta.State.PAID, free.at());
        issue(order, free.sale(), free.tickets(), free.at());
      }
      case OrderEvent.OrderPaidLate paid -> {
        order.paidLate(paid.at());
        paidBy(order, paid.payment(), total(paid.revenue()), paid.reference(), paid.at());
        issue(order, paid.sale(), paid.tickets(), paid.at());
      }
      case OrderEvent.OrderCancelled cancelled ->
          order.moved(OrderDelta.State.CANCELLED, cancelled.at());
      case OrderEvent.OrderExpired expired -> order.moved(OrderDelta.State.EXPIRED, expired.at());
      case OrderEvent.TicketCancelled cancelled -> {
        order.ticketCancelled(cancelled.at());
        ticket(cancelled.ticket().value()).cancelled(cancelled.at());
      }
      case OrderEvent.LateMoney late -> {
        order.changed(late.at());
        payment(order, late.payment(), late.at())
            .received(late.amount(), late.reference(), PaymentDelta.State.PAID, late.at());
      }
      case OrderEvent.RefundOwed owed -> {
        order.changed(owed.at());
        payment(order, owed.payment(), owed.at())
            .received(owed.amount(), owed.reference(), PaymentDelta.State.PAID, owed.at());
      }
      case OrderEvent.RevenueLost lost -> order.changed(lost.at());
      case OrderEvent.TicketsJudged judged -> {} // Each ticket has its own event.
      case OrderEvent.UnitsReturned back -> {} // The quotas' concern.
      case OrderEvent.OrderDutyDone done -> {} // The quotas' concern.
      case OrderEvent.OfMoney ofMoney -> apply(order, ofMoney);
    }
  }

  private void apply(OrderDelta order, OrderEvent.OfMoney event) {
    switch (event) {
      case OrderEvent.PaymentPageOpened opened -> {}
      case OrderEvent.PaymentFailed failed ->
          payment(order, failed.payment(), failed.at()).failed(failed.reference(), failed.at());
      case OrderEvent.PaymentsLeftOpen open ->
          open.payments()
              .forEach(
                  payment ->
                      payment(order, payment, open.at())
                          .moved(PaymentDelta.State.UNKNOWN, open.at()));
      case OrderEvent.PaymentInReview review -> {
        order.changed(review.at());
        payment(order, review.payment(), review.at())
            .received(review.amount(), review.reference(), PaymentDelta.State.REVIEW, review.at());
      }
      case OrderEvent.PaymentTakenBack taken -> {
        order.changed(taken.at());
        PaymentDelta payment = payment(order, taken.payment(), taken.at());
        payment.returned(0, taken.amount(), taken.at());
        payment.moved(PaymentDelta.State.CHARGED_BACK, taken.at());
      }
      case OrderEvent.PaymentFeeNoted noted ->
          payment(order, noted.payment(), noted.at()).fee(noted.fee(), noted.at());
      case OrderEvent.MoneyReturned returned -> {
        order.changed(returned.at());
        PaymentDelta payment = payment(order, returned.payment(), returned.at());
        payment.returned(returned.charged(), returned.amount(), returned.at());
        if (returned.byBank()) payment.moved(PaymentDelta.State.CHARGED_BACK, returned.at());
      }
      case OrderEvent.RefundDone done -> order.changed(done.at());
      case OrderEvent.RefundRefused refused -> order.changed(refused.at());
      case OrderEvent.RefundAskedAgain again -> order.changed(again.at());
      case OrderEvent.GatewayAskedInVain vain -> {} // The list of refunds shows it.
    }
  }

  private void paidBy(OrderDelta order, PaymentId id, long amount, String reference, Instant at) {
    PaymentDelta payment = payment(order, id, at);
    payment.received(amount, reference, PaymentDelta.State.PAID, at);
    OrderEvent.PaymentStarted start = payment.start();
    if (start == null) {
      order.paidBy(id.value());
    } else {
      order.paidBy(id.value(), start.gateway(), start.method());
    }
  }

  private void issue(OrderDelta order, SaleId sale, List<Ticket> issued, Instant at) {
    OrderEvent.OrderPlaced placed = order.placement();
    int number = 0;
    for (Ticket one : issued) {
      @Nullable Long price = placed == null ? null : price(placed.content(), number);
      var origin = new TicketOrigin(order.order(), sale, one.offer());
      ticket(one.id().value()).issued(new TicketDelta.Issue(origin, price, at));
      number++;
    }
  }

  /** Returns what a ticket costs; tickets are numbered in the order of the lines. */
  private static @Nullable Long price(OrderContent content, int number) {
    int left = number;
    for (OrderLine line : content.lines()) {
      if (left < line.price().quantity()) return line.price().total() / line.price().quantity();
      left -= line.price().quantity();
    }
    return null;
  }

  private void apply(JournalRow row, TicketEvent event) {
    String id = row.entity().substring(TICKET_STREAM.length());
    TicketDelta ticket = ticket(id);
    ticket.next(row.sequenceNumber());
    checkIns.apply(id, row.sequenceNumber(), event);
    switch (event) {
      case TicketEvent.TicketReissued again -> ticket.reissued(again.generation(), again.at());
      case TicketEvent.TicketVoided voided -> ticket.voided(voided.at());
      case TicketEvent.TicketIssued issued -> {}
      case TicketEvent.TicketCheckedIn in -> {}
      case TicketEvent.TicketCheckedOut out -> {}
      case TicketEvent.PassageAnnulled annulled -> {}
      case TicketEvent.ConflictFound found -> {}
    }
  }

  private PaymentDelta payment(OrderDelta order, PaymentId id, Instant at) {
    return payments.computeIfAbsent(id.value(), key -> new PaymentDelta(key, order.order(), at));
  }

  private TicketDelta ticket(String id) {
    return tickets.computeIfAbsent(id, TicketDelta::new);
  }

  private static long total(List<OrderEvent.Revenue> revenue) {
    long total = 0;
    for (OrderEvent.Revenue part : revenue) {
      total = Math.addExact(total, part.amount());
    }
    return total;
  }

  Collection<OrderDelta> orders() {
    return orders.values();
  }

  Collection<PaymentDelta> payments() {
    return payments.values();
  }

  Collection<TicketDelta> tickets() {
    return tickets.values();
  }

  CheckInChanges checkIns() {
    return checkIns;
  }

  MoneyChanges money() {
    return money;
  }
}
