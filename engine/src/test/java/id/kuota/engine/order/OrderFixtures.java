package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;

import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.pricing.Charge;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One order of the examples: two CAT 1 tickets, placed at 10:00 and held until 10:15. */
public final class OrderFixtures {

  public static final SaleId SALE = new SaleId("coldplay");
  public static final OrderId ORDER = new OrderId("ord_" + "7".repeat(32));
  public static final BuyerKey ANI = new BuyerKey("ani");
  public static final Duration HOLD_TIME = Duration.ofMinutes(15);
  public static final QuotaId CAT_1 = QuotaId.shared("coldplay", "cat-1");
  public static final QuotaId HOUSE = QuotaId.shared("coldplay", "house");
  public static final QuotaId ANIS_OWN = QuotaId.personal("coldplay", "ani");
  public static final long TOTAL = 12_000_000;
  public static final PaymentId PAYMENT = PaymentId.of(ORDER.value(), "first");
  public static final PaymentId OTHER_PAYMENT = PaymentId.of(ORDER.value(), "second");

  private OrderFixtures() {}

  public static Price price(long face) {
    return new Price(
        face,
        List.of(
            new Charge(Charge.Kind.TAX, "Entertainment tax", 1_500, 0),
            new Charge(Charge.Kind.FEE, "Platform fee", 500, 0)));
  }

  public static OrderLine line(String offer, int quantity, QuotaId... quotas) {
    return new OrderLine(
        new OfferId(offer), offer, price(5_000_000).times(quantity), List.of(quotas));
  }

  public static OrderContent content(int unitsPerBuyer, OrderLine... lines) {
    return new OrderContent(
        SALE, 1, "IDR", ANI, List.of(lines), HOLD_TIME, unitsPerBuyer, "fingerprint");
  }

  /** Two tickets from one quota, no limit for the buyer. */
  public static OrderContent content() {
    return content(0, line("cat-1", 2, CAT_1));
  }

  /** The same key with another request. */
  public static OrderContent otherContent() {
    return new OrderContent(
        SALE, 1, "IDR", ANI, List.of(line("cat-1", 3, CAT_1)), HOLD_TIME, 0, "another");
  }

  public static OrderEvent.OrderPlaced placed() {
    return new OrderEvent.OrderPlaced(ORDER, content(), at("10:15"), at("10:00"));
  }

  public static OrderEvent.PaymentStarted paymentStarted(String time) {
    return started(PAYMENT, at(time));
  }

  public static OrderEvent.PaymentStarted otherPaymentStarted(String time) {
    return started(OTHER_PAYMENT, at(time));
  }

  public static OrderEvent.PaymentFailed paymentFailed(String time) {
    return new OrderEvent.PaymentFailed(PAYMENT, "reference", at(time));
  }

  public static OrderEvent.OrderPaid paid(String time) {
    return new OrderEvent.OrderPaid(
        SALE,
        PAYMENT,
        "reference",
        List.of(new OrderEvent.Revenue(CAT_1, TOTAL)),
        List.of(ticket(1), ticket(2)),
        at(time));
  }

  public static Ticket ticket(int number) {
    return new Ticket(TicketId.of(ORDER.value(), number), new OfferId("cat-1"));
  }

  public static OrderEvent.OrderCancelled cancelled(String time) {
    return new OrderEvent.OrderCancelled(SALE, at(time));
  }

  public static OrderEvent.OrderExpired expired(String time) {
    return new OrderEvent.OrderExpired(SALE, at(time));
  }

  public static OrderEvent.OrderDutyDone dutyDone(String time) {
    return new OrderEvent.OrderDutyDone(at(time));
  }

  public static OrderEvent.PaymentsLeftOpen leftOpen(String time, PaymentId... payments) {
    return new OrderEvent.PaymentsLeftOpen(SALE, List.of(payments), at(time));
  }

  public static OrderEvent.LateMoney lateMoney(String time) {
    return new OrderEvent.LateMoney(SALE, PAYMENT, "reference", TOTAL, at(time));
  }

  public static OrderEvent.OrderPaidLate paidLate(String until, String time) {
    return new OrderEvent.OrderPaidLate(
        SALE,
        PAYMENT,
        "reference",
        List.of(new OrderEvent.Revenue(CAT_1, TOTAL)),
        List.of(ticket(1), ticket(2)),
        at(until),
        at(time));
  }

