package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.RefusalRow.reason;
import static id.kuota.engine.order.OrderFixtures.*;
import static id.kuota.engine.payment.PaymentReport.Result.SETTLED;
import static id.kuota.engine.sale.SaleFixtures.closed;
import static id.kuota.engine.sale.SaleFixtures.opened;
import static id.kuota.engine.sale.SaleFixtures.paused;
import static id.kuota.engine.sale.SaleFixtures.termsSet;
import static id.kuota.engine.sale.SaleFixtures.viewAfter;

import id.kuota.engine.Limits;
import id.kuota.engine.RefusalRow;
import id.kuota.engine.payment.AmountRange;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.quota.Availability;
import id.kuota.engine.quota.AvailabilityCache;
import id.kuota.engine.quota.HoldPlan;
import id.kuota.engine.quota.PersonalRefusals;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every way in which the rules refuse an order. */
public final class OrderRefusalRows {

  private static final OrderCommand.StartPayment START =
      new OrderCommand.StartPayment(PAYMENT, "fake", "virtual_account");

  private static final OrderCommand.StartPayment THIRD =
      new OrderCommand.StartPayment(PaymentId.of(ORDER.value(), "third"), "fake", "qris");

  private static final OrderCommand.RecordPayment UNKNOWN =
      new OrderCommand.RecordPayment(report(OTHER_PAYMENT, SETTLED));
  private static final OrderCommand.RecordPayment CHEAP =
      new OrderCommand.RecordPayment(
          new PaymentReport(PAYMENT, ORDER.value(), "reference", 1, "IDR", SETTLED));

  private OrderRefusalRows() {}

  /** Refusals that no rule gives, and their source. */
  public static Map<OrderRefusal, String> givenElsewhere() {
    return Map.of(
        OrderRefusal.IN_PROGRESS, "place while the first request waits for its quotas (entity)",
        OrderRefusal.SALE_UNKNOWN, "place in a sale that was never set (facade)");
  }

  public static List<RefusalRow<OrderRefusal>> all() {
    return Stream.of(keysAndIds(), placing(), silence(), paying(), givingBack())
        .flatMap(List::stream)
        .toList();
  }

  private static List<RefusalRow<OrderRefusal>> keysAndIds() {
    OrderState absent = new OrderState.Absent();
    return List.of(
        row(OrderRefusal.ORDER_UNKNOWN, "start a payment for no order", absent, START),
        row(OrderRefusal.ORDER_UNKNOWN, "record a payment for no order", absent, CHEAP),
        row(OrderRefusal.ORDER_UNKNOWN, "cancel no order", absent, new OrderCommand.CancelOrder()),
        row(
            OrderRefusal.KEY_REUSED,
            "place other content with the same key",
            aHeldOrder(),
            new OrderCommand.RecordPlacement(ORDER, otherContent(), at("10:15"))),
        row(
            OrderRefusal.KEY_REUSED,
            "start a payment by other means with the same key",
            aHeldOrder(),
            new OrderCommand.StartPayment(PAYMENT, "fake", "qris")));
  }

  private static List<RefusalRow<OrderRefusal>> placing() {
    return List.of(
        desk(OrderRefusal.SALE_NOT_OPEN, "place in a planned sale", "cat-1", termsSet()),
        desk(
            OrderRefusal.SALE_NOT_OPEN,
            "place in a paused sale",
            "cat-1",
            termsSet(),
            opened(),
            paused()),
        desk(OrderRefusal.SALE_ENDED, "place in a closed sale", "cat-1", termsSet(), closed()),
        desk(OrderRefusal.OFFER_UNKNOWN, "place an unknown offer", "no", termsSet(), opened()),
        unpayable(OrderRefusal.AMOUNT_TOO_HIGH, "place above what gateways take", 1, 4_599_999),
        unpayable(
            OrderRefusal.AMOUNT_TOO_LOW, "place below what gateways take", 4_600_001, 9_000_000),
        quota(OrderRefusal.PURCHASE_LIMIT, "place above the buyer's limit", 3, "SOLD_OUT"),
        quota(OrderRefusal.PURCHASE_LIMIT, "place above the buyer's limit", 3, "TAKEN_FOR_NOW"),
        quota(OrderRefusal.TAKEN_FOR_NOW, "place what others hold", 1, "TAKEN_FOR_NOW"),
        availability(OrderRefusal.TAKEN_FOR_NOW, "place what others hold, known at the edge", 9),
        quota(OrderRefusal.SOLD_OUT, "place more than is left", 1, "SOLD_OUT"),
        availability(OrderRefusal.SOLD_OUT, "place more than is left, known at the edge", 0));
  }

