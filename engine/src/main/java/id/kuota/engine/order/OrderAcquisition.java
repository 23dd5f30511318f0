package id.kuota.engine.order;

import id.kuota.engine.Reply;
import id.kuota.engine.quota.HoldAcquisition;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaReply;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Acquires the units of one order, one attempt at a time, and numbers the attempts by the moments
 * at which they begin. Memory only: what a crash leaves behind, the quotas ask about. Not
 * thread-safe; belongs to the order's entity.
 */
final class OrderAcquisition {

  /** What units are acquired for. */
  sealed interface Client {
    /** A buyer that waits for its order to be placed. */
    record Buyer(ActorRef<Reply<OrderView, OrderRefused>> replyTo) implements Client {}

    /** The order itself, whose money came when its units were gone. */
    record LateMoney() implements Client {}
  }

  private final OrderId order;
  private final HoldAcquisition<OrderHoldPlan, OrderRefused, Client> acquisition;
  private Instant lastBeginning = Instant.EPOCH;

  OrderAcquisition(
      OrderId order, Consumer<QuotaBatcher.Submit> quotas, Consumer<QuotaReply> replies) {
    this.order = order;
    this.acquisition = new HoldAcquisition<>(quotas, replies);
  }

  boolean isInFlight() {
    return acquisition.isInFlight();
  }

  /** Returns whether this incarnation of the order has begun an attempt. */
  boolean hasBegun() {
    return !lastBeginning.equals(Instant.EPOCH);
  }

  /** Returns whether the attempt in flight is that of this request, which was sent again. */
  boolean isFor(ActorRef<Reply<OrderView, OrderRefused>> replyTo) {
    return acquisition.client().filter(new Client.Buyer(replyTo)::equals).isPresent();
  }

  /** Returns how a second request is refused while a first is in flight; empty when none is. */
  Optional<OrderRefusal> inTheWayOf(String fingerprint) {
    return acquisition
        .plan()
        .map(
            plan ->
                plan.content().fingerprint().equals(fingerprint)
                    ? OrderRefusal.IN_PROGRESS
                    : OrderRefusal.KEY_REUSED);
  }

  /**
   * Begins an attempt and asks the first quota.
   *
   * @param after the latest attempt that may hold units in the name of the order; empty if none
   */
  HoldAcquisition.Progress<OrderHoldPlan, OrderRefused, Client> place(
      OrderContent content,
      OptionalLong after,
      ActorRef<Reply<OrderView, OrderRefused>> replyTo,
      Instant now) {
    after.ifPresent(attempt -> heldBefore(Instant.EPOCH.plus(attempt, ChronoUnit.MICROS)));
    Instant beginning = nextBeginning(now);
    var plan =
        after.isPresent()
            ? OrderHoldPlan.takeOver(order, content, beginning)
            : OrderHoldPlan.begin(order, content, beginning);
    return acquisition.begin(plan, new Client.Buyer(replyTo), now);
  }

  /** Begins an attempt for late money, unless one is in flight. */
  void reacquire(OutsideEffect.Retake units, Instant now) {
    if (isInFlight()) return;
    Instant beginning = nextBeginning(now.isBefore(units.notBefore()) ? units.notBefore() : now);
    var plan = OrderHoldPlan.begin(order, units.content(), beginning);
    if (!(acquisition.begin(plan, new Client.LateMoney(), now)
        instanceof HoldAcquisition.Progress.Waiting)) {
      throw new IllegalStateException("an order has quotas to ask: " + order);
    }
  }

  HoldAcquisition.Progress<OrderHoldPlan, OrderRefused, Client> after(
      QuotaReply reply, Instant now) {
    return acquisition.after(reply, now);
  }

  HoldAcquisition.Progress<OrderHoldPlan, OrderRefused, Client> giveUpIfUnanswered(Instant now) {
    return acquisition.giveUpIfUnanswered(now);
  }

  void reset() {
    acquisition.reset();
  }

  private void heldBefore(Instant latest) {
    if (lastBeginning.isBefore(latest)) lastBeginning = latest;
  }

  /** Returns the beginning of an attempt: later than all before, whatever the clock does. */
  private Instant nextBeginning(Instant now) {
    Instant least = lastBeginning.plus(1, ChronoUnit.MICROS);
    lastBeginning = now.isBefore(least) ? least : now;
    return lastBeginning;
  }
}
