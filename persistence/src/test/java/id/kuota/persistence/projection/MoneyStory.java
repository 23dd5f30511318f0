package id.kuota.persistence.projection;

import static id.kuota.persistence.projection.SaleStory.CONCERT;
import static id.kuota.persistence.projection.SaleStory.FLOOR;
import static id.kuota.persistence.projection.SaleStory.PRICE;
import static id.kuota.persistence.projection.SaleStory.batch;
import static id.kuota.persistence.projection.SaleStory.buyersQuota;
import static id.kuota.persistence.projection.SaleStory.held;
import static id.kuota.persistence.projection.SaleStory.order;
import static id.kuota.persistence.projection.SaleStory.payment;
import static id.kuota.persistence.projection.SaleStory.released;
import static id.kuota.persistence.projection.SaleStory.sold;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.ticket.TicketId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Late money, refunds and cancelled tickets, as the engine writes them. */
public final class MoneyStory {

  private MoneyStory() {}

  /** One unit, not paid in time; the attempt to pay was left open. Nine rows. */
  public static void expire(JournalWriter journal, int order, Instant at) throws SQLException {
    journal
        .hold(order, 1, at)
        .write(order, SaleStory.paymentStarted(order, at))
        .write(order, SaleStory.expired(at))
        .write(order, new OrderEvent.PaymentsLeftOpen(CONCERT, List.of(payment(order)), at))
        .write(batch(FLOOR, at, released(order, 1)))
        .write(batch(buyersQuota(order), at, released(order, 1)))
        .write(order, SaleStory.dutyDone(at));
  }

  public static OrderEvent lateMoney(int order, Instant at) {
    return new OrderEvent.LateMoney(CONCERT, payment(order), "reference", PRICE, at);
  }

  /** Late money that finds its unit. Seven rows. */
  public static void payLate(JournalWriter journal, int order, Instant at) throws SQLException {
    Instant until = at.plusSeconds(900);
    OrderEvent.OrderPaid paid = SaleStory.paid(order, 1, at);
    journal
        .write(order, lateMoney(order, at))
        .write(batch(FLOOR, at, held(order, 1, until)))
        .write(batch(buyersQuota(order), at, held(order, 1, until)))
        .write(
            order,
            new OrderEvent.OrderPaidLate(
                CONCERT, payment(order), "reference", paid.revenue(), paid.tickets(), until, at))
        .write(batch(FLOOR, at, sold(order, 1)))
        .write(batch(buyersQuota(order), at, sold(order, 1)))
        .write(order, SaleStory.dutyDone(at));
  }

  public static OrderEvent refundOwed(int order, Instant at) {
    return new OrderEvent.RefundOwed(
        CONCERT, payment(order), "reference", PRICE, OwedRefund.Reason.PAID_AFTER_EXPIRY, at);
  }

  public static OrderEvent refundRefused(int order, Instant at) {
    return new OrderEvent.RefundRefused(CONCERT, RefundId.of(payment(order)), "too old", at);
  }

  public static OrderEvent refundDone(int order, Instant at) {
    return new OrderEvent.RefundDone(
        CONCERT, RefundId.of(payment(order)), "refund-1", "gateway", at);
  }

  public static OrderEvent ticketCancelled(int order, int number, Instant at) {
    TicketId ticket = TicketId.of(order(order).value(), number);
    return new OrderEvent.TicketCancelled(
        CONCERT,
        payment(order),
        ticket,
        RefundId.of(payment(order), ticket),
        new OrderEvent.Revenue(FLOOR, PRICE),
        "IDR",
        true,
        "ill",
        "operator",
        at);
  }

  /** Money of an order that has left by itself. */
  public static OrderEvent moneyReturned(
      int order, long amount, Instant at, OrderEvent.Waived... waived) {
    return new OrderEvent.MoneyReturned(
        CONCERT,
        payment(order),
        RefundId.of(payment(order), TicketId.of("returned", order)),
        "transaction",
        false,
        0,
        amount,
        "IDR",
        List.of(waived),
        at);
  }

  public static OrderEvent revenueLost(int order, long amount, boolean unpaid, Instant at) {
    return new OrderEvent.RevenueLost(
        CONCERT, payment(order), List.of(new OrderEvent.Revenue(FLOOR, amount)), unpaid, at);
  }

  /** The sale has said that the first tickets of an order are void. */
  public static OrderEvent ticketsJudged(int order, int tickets, Instant at) {
    return new OrderEvent.TicketsJudged(
        CONCERT,
        IntStream.rangeClosed(1, tickets)
            .mapToObj(number -> TicketId.of(order(order).value(), number))
            .toList(),
        at);
  }

  public static OrderEvent unitsReturned(int order, int number, Instant at) {
    return new OrderEvent.UnitsReturned(List.of(TicketId.of(order(order).value(), number)), at);
  }

  /** One unit of an order comes back, the first or a later one. */
  public static QuotaChange.UnitsReturned returned(int order, int total) {
    return new QuotaChange.UnitsReturned(order(order).hold(), 1, total);
  }

  /** The first ticket of an order is cancelled, and its unit is free again. Four rows. */
  public static void cancelTicket(JournalWriter journal, int order, Instant at)
      throws SQLException {
    journal
        .write(order, ticketCancelled(order, 1, at))
        .write(batch(FLOOR, at, returned(order, 1)))
        .write(batch(buyersQuota(order), at, returned(order, 1)))
        .write(order, unitsReturned(order, 1, at));
  }
}
