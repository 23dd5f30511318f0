package id.kuota.engine.quota;

import static id.kuota.engine.quota.QuotaRefusal.CAPACITY_BELOW_USE;
import static id.kuota.engine.quota.QuotaRefusal.HOLD_CHANGED;
import static id.kuota.engine.quota.QuotaRefusal.HOLD_EXPIRED;
import static id.kuota.engine.quota.QuotaRefusal.QUOTA_UNKNOWN;
import static id.kuota.engine.quota.QuotaRefusal.SOLD_OUT;
import static id.kuota.engine.quota.QuotaRefusal.TAKEN_FOR_NOW;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one quota. Pure: the same state, batch and time always give the same answers.
 *
 * <p>A batch is walked in order, and each request sees the effects of those before it.
 */
public final class Quota {

  private static final String OPENED = "opened";
  private static final String BY_TERMS = "terms of the sale";

  /** One request decided: its answer, and the change it causes if any. */
  private record Outcome(QuotaAnswer answer, List<QuotaChange> changes) {

    static Outcome unchanged(QuotaAnswer answer) {
      return new Outcome(answer, List.of());
    }

    static Outcome changed(QuotaAnswer answer, QuotaChange change) {
      return new Outcome(answer, List.of(change));
    }
  }

  private Quota() {}

  /**
   * A batch decided, and where that leads.
   *
   * @param next what {@link #evolve} makes of the state with the event of the decision
   */
  record Walk(BatchDecision decision, QuotaState next) {}

  /**
   * Decides a batch.
   *
   * @param now the quota's clock, which must not go back while a hold is in question
   */
  public static BatchDecision decide(QuotaState state, List<QuotaRequest> batch, Instant now) {
    return walk(state, batch, OptionalLong.empty(), now).decision();
  }

  /**
   * Decides a batch, and keeps the state that it had to work out on the way.
   *
   * @param epoch of the node that sent the batch; empty if it is not known
   */
  static Walk walk(QuotaState state, List<QuotaRequest> batch, OptionalLong epoch, Instant now) {
    var answers = new ArrayList<QuotaAnswer>(batch.size());
    var changes = new ArrayList<QuotaChange>(batch.size());
    int refused = 0;
    QuotaState current = state;
    for (QuotaRequest request : batch) {
      Outcome outcome = decide(current, request, epoch, now);
      for (QuotaChange change : outcome.changes()) {
        current = apply(current, change, epoch, now);
      }
      answers.add(outcome.answer());
      changes.addAll(outcome.changes());
      refused += wasShort(outcome.answer()) ? 1 : 0;
    }
    return new Walk(new BatchDecision(answers, changes, refused), current);
  }

  /** Returns the state after an event of the journal. */
  public static QuotaState evolve(QuotaState state, QuotaEvent event) {
    return switch (event) {
      case QuotaEvent.BatchApplied batch -> {
        QuotaState current = state;
        for (QuotaChange change : batch.changes()) {
          current = apply(current, change, batch.epoch(), batch.at());
        }
        yield current;
      }
    };
  }

  /** Returns the numbers as the outside may see them; null while the quota is not open. */
  public static @Nullable QuotaView view(
      QuotaId id, QuotaState state, @Nullable Instant nextDeadline, long revision) {
    return switch (state) {
      case QuotaState.Unopened unopened -> null;
      case QuotaState.Counting quota ->
          new QuotaView(
              id,
              quota.capacity(),
              quota.available(),
              quota.held(),
              quota.sold(),
              quota.holds().size(),
              nextDeadline,
              quota.capacitySince(),
              quota.capacityReason(),
              revision);
    };
  }

