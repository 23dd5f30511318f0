package id.kuota.engine.quota;

import static id.kuota.engine.quota.QuotaRefusal.CAPACITY_BELOW_USE;
import static id.kuota.engine.quota.QuotaRefusal.HOLD_CHANGED;
import static id.kuota.engine.quota.QuotaRefusal.HOLD_EXPIRED;
import static id.kuota.engine.quota.QuotaRefusal.QUOTA_UNKNOWN;
import static id.kuota.engine.quota.QuotaRefusal.SOLD_OUT;
import static id.kuota.engine.quota.QuotaRefusal.TAKEN_FOR_NOW;

import id.kuota.engine.quota.OpenHolds.OpenHold;
import id.kuota.engine.quota.QuotaAnswer.CapacityIs;
import id.kuota.engine.quota.QuotaAnswer.Ended;
import id.kuota.engine.quota.QuotaAnswer.Granted;
import id.kuota.engine.quota.QuotaChange.CapacitySet;
import id.kuota.engine.quota.QuotaChange.UnitsHeld;
import id.kuota.engine.quota.QuotaChange.UnitsReleased;
import id.kuota.engine.quota.QuotaChange.UnitsReturned;
import id.kuota.engine.quota.QuotaChange.UnitsSold;
import id.kuota.engine.quota.QuotaEvent.BatchApplied;
import id.kuota.engine.quota.QuotaRequest.ChangeCapacity;
import id.kuota.engine.quota.QuotaRequest.Hold;
import id.kuota.engine.quota.QuotaRequest.OpenQuota;
import id.kuota.engine.quota.QuotaRequest.Release;
import id.kuota.engine.quota.QuotaRequest.ReleaseBefore;
import id.kuota.engine.quota.QuotaRequest.Return;
import id.kuota.engine.quota.QuotaRequest.Settle;
import id.kuota.engine.quota.QuotaState.Counting;
import id.kuota.engine.quota.QuotaState.Unopened;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    return walk(state, batch, now).decision();
  }

  /** Decides a batch, and keeps the state that it had to work out on the way. */
  static Walk walk(QuotaState state, List<QuotaRequest> batch, Instant now) {
    var answers = new ArrayList<QuotaAnswer>(batch.size());
    var changes = new ArrayList<QuotaChange>(batch.size());
    int refused = 0;
    QuotaState current = state;
    for (QuotaRequest request : batch) {
      Outcome outcome = decide(current, request, now);
      for (QuotaChange change : outcome.changes()) {
        current = apply(current, change, now);
      }
      answers.add(outcome.answer());
      changes.addAll(outcome.changes());
      refused += wasShort(outcome.answer()) ? 1 : 0;
    }
    return new Walk(new BatchDecision(answers, changes, refused), current);
  }

  /** The state after an event of the journal. */
  public static QuotaState evolve(QuotaState state, QuotaEvent event) {
    return switch (event) {
      case BatchApplied batch -> {
        QuotaState current = state;
        for (QuotaChange change : batch.changes()) {
          current = apply(current, change, batch.at());
        }
        yield current;
      }
    };
  }

  /** The numbers as the outside may see them; null while the quota is not open. */
  public static @Nullable QuotaView view(
      QuotaId id, QuotaState state, @Nullable Instant nextDeadline, long revision) {
    return switch (state) {
      case Unopened unopened -> null;
      case Counting quota ->
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

  private static Outcome decide(QuotaState state, QuotaRequest request, Instant now) {
    return switch (state) {
      case Unopened unopened ->
          switch (request) {
            case OpenQuota open -> opened(open.capacity(), open.by());
            case Hold hold when hold.limit().isPresent() ->
                personalHold(unopened, hold, hold.limit().getAsLong(), now);
            case Hold hold -> refused(QUOTA_UNKNOWN, 0);
            case Settle settle -> refused(QUOTA_UNKNOWN, 0);
            case Release release -> refused(QUOTA_UNKNOWN, 0);
            case ReleaseBefore release -> refused(QUOTA_UNKNOWN, 0);
            case Return giveBack -> refused(QUOTA_UNKNOWN, 0);
            case ChangeCapacity change -> refused(QUOTA_UNKNOWN, 0);
          };
      case Counting quota ->
          switch (request) {
            case OpenQuota open -> Outcome.unchanged(new CapacityIs(quota.capacity()));
            case Hold hold
                when hold.limit().isPresent() && hold.limit().getAsLong() != quota.capacity() ->
                personalHold(quota, hold, hold.limit().getAsLong(), now);
            case Hold hold -> hold(quota, hold, now);
            case Settle settle -> settle(quota, settle);
            case Release release -> release(quota, release);
            case ReleaseBefore release -> releaseBefore(quota, release);
            case Return giveBack -> giveBack(quota, giveBack);
            case ChangeCapacity change -> resize(quota, change);
          };
    };
  }

  private static Outcome opened(long capacity, String by) {
    return Outcome.changed(new CapacityIs(capacity), new CapacitySet(capacity, 0, OPENED, by));
  }

  /** A hold on a personal quota, which has the capacity that the hold says. */
  private static Outcome personalHold(QuotaState state, Hold hold, long limit, Instant now) {
    CapacitySet set = new CapacitySet(limit, capacity(state), BY_TERMS, BY_TERMS);
    if (apply(state, set, now) instanceof Counting quota) {
      Outcome outcome = hold(quota, hold, now);
      if (!outcome.changes().isEmpty()) { // A refused hold changes nothing.
        return new Outcome(
            outcome.answer(), Stream.concat(Stream.of(set), outcome.changes().stream()).toList());
      }
      return outcome;
    }
    throw impossible(set);
  }

  private static Outcome hold(Counting quota, Hold hold, Instant now) {
    OpenHold earlier = quota.holds().find(hold.hold()).orElse(null);
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
      return earlier.quantity() == hold.quantity() && earlier.until().equals(hold.until())
          ? Outcome.unchanged(new Granted(earlier.until()))
          : refused(HOLD_CHANGED, quota.available());
    }
    if (wanted > 0 && wanted > quota.available()) {
      long mayComeBack = quota.held() - previously;
      return refused(
          wanted <= quota.available() + mayComeBack ? TAKEN_FOR_NOW : SOLD_OUT, quota.available());
    }
    return Outcome.changed(
        new Granted(hold.until()),
        new UnitsHeld(hold.hold(), hold.attempt(), hold.quantity(), previously, hold.until()));
  }

  private static Outcome settle(Counting quota, Settle settle) {
    return quota
        .holds()
        .find(settle.hold())
        .filter(open -> open.attempt() >= settle.attempt())
        .map(open -> Outcome.changed(new Ended(), new UnitsSold(open.id(), open.quantity())))
        .orElseGet(() -> Outcome.unchanged(new Ended())); // Repeated, or a stray.
  }

  private static Outcome release(Counting quota, Release release) {
    return quota
        .holds()
        .find(release.hold())
        .filter(
            open -> release.attempt().isEmpty() || release.attempt().getAsLong() == open.attempt())
        .map(open -> Outcome.changed(new Ended(), new UnitsReleased(open.id(), open.quantity())))
        .orElseGet(() -> Outcome.unchanged(new Ended())); // Repeated, or of an earlier attempt.
  }

  private static Outcome releaseBefore(Counting quota, ReleaseBefore release) {
    return quota
        .holds()
        .find(release.hold())
        .filter(open -> open.attempt() < release.attempt())
        .map(open -> Outcome.changed(new Ended(), new UnitsReleased(open.id(), open.quantity())))
        .orElseGet(() -> Outcome.unchanged(new Ended())); // Repeated, or taken anew meanwhile.
  }

  private static Outcome giveBack(Counting quota, Return giveBack) {
    int more = giveBack.total() - quota.returned().of(giveBack.hold());
    if (more <= 0) return Outcome.unchanged(new Ended()); // Repeated, or overtaken by a later one.
    if (more > quota.sold()) return refused(HOLD_CHANGED, quota.available()); // Never sold.
    return Outcome.changed(new Ended(), new UnitsReturned(giveBack.hold(), more, giveBack.total()));
  }

  private static Outcome resize(Counting quota, ChangeCapacity change) {
    if (change.capacity() == quota.capacity()) {
      return Outcome.unchanged(new CapacityIs(quota.capacity()));
    }
    if (change.capacity() < quota.held() + quota.sold() && !change.forced()) {
      return refused(CAPACITY_BELOW_USE, quota.available());
    }
    return Outcome.changed(
        new CapacityIs(change.capacity()),
        new CapacitySet(change.capacity(), quota.capacity(), change.reason(), change.by()));
  }

  private static long capacity(QuotaState state) {
    return state instanceof Counting quota ? quota.capacity() : 0;
  }

  private static QuotaState apply(QuotaState state, QuotaChange change, Instant at) {
    return switch (state) {
      case Unopened unopened ->
          switch (change) {
            case CapacitySet set -> unopened.opened(set, at);
            case UnitsHeld held -> throw impossible(change);
            case UnitsSold sold -> throw impossible(change);
            case UnitsReleased released -> throw impossible(change);
            case UnitsReturned returned -> throw impossible(change);
          };
      case Counting quota ->
          switch (change) {
            case CapacitySet set -> quota.resized(set, at);
            case UnitsHeld held -> quota.holding(held);
            case UnitsSold sold -> quota.settled(sold);
            case UnitsReleased released -> quota.released(released);
            case UnitsReturned returned -> quota.returned(returned);
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
