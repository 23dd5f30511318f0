package id.kuota.engine.order;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.alreadySo;
import static id.kuota.engine.Decision.refused;

import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import id.kuota.engine.order.OrderCommand.AskRefundAgain;
import id.kuota.engine.order.OrderCommand.CancelOrder;
import id.kuota.engine.order.OrderCommand.CancelTicket;
import id.kuota.engine.order.OrderCommand.DecideFate;
import id.kuota.engine.order.OrderCommand.RecordAskedInVain;
import id.kuota.engine.order.OrderCommand.RecordDutyDone;
import id.kuota.engine.order.OrderCommand.RecordPayment;
import id.kuota.engine.order.OrderCommand.RecordPaymentClosed;
import id.kuota.engine.order.OrderCommand.RecordPaymentPage;
import id.kuota.engine.order.OrderCommand.RecordPlacement;
import id.kuota.engine.order.OrderCommand.RecordRefundByHand;
import id.kuota.engine.order.OrderCommand.RecordRefundDone;
import id.kuota.engine.order.OrderCommand.RecordRefundRefused;
import id.kuota.engine.order.OrderCommand.RecordRetakeRefused;
import id.kuota.engine.order.OrderCommand.RecordRetaken;
import id.kuota.engine.order.OrderCommand.RecordTicketRule;
import id.kuota.engine.order.OrderCommand.RecordUnitsReturned;
import id.kuota.engine.order.OrderCommand.StartPayment;
import id.kuota.engine.order.OrderCommand.TakeRefundOver;
import id.kuota.engine.order.OrderEvent.LateMoney;
import id.kuota.engine.order.OrderEvent.OfMoney;
import id.kuota.engine.order.OrderEvent.OrderCancelled;
import id.kuota.engine.order.OrderEvent.OrderDutyDone;
import id.kuota.engine.order.OrderEvent.OrderExpired;
import id.kuota.engine.order.OrderEvent.OrderFree;
import id.kuota.engine.order.OrderEvent.OrderPaid;
import id.kuota.engine.order.OrderEvent.OrderPaidLate;
import id.kuota.engine.order.OrderEvent.OrderPlaced;
import id.kuota.engine.order.OrderEvent.PaymentStarted;
import id.kuota.engine.order.OrderEvent.RefundOwed;
import id.kuota.engine.order.OrderEvent.RevenueLost;
import id.kuota.engine.order.OrderEvent.TicketCancelled;
import id.kuota.engine.order.OrderEvent.TicketsJudged;
import id.kuota.engine.order.OrderEvent.UnitsReturned;
import id.kuota.engine.order.OrderState.Absent;
import id.kuota.engine.order.OrderState.Cancelled;
import id.kuota.engine.order.OrderState.Ended;
import id.kuota.engine.order.OrderState.Expired;
import id.kuota.engine.order.OrderState.Held;
import id.kuota.engine.order.OrderState.Paid;
import id.kuota.engine.order.OrderState.Placed;
import id.kuota.engine.order.OrderState.Retaking;
import id.kuota.engine.quota.HoldFate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The rules of one order. Pure: the same state, command and time always give the same answer. */
public final class Order {

  private Order() {}

  public static Decision<OrderEvent, OrderRefusal> decide(
      OrderState state, OrderCommand command, Instant now) {
    return switch (command) {
      case RecordPlacement placement -> place(state, placement, now);
      case StartPayment start -> PaymentAttempts.start(state, start, now);
      case RecordPaymentPage opened ->
          ifPlaced(state, order -> PaymentAttempts.opened(order, opened, now));
      case RecordPayment payment ->
          ifPlaced(state, order -> Payments.record(order, payment.report(), now));
      case CancelOrder cancel -> cancel(state, now);
      case CancelTicket cancel -> cancelTicket(state, cancel, now);
      case RecordRefundByHand hand -> ifPlaced(state, order -> Refunds.byHand(order, hand, now));
      case AskRefundAgain again -> ifPlaced(state, order -> Refunds.again(order, again, now));
      case TakeRefundOver over -> ifPlaced(state, order -> Refunds.takeOver(order, over, now));
      case DecideFate fate -> decideFate(state, now);
      case RecordDutyDone done -> dutyDone(state, now);
      case RecordPaymentClosed closed ->
          ifPlaced(state, order -> Payments.closed(order, closed.payment(), now));
      case RecordRetaken retaken -> retaken(state, retaken, now);
      case RecordRetakeRefused no -> retakeRefused(state, no.reason(), now);
      case RecordRefundDone done -> ifPlaced(state, order -> Refunds.done(order, done, now));
      case RecordRefundRefused no ->
          ifPlaced(state, order -> Refunds.refusedByGateway(order, no, now));
      case RecordUnitsReturned returned -> unitsReturned(state, returned.tickets(), now);
      case RecordAskedInVain vain ->
          ifPlaced(state, order -> OutsideEffects.inVain(order, vain, now));
      case RecordTicketRule rule ->
          state instanceof Paid paid ? Refunds.judgeTickets(paid, rule.rule(), now) : alreadySo();
    };
  }

