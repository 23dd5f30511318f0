package id.kuota.engine.order;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.alreadySo;
import static id.kuota.engine.Decision.refused;

import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import id.kuota.engine.order.OrderCommand.CancelOrder;
import id.kuota.engine.order.OrderCommand.DecideFate;
import id.kuota.engine.order.OrderCommand.RecordDutyDone;
import id.kuota.engine.order.OrderCommand.RecordPayment;
import id.kuota.engine.order.OrderCommand.RecordPlacement;
import id.kuota.engine.order.OrderCommand.StartPayment;
import id.kuota.engine.order.OrderEvent.OrderCancelled;
import id.kuota.engine.order.OrderEvent.OrderDutyDone;
import id.kuota.engine.order.OrderEvent.OrderExpired;
import id.kuota.engine.order.OrderEvent.OrderPaid;
import id.kuota.engine.order.OrderEvent.OrderPlaced;
import id.kuota.engine.order.OrderEvent.PaymentFailed;
import id.kuota.engine.order.OrderEvent.PaymentStarted;
import id.kuota.engine.order.OrderEvent.RefundOwed;
import id.kuota.engine.order.OrderState.Absent;
import id.kuota.engine.order.OrderState.Cancelled;
import id.kuota.engine.order.OrderState.Ended;
import id.kuota.engine.order.OrderState.Expired;
import id.kuota.engine.order.OrderState.Held;
import id.kuota.engine.order.OrderState.Paid;
import id.kuota.engine.order.OrderState.Placed;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.quota.HoldFate;
import java.time.Instant;

/** The rules of one order. Pure: the same state, command and time always give the same answer. */
public final class Order {

  private Order() {}

  public static Decision<OrderEvent, OrderRefusal> decide(
      OrderState state, OrderCommand command, Instant now) {
    return switch (command) {
      case RecordPlacement placement -> place(state, placement, now);
      case StartPayment start -> startPayment(state, start, now);
      case RecordPayment payment -> recordPayment(state, payment.report(), now);
      case CancelOrder cancel -> cancel(state, now);
      case DecideFate fate -> decideFate(state, now);
      case RecordDutyDone done -> dutyDone(state, now);
    };
  }

  private static Decision<OrderEvent, OrderRefusal> place(
      OrderState state, RecordPlacement placement, Instant now) {
    return switch (state) {
      // The quotas took so long that their holds are past their deadline; they will ask, and let
      // go.
      case Absent absent when !now.isBefore(placement.heldUntil()) ->
          refused(OrderRefusal.UNANSWERED);
      case Absent absent ->
          accepted(
              new OrderPlaced(placement.order(), placement.content(), placement.heldUntil(), now));
      case Placed placed when placed.ledger().isFor(placement.content()) -> alreadySo();
      case Placed placed -> refused(OrderRefusal.KEY_REUSED);
    };
  }

  private static Decision<OrderEvent, OrderRefusal> startPayment(
      OrderState state, StartPayment start, Instant now) {
    return switch (state) {
      case Absent absent -> refused(OrderRefusal.ORDER_UNKNOWN);
      case Placed placed when placed.ledger().attempt(start.payment()).isPresent() ->
          placed.ledger().hasStarted(start) ? alreadySo() : refused(OrderRefusal.KEY_REUSED);
      case Held held when !now.isBefore(held.ledger().heldUntil()) ->
          refused(OrderRefusal.HOLD_EXPIRED);
      case Held held when held.ledger().attempts().size() >= Limits.PAYMENT_ATTEMPTS_MAX ->
          refused(OrderRefusal.TOO_MANY_PAYMENTS);
      case Held held ->
          accepted(new PaymentStarted(start.payment(), start.gateway(), start.method(), now));
      case Paid paid -> refused(OrderRefusal.ORDER_PAID);
      case Cancelled cancelled -> refused(OrderRefusal.ORDER_CANCELLED);
      case Expired expired -> refused(OrderRefusal.HOLD_EXPIRED);
    };
  }

  private static Decision<OrderEvent, OrderRefusal> recordPayment(
      OrderState state, PaymentReport report, Instant now) {
    return switch (state) {
      case Absent absent -> refused(OrderRefusal.ORDER_UNKNOWN);
      case Held held -> Payments.whileHeld(held.ledger(), report, now);
      case Paid paid when paid.payment().equals(report.payment()) -> alreadySo();
      case Paid paid -> Payments.afterEnd(paid.ledger(), report, OwedRefund.Reason.PAID_TWICE, now);
      case Cancelled cancelled ->
          Payments.afterEnd(
              cancelled.ledger(), report, OwedRefund.Reason.PAID_AFTER_CANCELLATION, now);
      case Expired expired ->
          Payments.afterEnd(expired.ledger(), report, OwedRefund.Reason.PAID_AFTER_EXPIRY, now);
    };
  }