  private static Outcome decide(
      QuotaState state, QuotaRequest request, OptionalLong epoch, Instant now) {
    return switch (state) {
      case QuotaState.Unopened unopened ->
          switch (request) {
            case QuotaRequest.OpenQuota open -> opened(open.capacity(), open.by());
            case QuotaRequest.Hold hold when hold.limit().isPresent() ->
                personalHold(unopened, hold, hold.limit().getAsLong(), epoch, now);
            case QuotaRequest.Hold hold -> refused(QUOTA_UNKNOWN, 0);
            case QuotaRequest.Settle settle -> refused(QUOTA_UNKNOWN, 0);
            case QuotaRequest.Release release -> refused(QUOTA_UNKNOWN, 0);
            case QuotaRequest.ReleaseBefore release -> refused(QUOTA_UNKNOWN, 0);
            case QuotaRequest.Return giveBack -> refused(QUOTA_UNKNOWN, 0);
            case QuotaRequest.ChangeCapacity change -> refused(QUOTA_UNKNOWN, 0);
          };
      case QuotaState.Counting quota ->
          switch (request) {
            case QuotaRequest.OpenQuota open ->
                Outcome.unchanged(new QuotaAnswer.CapacityIs(quota.capacity()));
            case QuotaRequest.Hold hold
                when hold.limit().isPresent() && hold.limit().getAsLong() != quota.capacity() ->
                personalHold(quota, hold, hold.limit().getAsLong(), epoch, now);
            case QuotaRequest.Hold hold -> hold(quota, hold, epoch, now);
            case QuotaRequest.Settle settle -> settle(quota, settle);
            case QuotaRequest.Release release -> release(quota, release);
            case QuotaRequest.ReleaseBefore release -> releaseBefore(quota, release);
            case QuotaRequest.Return giveBack -> giveBack(quota, giveBack);
            case QuotaRequest.ChangeCapacity change -> resize(quota, change);
          };
    };
  }

  private static Outcome opened(long capacity, String by) {
    return Outcome.changed(
        new QuotaAnswer.CapacityIs(capacity), new QuotaChange.CapacitySet(capacity, 0, OPENED, by));
  }

  /** A hold on a personal quota, which has the capacity that the hold says. */
  private static Outcome personalHold(
      QuotaState state, QuotaRequest.Hold hold, long limit, OptionalLong epoch, Instant now) {
    QuotaChange.CapacitySet set =
        new QuotaChange.CapacitySet(limit, capacity(state), BY_TERMS, BY_TERMS);
    if (apply(state, set, epoch, now) instanceof QuotaState.Counting quota) {
      Outcome outcome = hold(quota, hold, epoch, now);
      if (!outcome.changes().isEmpty()) { // A refused hold changes nothing.
        return new Outcome(
            outcome.answer(), Stream.concat(Stream.of(set), outcome.changes().stream()).toList());
      }
      return outcome;
    }
    throw impossible(set);
  }

  private static Outcome hold(
      QuotaState.Counting quota, QuotaRequest.Hold hold, OptionalLong epoch, Instant now) {
    OpenHolds.OpenHold earlier = quota.holds().find(hold.hold()).orElse(null);
    int previously = earlier == null ? 0 : earlier.quantity();
    int wanted = hold.quantity() - previously;
    if (!now.isBefore(hold.until())) return refused(HOLD_EXPIRED, quota.available());
    if (earlier != null && !now.isBefore(earlier.until())) {
      return refused(HOLD_EXPIRED, quota.available()); // Its owner is being asked.
    }
    if (earlier != null && hold.attempt() < earlier.attempt()) {
      return refused(HOLD_CHANGED, quota.available()); // Overtaken on its way by a later attempt.
    }
    if (earlier != null && earlier.attempt() == hold.attempt()) {
      return earlier.quantity() == hold.quantity()
              && earlier.until().equals(hold.until())
              && mayBeOfOneNode(earlier.epoch(), epoch)
          ? Outcome.unchanged(new QuotaAnswer.Granted(earlier.until()))
          : refused(HOLD_CHANGED, quota.available());
    }
    if (wanted > 0 && wanted > quota.available()) {
      long mayComeBack = quota.held() - previously;
      return refused(
          wanted <= quota.available() + mayComeBack ? TAKEN_FOR_NOW : SOLD_OUT, quota.available());
    }
    return Outcome.changed(
        new QuotaAnswer.Granted(hold.until()),
        new QuotaChange.UnitsHeld(
            hold.hold(), hold.attempt(), hold.quantity(), previously, hold.until()));
  }