  private static List<RefusalRow<OrderRefusal>> paying() {
    return List.of(
        new RefusalRow<>(
            OrderRefusal.HOLD_EXPIRED,
            "start a payment at the deadline",
            () -> reason(Order.decide(after(placed()), START, at("10:15")))),
        row(
            OrderRefusal.HOLD_EXPIRED,
            "start a payment for an expired order",
            after(placed(), expired("10:16")),
            START),
        row(OrderRefusal.HOLD_EXPIRED, "cancel an expired order", anExpiredOrder(), cancel()),
        row(
            OrderRefusal.ORDER_CANCELLED,
            "start a payment for a cancelled order",
            after(placed(), cancelled("10:05")),
            START),
        row(OrderRefusal.ORDER_PAID, "cancel a paid order", aPaidOrder(), cancel()),
        row(OrderRefusal.ORDER_PAID, "start another payment for a paid order", aPaidOrder(), THIRD),
        row(
            OrderRefusal.AMOUNT_TOO_HIGH,
            "start a payment above what its method takes",
            aHeldOrder(),
            new OrderCommand.StartPayment(
                OTHER_PAYMENT, "fake", "qris", new AmountRange(1, TOTAL - 1))),
        row(
            OrderRefusal.AMOUNT_TOO_LOW,
            "start a payment below what its method takes",
            aHeldOrder(),
            new OrderCommand.StartPayment(
                OTHER_PAYMENT, "fake", "qris", new AmountRange(TOTAL + 1, 2 * TOTAL))),
        row(
            OrderRefusal.TOO_MANY_PAYMENTS,
            "start a payment after the last allowed one",
            aHeldOrderWithAllItsAttempts(),
            START),
        row(
            OrderRefusal.PAYMENT_UNKNOWN,
            "record a payment that was never started",
            aHeldOrder(),
            UNKNOWN),
        row(
            OrderRefusal.PAYMENT_UNKNOWN,
            "close a payment that was never started",
            aHeldOrder(),
            new OrderCommand.RecordPaymentClosed(OTHER_PAYMENT)));
  }

  private static List<RefusalRow<OrderRefusal>> givingBack() {
    RefundId refund = RefundId.of(PAYMENT);
    OrderState due =
        after(
            placed(),
            paymentStarted("10:01"),
            cancelled("10:05"),
            refundOwed(PAYMENT, OwedRefund.Reason.PAID_AFTER_CANCELLATION, "10:06"));
    OrderState done =
        Order.evolve(
            due, new OrderEvent.RefundDone(SALE, refund, "reference", "gateway", at("10:07")));
    var byHand = new OrderCommand.RecordRefundByHand(refund, "cash", "operator");
    var again = new OrderCommand.AskRefundAgain(refund, "operator");
    OrderState without = Order.evolve(aPaidOrder(), ticketCancelled(1, true, "10:08"));
    without = Order.evolve(without, ticketCancelled(2, true, "10:08"));
    return List.of(
        row(
            OrderRefusal.ORDER_REFUND_DUE,
            "cancel an order of cancelled tickets",
            without,
            cancel()),
        row(OrderRefusal.ORDER_REFUND_DUE, "start a payment while money is owed", due, THIRD),
        row(OrderRefusal.ORDER_REFUNDED, "start a payment after the money went back", done, THIRD),
        row(OrderRefusal.TICKET_UNKNOWN, "cancel a foreign ticket", aPaidOrder(), cancelTicket(9)),
        row(OrderRefusal.ORDER_UNPAID, "cancel an unpaid ticket", aHeldOrder(), cancelTicket(1)),
        row(OrderRefusal.REFUND_UNKNOWN, "pay back what is not owed", aPaidOrder(), byHand),
        row(OrderRefusal.REFUND_UNDER_WAY, "pay back by hand what the gateway does", due, byHand),
        row(OrderRefusal.REFUND_NOT_OWED, "ask again for what went back", done, again));
  }

  private static OrderCommand cancelTicket(int number) {
    return new OrderCommand.CancelTicket(
        id.kuota.engine.ticket.TicketId.of(ORDER.value(), number), false, "ill", "operator");
  }

