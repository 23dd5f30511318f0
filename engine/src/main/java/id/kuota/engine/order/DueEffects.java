package id.kuota.engine.order;

import id.kuota.engine.Limits;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which effects of an order are due. The pauses between two rounds at a gateway are in the journal;
 * a report from the gateway cuts one short. Not thread-safe; belongs to the order's entity.
 */
final class DueEffects {

  private final Set<Object> reported = new HashSet<>();
  private Optional<Instant> nextRound = Optional.empty();

  /**
   * Returns what is due, and what was and is in flight.
   *
   * @param isInFlight by key
   */
  List<OrderEffect> of(OrderState state, HoldId hold, Instant now, Predicate<Object> isInFlight) {
    nextRound = Optional.empty();
    List<QuotaCall> calls = Order.quotaEffect(state).calls(hold);
    List<OutsideEffect> outside = Order.outsideEffects(state, now);
    if (calls.isEmpty() && outside.isEmpty()) return List.of(); // As it is for most orders.
    var due = new ArrayList<OrderEffect>();
    for (QuotaCall call : calls) due.add(new OrderEffect.CallQuota(call));
    for (OutsideEffect effect : outside) {
      Instant at = dueAt(effect);
      if (!now.isBefore(at) || isInFlight.test(effect.key())) due.add(effect);
      else if (at.isBefore(nextRound.orElse(now.plus(Limits.OUTSIDE_AWAKE_MAX)))) {
        nextRound = Optional.of(at);
      }
    }
    return due;
  }

  private Instant dueAt(OutsideEffect effect) {
    return switch (effect) {
      case OutsideEffect.AtGateway asked when reported.contains(asked.key()) ->
          asked.tries().afterNews();
      case OutsideEffect.AtGateway asked -> asked.tries().notBefore();
      case OutsideEffect.JudgeTickets _, OutsideEffect.MakeVoid _, OutsideEffect.Retake _ ->
          Instant.MIN;
    };
  }

  /** Returns when the next one is due; empty if that is not near, or nothing will be. */
  Optional<Instant> nextRound() {
    return nextRound;
  }

  /** A gateway that reports a payment may have decided what is open of it. */
  void hear(OrderState state, OrderCommand command, Instant now) {
    if (!(command instanceof OrderCommand.RecordPayment(var report))) return;
    for (OutsideEffect effect : Order.outsideEffects(state, now)) {
      if (effect instanceof OutsideEffect.AtGateway asked
          && asked.about().equals(report.payment())) {
        reported.add(asked.key());
      }
    }
  }

  /** Notes that an effect is sent: its answer includes earlier reports. */
  void sent(OrderEffect effect) {
    reported.remove(effect.key());
  }

  void reset() {
    reported.clear();
    nextRound = Optional.empty();
  }
}