  /**
   * An attempt runs on one node. Two of one number on two nodes, whose clocks differ, are two
   * attempts: what is resolved about the first must not be the second's.
   */
  private static boolean mayBeOfOneNode(OptionalLong one, OptionalLong other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  private static Outcome settle(QuotaState.Counting quota, QuotaRequest.Settle settle) {
    return quota
        .holds()
        .find(settle.hold())
        .filter(open -> open.attempt() >= settle.attempt())
        .map(
            open ->
                Outcome.changed(
                    new QuotaAnswer.Ended(), new QuotaChange.UnitsSold(open.id(), open.quantity())))
        .orElseGet(() -> Outcome.unchanged(new QuotaAnswer.Ended())); // Repeated, or a stray.
  }

  private static Outcome release(QuotaState.Counting quota, QuotaRequest.Release release) {
    return quota
        .holds()
        .find(release.hold())
        .filter(
            open -> release.attempt().isEmpty() || release.attempt().getAsLong() == open.attempt())
        .map(
            open ->
                Outcome.changed(
                    new QuotaAnswer.Ended(),
                    new QuotaChange.UnitsReleased(open.id(), open.quantity())))
        .orElseGet(
            () ->
                Outcome.unchanged(new QuotaAnswer.Ended())); // Repeated, or of an earlier attempt.
  }

  private static Outcome releaseBefore(
      QuotaState.Counting quota, QuotaRequest.ReleaseBefore release) {
    return quota
        .holds()
        .find(release.hold())
        .filter(open -> open.attempt() < release.attempt())
        .map(
            open ->
                Outcome.changed(
                    new QuotaAnswer.Ended(),
                    new QuotaChange.UnitsReleased(open.id(), open.quantity())))
        .orElseGet(
            () -> Outcome.unchanged(new QuotaAnswer.Ended())); // Repeated, or taken anew meanwhile.
  }

  private static Outcome giveBack(QuotaState.Counting quota, QuotaRequest.Return giveBack) {
    int more = giveBack.total() - quota.returned().of(giveBack.hold());
    if (more <= 0)
      return Outcome.unchanged(new QuotaAnswer.Ended()); // Repeated, or overtaken by a later one.
    if (more > quota.sold()) return refused(HOLD_CHANGED, quota.available()); // Never sold.
    return Outcome.changed(
        new QuotaAnswer.Ended(),
        new QuotaChange.UnitsReturned(giveBack.hold(), more, giveBack.total()));
  }

  private static Outcome resize(QuotaState.Counting quota, QuotaRequest.ChangeCapacity change) {
    if (change.capacity() == quota.capacity()) {
      return Outcome.unchanged(new QuotaAnswer.CapacityIs(quota.capacity()));
    }
    if (change.capacity() < quota.held() + quota.sold() && !change.forced()) {
      return refused(CAPACITY_BELOW_USE, quota.available());
    }
    return Outcome.changed(
        new QuotaAnswer.CapacityIs(change.capacity()),
        new QuotaChange.CapacitySet(
            change.capacity(), quota.capacity(), change.reason(), change.by()));
  }

  private static long capacity(QuotaState state) {
    return state instanceof QuotaState.Counting quota ? quota.capacity() : 0;
  }

  private static QuotaState apply(
      QuotaState state, QuotaChange change, OptionalLong epoch, Instant at) {
    return switch (state) {
      case QuotaState.Unopened unopened ->
          switch (change) {
            case QuotaChange.CapacitySet set -> unopened.opened(set, at);
            case QuotaChange.UnitsHeld held -> throw impossible(change);
            case QuotaChange.UnitsSold sold -> throw impossible(change);
            case QuotaChange.UnitsReleased released -> throw impossible(change);
            case QuotaChange.UnitsReturned returned -> throw impossible(change);
          };
      case QuotaState.Counting quota ->
          switch (change) {
            case QuotaChange.CapacitySet set -> quota.resized(set, at);
            case QuotaChange.UnitsHeld held -> quota.holding(held, epoch);
            case QuotaChange.UnitsSold sold -> quota.settled(sold);
            case QuotaChange.UnitsReleased released -> quota.released(released);
            case QuotaChange.UnitsReturned returned -> quota.returned(returned);
          };
    };
  }

  private static Outcome refused(QuotaRefusal reason, long available) {
    return Outcome.unchanged(new QuotaAnswer.Refused(reason, available));
  }

  private static boolean wasShort(QuotaAnswer answer) {
    return answer instanceof QuotaAnswer.Refused refused
        && (refused.reason() == SOLD_OUT || refused.reason() == TAKEN_FOR_NOW);
  }

  private static IllegalStateException impossible(QuotaChange change) {
    return new IllegalStateException("a quota that is not open cannot have had " + change);
  }
}