  private static Decision<OrderEvent, OrderRefusal> cancel(OrderState state, Instant now) {
    return switch (state) {
      case Absent absent -> refused(OrderRefusal.ORDER_UNKNOWN);
      case Held held -> accepted(new OrderCancelled(held.ledger().content().sale(), now));
      case Paid paid -> refused(OrderRefusal.ORDER_PAID);
      case Cancelled cancelled -> alreadySo();
      case Expired expired -> refused(OrderRefusal.HOLD_EXPIRED);
    };
  }

  private static Decision<OrderEvent, OrderRefusal> decideFate(OrderState state, Instant now) {
    return switch (state) {
      case Absent absent -> alreadySo();
      case Held held when now.isBefore(held.ledger().heldUntil()) -> alreadySo();
      case Held held -> accepted(new OrderExpired(held.ledger().content().sale(), now));
      case Ended ended -> alreadySo();
    };
  }

  private static Decision<OrderEvent, OrderRefusal> dutyDone(OrderState state, Instant now) {
    return switch (obligation(state)) {
      case OrderObligation.Nothing nothing -> alreadySo();
      case OrderObligation.SettleHolds settle -> accepted(new OrderDutyDone(now));
      case OrderObligation.ReleaseHolds release -> accepted(new OrderDutyDone(now));
    };
  }

  /** The state after an event of the journal. */
  public static OrderState evolve(OrderState state, OrderEvent event) {
    return switch (state) {
      case Absent absent when event instanceof OrderPlaced placed -> absent.placed(placed);
      case Absent absent -> throw impossible(state, event);
      case Held held ->
          switch (event) {
            case PaymentStarted started -> held.started(started);
            case PaymentFailed failed -> held.with(held.ledger().failed(failed));
            case OrderPaid paid -> held.paid(paid);
            case OrderCancelled cancelled -> held.cancelled(cancelled);
            case OrderExpired expired -> held.expired(expired);
            case OrderPlaced placed -> throw impossible(state, event);
            case OrderDutyDone done -> throw impossible(state, event);
            case RefundOwed owed -> throw impossible(state, event);
          };
      case Ended ended ->
          switch (event) {
            case OrderDutyDone done -> ended.withDutyDone();
            case RefundOwed owed -> ended.with(ended.ledger().owing(owed));
            case PaymentFailed failed -> ended.with(ended.ledger().failed(failed));
            case OrderPlaced placed -> throw impossible(state, event);
            case PaymentStarted started -> throw impossible(state, event);
            case OrderPaid paid -> throw impossible(state, event);
            case OrderCancelled cancelled -> throw impossible(state, event);
            case OrderExpired expired -> throw impossible(state, event);
          };
    };
  }

  /** What the order still owes its quotas. While it is held the quotas ask at the deadline. */
  public static OrderObligation obligation(OrderState state) {
    return switch (state) {
      case Absent absent -> new OrderObligation.Nothing();
      case Held held -> new OrderObligation.Nothing();
      case Ended ended when ended.dutyDone() -> new OrderObligation.Nothing();
      case Paid paid ->
          new OrderObligation.SettleHolds(
              paid.ledger().content().shares(), paid.ledger().placedBy());
      case Cancelled cancelled ->
          new OrderObligation.ReleaseHolds(cancelled.ledger().content().shares());
      case Expired expired -> new OrderObligation.ReleaseHolds(expired.ledger().content().shares());
    };
  }

  /**
   * The order's word on the holds of one attempt. An order that was never written lets them go; one
   * that was lets go what an earlier attempt left behind.
   */
  public static HoldFate.Word fate(OrderState state, long attempt) {
    return switch (state) {
      case Absent absent -> HoldFate.Word.RELEASE;
      case Placed placed when attempt < placed.ledger().placedBy() -> HoldFate.Word.RELEASE;
      case Held held -> HoldFate.Word.WAIT;
      case Paid paid -> HoldFate.Word.SETTLE;
      case Cancelled cancelled -> HoldFate.Word.RELEASE;
      case Expired expired -> HoldFate.Word.RELEASE;
    };
  }

  private static IllegalStateException impossible(OrderState state, OrderEvent event) {
    return new IllegalStateException(
        "an order that is %s cannot have had %s"
            .formatted(state.getClass().getSimpleName(), event));
  }
}
