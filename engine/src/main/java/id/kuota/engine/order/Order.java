package id.kuota.engine.order;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.alreadySo;
import static id.kuota.engine.Decision.refused;

import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import id.kuota.engine.quota.HoldResolution;
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
      case OrderCommand.RecordPlacement placement -> place(state, placement, now);
      case OrderCommand.StartPayment start -> PaymentAttempts.start(state, start, now);
      case OrderCommand.RecordPaymentPage opened ->
          ifPlaced(state, order -> PaymentAttempts.opened(order, opened, now));
      case OrderCommand.RecordPayment payment ->
          ifPlaced(state, order -> Payments.record(order, payment.report(), now));
      case OrderCommand.CancelOrder cancel -> cancel(state, now);
      case OrderCommand.CancelTicket cancel -> cancelTicket(state, cancel, now);
      case OrderCommand.RecordRefundByHand hand ->
          ifPlaced(state, order -> Refunds.byHand(order, hand, now));
      case OrderCommand.AskRefundAgain again ->
          ifPlaced(state, order -> Refunds.again(order, again, now));
      case OrderCommand.TakeRefundOver over ->
          ifPlaced(state, order -> Refunds.takeOver(order, over, now));
      case OrderCommand.ResolveExpiry resolution -> resolveExpiry(state, now);
      case OrderCommand.RecordDutyDone done -> dutyDone(state, now);
      case OrderCommand.RecordPaymentClosed closed ->
          ifPlaced(state, order -> Payments.closed(order, closed.payment(), now));
      case OrderCommand.RecordReacquired reacquired -> reacquired(state, reacquired, now);
      case OrderCommand.RecordReacquireRefused no -> reacquireRefused(state, no.reason(), now);
      case OrderCommand.RecordRefundDone done ->
          ifPlaced(state, order -> Refunds.done(order, done, now));
      case OrderCommand.RecordRefundRefused no ->
          ifPlaced(state, order -> Refunds.refusedByGateway(order, no, now));
      case OrderCommand.RecordUnitsReturned returned ->
          unitsReturned(state, returned.tickets(), now);
      case OrderCommand.RecordAskedInVain vain ->
          ifPlaced(state, order -> OutsideEffects.inVain(order, vain, now));
      case OrderCommand.RecordTicketRule rule ->
          state instanceof OrderState.Paid paid
              ? Refunds.judgeTickets(paid, rule.rule(), now)
              : alreadySo();
    };
  }

  private static Decision<OrderEvent, OrderRefusal> ifPlaced(
      OrderState state, Function<OrderState.Placed, Decision<OrderEvent, OrderRefusal>> decide) {
    return switch (state) {
      case OrderState.Absent absent -> refused(OrderRefusal.ORDER_UNKNOWN);
      case OrderState.Placed placed -> decide.apply(placed);
    };
  }

  private static Decision<OrderEvent, OrderRefusal> place(
      OrderState state, OrderCommand.RecordPlacement placement, Instant now) {
    return switch (state) {
      // The quotas took so long that their holds are past their deadline; they will ask, and let
      // go.
      case OrderState.Absent absent when !now.isBefore(placement.heldUntil()) ->
          refused(OrderRefusal.UNANSWERED);
      case OrderState.Absent absent -> accepted(placed(placement, now));
      case OrderState.Placed placed when placed.record().isFor(placement.content()) -> alreadySo();
      case OrderState.Placed placed -> refused(OrderRefusal.KEY_REUSED);
    };
  }

  /** An order that costs nothing has its tickets at once: there is no money to wait for. */
  private static List<OrderEvent> placed(OrderCommand.RecordPlacement placement, Instant now) {
    var placed =
        new OrderEvent.OrderPlaced(
            placement.order(), placement.content(), placement.heldUntil(), now);
    return placement.content().costsNothing()
        ? List.of(placed, Payments.free(placed))
        : List.of(placed);
  }

  private static Decision<OrderEvent, OrderRefusal> cancel(OrderState state, Instant now) {
    return switch (state) {
      case OrderState.Absent absent -> refused(OrderRefusal.ORDER_UNKNOWN);
      case OrderState.Held held ->
          accepted(
              ended(
                  held.record(),
                  new OrderEvent.OrderCancelled(held.record().content().sale(), now),
                  now));
      case OrderState.Cancelled cancelled -> alreadySo();
      case OrderState.Ended ended -> refused(OrderViews.refusal(ended));
    };
  }

  private static Decision<OrderEvent, OrderRefusal> cancelTicket(
      OrderState state, OrderCommand.CancelTicket cancel, Instant now) {
    return switch (state) {
      case OrderState.Absent absent -> refused(OrderRefusal.ORDER_UNKNOWN);
      case OrderState.Paid paid -> Refunds.cancelTicket(paid, cancel, now);
      case OrderState.Placed other -> refused(OrderRefusal.ORDER_UNPAID);
    };
  }

  /** Returns the end, with the open attempts of that moment. */
  private static List<OrderEvent> ended(OrderRecord record, OrderEvent end, Instant now) {
    var events = new ArrayList<OrderEvent>();
    events.add(end);
    Payments.leftOpen(record, Optional.empty(), now).ifPresent(events::add);
    return events;
  }

  private static Decision<OrderEvent, OrderRefusal> resolveExpiry(OrderState state, Instant now) {
    return switch (state) {
      case OrderState.Absent absent -> alreadySo();
      case OrderState.Held held when now.isBefore(held.record().heldUntil()) -> alreadySo();
      // Money may be on its way: the gateway is asked, and has the word for a while.
      case OrderState.Held held
          when !held.record().open().isEmpty()
              && now.isBefore(held.record().heldUntil().plus(Limits.PAYMENT_GRACE)) ->
          alreadySo();
      case OrderState.Held held ->
          accepted(
              ended(
                  held.record(),
                  new OrderEvent.OrderExpired(held.record().content().sale(), now),
                  now));
      case OrderState.Ended ended -> alreadySo();
    };
  }

  private static Decision<OrderEvent, OrderRefusal> dutyDone(OrderState state, Instant now) {
    return switch (quotaEffect(state)) {
      case QuotaEffect.Nothing nothing -> alreadySo();
      case QuotaEffect.SettleHolds settle -> accepted(new OrderEvent.OrderDutyDone(now));
      case QuotaEffect.ReleaseHolds release -> accepted(new OrderEvent.OrderDutyDone(now));
      case QuotaEffect.ReturnUnits back -> alreadySo(); // It has an event of its own.
    };
  }

  private static Decision<OrderEvent, OrderRefusal> unitsReturned(
      OrderState state, int tickets, Instant now) {
    return state instanceof OrderState.Paid paid && tickets > paid.returned()
        ? accepted(
            new OrderEvent.UnitsReturned(
                Refunds.returning(paid).subList(paid.returned(), tickets), now))
        : alreadySo();
  }

  private static Decision<OrderEvent, OrderRefusal> reacquired(
      OrderState state, OrderCommand.RecordReacquired reacquired, Instant now) {
    return switch (state) {
      case OrderState.Reacquiring reacquiring when now.isBefore(reacquired.heldUntil()) ->
          accepted(Payments.late(reacquiring, reacquired.heldUntil(), now));
      // The quotas took so long that they are about to ask, and release.
      case OrderState.Reacquiring tooSlow -> refused(OrderRefusal.UNANSWERED);
      case OrderState other -> alreadySo();
    };
  }

  private static Decision<OrderEvent, OrderRefusal> reacquireRefused(
      OrderState state, OrderRefusal reason, Instant now) {
    if (!(state instanceof OrderState.Reacquiring reacquiring)) return alreadySo();
    boolean mayChange = reason == OrderRefusal.UNANSWERED || reason == OrderRefusal.OVERLOADED;
    boolean isTime = now.isBefore(reacquiring.money().at().plus(Limits.REACQUIRE_MAX));
    return mayChange && isTime ? alreadySo() : accepted(Payments.tooLate(reacquiring, now));
  }

  /** Returns the state after an event of the journal. */
  public static OrderState evolve(OrderState state, OrderEvent event) {
    return switch (state) {
      case OrderState.Absent absent when event instanceof OrderEvent.OrderPlaced placed ->
          absent.placed(placed);
      case OrderState.Absent absent -> throw impossible(state, event);
      case OrderState.Placed placed when event instanceof OrderEvent.OfMoney money ->
          placed.with(placed.record().after(money));
      case OrderState.Held held ->
          switch (event) {
            case OrderEvent.PaymentStarted started -> held.started(started);
            case OrderEvent.OrderPaid paid -> held.paid(paid);
            case OrderEvent.OrderFree free -> held.free(free);
            case OrderEvent.OrderCancelled cancelled -> held.cancelled(cancelled);
            case OrderEvent.OrderExpired expired -> held.expired(expired);
            case OrderEvent other -> throw impossible(state, event);
          };
      case OrderState.Ended ended when event instanceof OrderEvent.OrderDutyDone ->
          ended.withDutyDone();
      case OrderState.Reacquiring reacquiring ->
          switch (event) {
            case OrderEvent.OrderPaidLate paid -> reacquiring.paid(paid);
            case OrderEvent.RefundOwed owed -> reacquiring.owing(owed);
            case OrderEvent other -> throw impossible(state, event);
          };
      case OrderState.Ended ended when event instanceof OrderEvent.RefundOwed owed ->
          ended.with(ended.record().owing(owed));
      case OrderState.Expired expired when event instanceof OrderEvent.LateMoney money ->
          expired.reacquiring(money);
      case OrderState.Paid paid when event instanceof OrderEvent.TicketCancelled cancelled ->
          paid.cancelled(cancelled);
      case OrderState.Paid paid when event instanceof OrderEvent.RevenueLost lost ->
          paid.unpaid(lost);
      case OrderState.Paid paid when event instanceof OrderEvent.TicketsJudged judged ->
          paid.judged(judged);
      case OrderState.Paid paid when event instanceof OrderEvent.UnitsReturned back ->
          paid.returned(back.tickets().size());
      case OrderState.Ended ended -> throw impossible(state, event);
    };
  }

  /**
   * Returns what the order still owes its quotas. While it is held the quotas ask at the deadline.
   */
  public static QuotaEffect quotaEffect(OrderState state) {
    return switch (state) {
      case OrderState.Absent absent -> new QuotaEffect.Nothing();
      case OrderState.Held held -> new QuotaEffect.Nothing();
      case OrderState.Paid paid when !paid.dutyDone() ->
          new QuotaEffect.SettleHolds(paid.record().content().shares(), paid.record().placedBy());
      case OrderState.Paid paid when Refunds.returning(paid).size() > paid.returned() ->
          new QuotaEffect.ReturnUnits(Refunds.returnedShares(paid), Refunds.returning(paid).size());
      case OrderState.Ended ended when ended.dutyDone() -> new QuotaEffect.Nothing();
      case OrderState.Cancelled cancelled -> release(cancelled, OptionalLong.empty());
      case OrderState.Ended expired ->
          release(expired, OptionalLong.of(OrderHoldPlan.moment(begun(expired))));
    };
  }

  private static QuotaEffect release(OrderState.Ended order, OptionalLong before) {
    return new QuotaEffect.ReleaseHolds(order.record().content().shares(), before);
  }

  /** All tries before its end began before this; a try to take the units anew begins later. */
  static Instant begun(OrderState.Ended order) {
    return order.at().plus(1, ChronoUnit.MICROS);
  }

  /** Returns what the order has to do outside of its quotas, now or later. */
  static List<OutsideEffect> outsideEffects(OrderState state, Instant now) {
    return OutsideEffects.of(state, now);
  }

  /**
   * Returns the resolution of the holds of one attempt. An order that was never written releases
   * them; one that was releases the holds of an earlier attempt.
   */
  public static HoldResolution.Word resolution(OrderState state, long attempt) {
    return switch (state) {
      case OrderState.Absent absent -> HoldResolution.Word.RELEASE;
      case OrderState.Placed placed when attempt < placed.record().placedBy() ->
          HoldResolution.Word.RELEASE;
      case OrderState.Held held -> HoldResolution.Word.WAIT;
      case OrderState.Paid paid -> HoldResolution.Word.SETTLE;
      case OrderState.Cancelled cancelled -> HoldResolution.Word.RELEASE;
      case OrderState.Expired expired -> HoldResolution.Word.RELEASE;
      case OrderState.Reacquiring reacquiring -> HoldResolution.Word.RELEASE;
    };
  }

  /**
   * Returns the resolution of a hold before its deadline. A placed order keeps what it holds;
   * empty: there is no order, so a cart may hold in its name.
   */
  public static Optional<HoldResolution.Word> earlyResolution(OrderState state, long attempt) {
    return state instanceof OrderState.Absent
        ? Optional.empty()
        : Optional.of(
            switch (resolution(state, attempt)) {
              case RELEASE -> HoldResolution.Word.RELEASE;
              case SETTLE, WAIT, KEEP -> HoldResolution.Word.KEEP;
            });
  }

  private static IllegalStateException impossible(OrderState state, OrderEvent event) {
    return new IllegalStateException(
        "an order that is %s cannot have had %s"
            .formatted(state.getClass().getSimpleName(), event));
  }
}