  private static List<RefusalRow<OrderRefusal>> silence() {
    return List.of(
        quota(OrderRefusal.OVERLOADED, "place while too many wait for the quota", 1, "OVERLOADED"),
        quota(OrderRefusal.UNANSWERED, "place while the quota is silent", 1, "UNANSWERED"),
        quota(OrderRefusal.UNANSWERED, "place while the quota is opening", 1, "QUOTA_UNKNOWN"),
        quota(OrderRefusal.UNANSWERED, "place while an old hold is asked", 1, "HOLD_EXPIRED"),
        quota(OrderRefusal.UNANSWERED, "place with a hold of another attempt", 1, "HOLD_CHANGED"));
  }

  private static OrderCommand.CancelOrder cancel() {
    return new OrderCommand.CancelOrder();
  }

  private static RefusalRow<OrderRefusal> row(
      OrderRefusal expected, String when, OrderState state, OrderCommand command) {
    return new RefusalRow<>(
        expected, when, () -> reason(Order.decide(state, command, at("10:10"))));
  }

  private static RefusalRow<OrderRefusal> desk(
      OrderRefusal expected, String when, String offer, SaleEvent... sale) {
    var wanted =
        new OrderFactory.Wanted(
            ANI, List.of(new OrderFactory.WantedLine(new OfferId(offer), 1)), "fingerprint");
    return new RefusalRow<>(
        expected,
        when,
        () ->
            switch (OrderFactory.prepare(viewAfter(sale), wanted, at("12:00"))) {
              case OrderFactory.Outcome.TurnedAway(var refused) -> refused.reason();
              case OrderFactory.Outcome.Ready ready -> throw new AssertionError("ready: " + ready);
            });
  }

  /** One of cat-2, which costs 4,600,000 with its tax. */
  private static RefusalRow<OrderRefusal> unpayable(
      OrderRefusal expected, String when, long from, long to) {
    var wanted =
        new OrderFactory.Wanted(
            ANI, List.of(new OrderFactory.WantedLine(new OfferId("cat-2"), 1)), "fingerprint");
    var payable = new PayableAmounts(List.of(new AmountRange(from, to)));
    return new RefusalRow<>(
        expected,
        when,
        () ->
            switch (OrderFactory.prepare(
                viewAfter(termsSet(), opened()), wanted, payable, at("12:00"))) {
              case OrderFactory.Outcome.TurnedAway(var refused) -> refused.reason();
              case OrderFactory.Outcome.Ready ready -> throw new AssertionError("ready: " + ready);
            });
  }

  private static RefusalRow<OrderRefusal> availability(
      OrderRefusal expected, String when, long held) {
    return new RefusalRow<>(
        expected,
        when,
        () -> {
          var availability = new AvailabilityCache(() -> 0);
          availability.post(new Availability(CAT_1, 0, held, 1));
          return OrderFactory.refusedEarly(content(), availability, new PersonalRefusals(() -> 0))
              .orElseThrow()
              .reason();
        });
  }

  /** The refusal of the {@code number}th quota: one category, the house, the buyer's own. */
  private static RefusalRow<OrderRefusal> quota(
      OrderRefusal expected, String when, int number, String refusal) {
    return new RefusalRow<>(
        expected,
        when,
        () -> {
          OrderContent content = content(4, line("cat-1", 2, CAT_1, HOUSE));
          OrderHoldPlan placement = OrderHoldPlan.begin(ORDER, content, at("10:00"));
          HoldPlan.Step<OrderHoldPlan, OrderRefused> step = placement.next();
          for (int asked = 1;
              step instanceof HoldPlan.Ask<OrderHoldPlan, OrderRefused> ask;
              asked++) {
            QuotaAnswer answer =
                asked == number
                    ? new QuotaAnswer.Refused(QuotaRefusal.valueOf(refusal), 0)
                    : new QuotaAnswer.Granted(at("10:15"));
            step = ask.next().after(answer);
          }
          return ((HoldPlan.GiveUp<OrderHoldPlan, OrderRefused>) step).refused().reason();
        });
  }

  private static OrderState aHeldOrderWithAllItsAttempts() {
    OrderState state = after(placed());
    for (int i = 1; i <= Limits.PAYMENT_ATTEMPTS_MAX; i++) {
      PaymentId payment = PaymentId.of(ORDER.value(), "try " + i);
      state =
          Order.evolve(state, new OrderEvent.PaymentStarted(payment, "fake", "qris", at("10:01")));
    }
    return state;
  }
}