  private static Decision<OrderEvent, OrderRefusal> ifPlaced(
      OrderState state, Function<Placed, Decision<OrderEvent, OrderRefusal>> decide) {
    return switch (state) {
      case Absent absent -> refused(OrderRefusal.ORDER_UNKNOWN);
      case Placed placed -> decide.apply(placed);
    };
  }

  private static Decision<OrderEvent, OrderRefusal> place(
      OrderState state, RecordPlacement placement, Instant now) {
    return switch (state) {
      // The quotas took so long that their holds are past their deadline; they will ask, and let
      // go.
      case Absent absent when !now.isBefore(placement.heldUntil()) ->
          refused(OrderRefusal.UNANSWERED);
      case Absent absent -> accepted(placed(placement, now));
      case Placed placed when placed.ledger().isFor(placement.content()) -> alreadySo();
      case Placed placed -> refused(OrderRefusal.KEY_REUSED);
    };
  }

  /** An order that costs nothing has its tickets at once: there is no money to wait for. */
  private static List<OrderEvent> placed(RecordPlacement placement, Instant now) {
    var placed =
        new OrderPlaced(placement.order(), placement.content(), placement.heldUntil(), now);
    return placement.content().costsNothing()
        ? List.of(placed, Payments.free(placed))
        : List.of(placed);
  }

  private static Decision<OrderEvent, OrderRefusal> cancel(OrderState state, Instant now) {
    return switch (state) {
      case Absent absent -> refused(OrderRefusal.ORDER_UNKNOWN);
      case Held held ->
          accepted(
              ended(held.ledger(), new OrderCancelled(held.ledger().content().sale(), now), now));
      case Cancelled cancelled -> alreadySo();
      case Ended ended -> refused(OrderViews.refusal(ended));
    };
  }

  private static Decision<OrderEvent, OrderRefusal> cancelTicket(
      OrderState state, CancelTicket cancel, Instant now) {
    return switch (state) {
      case Absent absent -> refused(OrderRefusal.ORDER_UNKNOWN);
      case Paid paid -> Refunds.cancelTicket(paid, cancel, now);
      case Placed other -> refused(OrderRefusal.ORDER_UNPAID);
    };
  }

  /** The end, and what was under way at that moment. */
  private static List<OrderEvent> ended(Ledger ledger, OrderEvent end, Instant now) {
    var events = new ArrayList<OrderEvent>();
    events.add(end);
    Payments.leftOpen(ledger, Optional.empty(), now).ifPresent(events::add);
    return events;
  }

  private static Decision<OrderEvent, OrderRefusal> decideFate(OrderState state, Instant now) {
    return switch (state) {
      case Absent absent -> alreadySo();
      case Held held when now.isBefore(held.ledger().heldUntil()) -> alreadySo();
      // Money may be on its way: the gateway is asked, and has the word for a while.
      case Held held
          when !held.ledger().open().isEmpty()
              && now.isBefore(held.ledger().heldUntil().plus(Limits.PAYMENT_GRACE)) ->
          alreadySo();
      case Held held ->
          accepted(
              ended(held.ledger(), new OrderExpired(held.ledger().content().sale(), now), now));
      case Ended ended -> alreadySo();
    };
  }

  private static Decision<OrderEvent, OrderRefusal> dutyDone(OrderState state, Instant now) {
    return switch (obligation(state)) {
      case OrderObligation.Nothing nothing -> alreadySo();
      case OrderObligation.SettleHolds settle -> accepted(new OrderDutyDone(now));
      case OrderObligation.ReleaseHolds release -> accepted(new OrderDutyDone(now));
      case OrderObligation.ReturnUnits back -> alreadySo(); // It has an event of its own.
    };
  }

  private static Decision<OrderEvent, OrderRefusal> unitsReturned(
      OrderState state, int tickets, Instant now) {
    return state instanceof Paid paid && tickets > paid.returned()
        ? accepted(
            new UnitsReturned(Refunds.returning(paid).subList(paid.returned(), tickets), now))
        : alreadySo();
  }