  public static OrderEvent.TicketCancelled ticketCancelled(
      int number, boolean unitsReturn, String time) {
    return new OrderEvent.TicketCancelled(
        SALE,
        PAYMENT,
        ticket(number).id(),
        RefundId.of(PAYMENT, ticket(number).id()),
        new OrderEvent.Revenue(CAT_1, TOTAL / 2),
        "IDR",
        unitsReturn,
        "ill",
        "operator",
        at(time));
  }

  /** A whole payment that goes back. */
  public static OwedRefund owedRefund(
      PaymentId payment, OwedRefund.Reason reason, OwedRefund.Status status, String time) {
    return Money.whole(payment, TOTAL, "IDR", reason, status, at(time));
  }

  public static OrderEvent.RefundOwed refundOwed(
      PaymentId payment, OwedRefund.Reason reason, String time) {
    return new OrderEvent.RefundOwed(SALE, payment, "reference", TOTAL, reason, at(time));
  }

  public static PaymentReport report(PaymentId payment, PaymentReport.Result result) {
    return returned(payment, result, TOTAL);
  }

  /** What a gateway says of a payment of which so much has gone back in all. */
  public static PaymentReport returned(
      PaymentId payment,
      PaymentReport.Result result,
      long inAll,
      PaymentReport.ListedRefund... refunds) {
    long back =
        switch (result) {
          case REFUNDED, CHARGED_BACK -> inAll;
          case SETTLED, FAILED, PENDING, UNDER_REVIEW -> 0;
        };
    return new PaymentReport(
        payment,
        ORDER.value(),
        "reference",
        TOTAL,
        "IDR",
        result,
        back,
        0,
        List.of(refunds),
        Optional.empty());
  }

  /** Money that has left by itself. */
  public static OrderEvent.MoneyReturned moneyReturned(
      PaymentId payment, long amount, long inAll, String time, OrderEvent.Waived... waived) {
    return moneyLeft(payment, false, amount, inAll, time, waived);
  }

  /** Money that the buyer's bank has taken. */
  public static OrderEvent.MoneyReturned chargedBack(
      long amount, long inAll, String time, OrderEvent.Waived... waived) {
    return moneyLeft(PAYMENT, true, amount, inAll, time, waived);
  }

  private static OrderEvent.MoneyReturned moneyLeft(
      PaymentId payment,
      boolean byBank,
      long amount,
      long inAll,
      String time,
      OrderEvent.Waived... waived) {
    return new OrderEvent.MoneyReturned(
        SALE,
        payment,
        RefundId.ofReturned(payment, inAll),
        "reference",
        byBank,
        0,
        amount,
        "IDR",
        List.of(waived),
        at(time));
  }

  public static OrderEvent.RevenueLost revenueLost(
      long amount, boolean ticketsUnpaid, String time) {
    return new OrderEvent.RevenueLost(
        SALE, PAYMENT, List.of(new OrderEvent.Revenue(CAT_1, amount)), ticketsUnpaid, at(time));
  }

  public static OrderState aHeldOrder() {
    return after(placed(), paymentStarted("10:01"));
  }

  public static OrderState aPaidOrder() {
    return Order.evolve(Order.evolve(aHeldOrder(), otherPaymentStarted("10:02")), paid("10:05"));
  }

  public static OrderState aCancelledOrder() {
    return Order.evolve(aHeldOrder(), cancelled("10:05"));
  }

  public static OrderState anExpiredOrder() {
    return Order.evolve(aHeldOrder(), expired("10:16"));
  }

  /** The money came after the quotas had their units back. */
  public static OrderState aRetakingOrder() {
    return after(
        placed(), paymentStarted("10:01"), expired("10:16"), dutyDone("10:16"), lateMoney("10:18"));
  }

  /** The state that these events lead to. */
  public static OrderState after(OrderEvent... events) {
    OrderState state = new OrderState.Absent();
    for (OrderEvent event : events) {
      state = Order.evolve(state, event);
    }
    return state;
  }

  private static OrderEvent.PaymentStarted started(PaymentId payment, Instant at) {
    return new OrderEvent.PaymentStarted(payment, "fake", "virtual_account", at);
  }
}