  private static Decision<OrderEvent, OrderRefusal> retaken(
      OrderState state, RecordRetaken retaken, Instant now) {
    return switch (state) {
      case Retaking retaking when now.isBefore(retaken.heldUntil()) ->
          accepted(Payments.late(retaking, retaken.heldUntil(), now));
      // The quotas took so long that they are about to ask, and let go.
      case Retaking tooSlow -> refused(OrderRefusal.UNANSWERED);
      case OrderState other -> alreadySo();
    };
  }

  private static Decision<OrderEvent, OrderRefusal> retakeRefused(
      OrderState state, OrderRefusal reason, Instant now) {
    if (!(state instanceof Retaking retaking)) return alreadySo();
    boolean mayChange = reason == OrderRefusal.UNANSWERED || reason == OrderRefusal.OVERLOADED;
    boolean isTime = now.isBefore(retaking.money().at().plus(Limits.RETAKE_MAX));
    return mayChange && isTime ? alreadySo() : accepted(Payments.tooLate(retaking, now));
  }

  /** The state after an event of the journal. */
  public static OrderState evolve(OrderState state, OrderEvent event) {
    return switch (state) {
      case Absent absent when event instanceof OrderPlaced placed -> absent.placed(placed);
      case Absent absent -> throw impossible(state, event);
      case Placed placed when event instanceof OfMoney money ->
          placed.with(placed.ledger().after(money));
      case Held held ->
          switch (event) {
            case PaymentStarted started -> held.started(started);
            case OrderPaid paid -> held.paid(paid);
            case OrderFree free -> held.free(free);
            case OrderCancelled cancelled -> held.cancelled(cancelled);
            case OrderExpired expired -> held.expired(expired);
            case OrderEvent other -> throw impossible(state, event);
          };
      case Ended ended when event instanceof OrderDutyDone -> ended.withDutyDone();
      case Retaking retaking ->
          switch (event) {
            case OrderPaidLate paid -> retaking.paid(paid);
            case RefundOwed owed -> retaking.owing(owed);
            case OrderEvent other -> throw impossible(state, event);
          };
      case Ended ended when event instanceof RefundOwed owed ->
          ended.with(ended.ledger().owing(owed));
      case Expired expired when event instanceof LateMoney money -> expired.retaking(money);
      case Paid paid when event instanceof TicketCancelled cancelled -> paid.cancelled(cancelled);
      case Paid paid when event instanceof RevenueLost lost -> paid.unpaid(lost);
      case Paid paid when event instanceof TicketsJudged judged -> paid.judged(judged);
      case Paid paid when event instanceof UnitsReturned back ->
          paid.returned(back.tickets().size());
      case Ended ended -> throw impossible(state, event);
    };
  }

  /** What the order still owes its quotas. While it is held the quotas ask at the deadline. */
  public static OrderObligation obligation(OrderState state) {
    return switch (state) {
      case Absent absent -> new OrderObligation.Nothing();
      case Held held -> new OrderObligation.Nothing();
      case Paid paid when !paid.dutyDone() ->
          new OrderObligation.SettleHolds(
              paid.ledger().content().shares(), paid.ledger().placedBy());
      case Paid paid when Refunds.returning(paid).size() > paid.returned() ->
          new OrderObligation.ReturnUnits(
              Refunds.returnedShares(paid), Refunds.returning(paid).size());
      case Ended ended when ended.dutyDone() -> new OrderObligation.Nothing();
      case Cancelled cancelled -> release(cancelled, OptionalLong.empty());
      case Ended expired -> release(expired, OptionalLong.of(OrderHoldPlan.moment(begun(expired))));
    };
  }

  private static OrderObligation release(Ended order, OptionalLong before) {
    return new OrderObligation.ReleaseHolds(order.ledger().content().shares(), before);
  }

  /** All tries before its end began before this; a try to take the units anew begins later. */
  static Instant begun(Ended order) {
    return order.at().plus(1, ChronoUnit.MICROS);
  }

  /** What the order has to do outside of its quotas, now or later. */
  static List<OutsideEffect> outsideEffects(OrderState state, Instant now) {
    return OutsideEffects.of(state, now);
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
      case Retaking retaking -> HoldFate.Word.RELEASE;
    };
  }

  private static IllegalStateException impossible(OrderState state, OrderEvent event) {
    return new IllegalStateException(
        "an order that is %s cannot have had %s"
            .formatted(state.getClass().getSimpleName(), event));
  }
}
