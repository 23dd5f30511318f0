package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The holds of a quota whose deadline has passed, and what their owners have said.
 *
 * <p>At most {@link Limits#RESOLUTIONS_IN_FLIGHT_MAX} owners are asked at a time, so that a million
 * holds that end in one second wake their orders as fast as the database serves them and no faster.
 * What arrives while the quota writes is applied together, in one batch. Not thread-safe; belongs
 * to the quota's entity.
 */
final class ExpirySweep {

  private final Duration margin;
  private final Deadlines deadlines = new Deadlines();
  private final Map<HoldId, ResolveHold> inQuestion = new LinkedHashMap<>();
  private final List<HoldResolution> decided = new ArrayList<>();

  ExpirySweep(QuotaId quota) {
    this.margin =
        quota.isPersonal()
            ? Limits.EXPIRY_MARGIN.plus(Limits.PERSONAL_EXPIRY_DELAY)
            : Limits.EXPIRY_MARGIN;
  }

  /** Starts over with these holds. */
  void begin(OpenHolds holds) {
    deadlines.fill(holds);
    inQuestion.clear();
    decided.clear();
  }

  void watch(HoldId hold, Instant until) {
    deadlines.add(hold, until);
  }

  /** Returns the earliest deadline of an open hold. */
  Optional<Instant> nextDeadline(OpenHolds holds) {
    return deadlines.next(holds);
  }

  /**
   * Returns the owners to ask now, as many as the pace allows; the same ones until they have
   * decided.
   */
  List<ResolveHold> due(OpenHolds holds, Instant now) {
    if (!inQuestion.isEmpty()) {
      inQuestion.keySet().removeIf(hold -> !isDue(hold, holds, now));
    }
    Instant limit = now.minus(margin).plusNanos(1);
    while (inQuestion.size() < Limits.RESOLUTIONS_IN_FLIGHT_MAX) {
      Optional<OpenHolds.OpenHold> due = deadlines.takeBefore(limit, holds);
      if (due.isEmpty()) break;
      OpenHolds.OpenHold hold = due.get();
      inQuestion.put(hold.id(), ResolveHold.of(hold, HoldQuestion.Occasion.DEADLINE));
    }
    return inQuestion.isEmpty() ? List.of() : List.copyOf(inQuestion.values());
  }

  /** Returns when {@link #due} has more to say. */
  Optional<Instant> nextDue(OpenHolds holds) {
    return inQuestion.size() < Limits.RESOLUTIONS_IN_FLIGHT_MAX
        ? deadlines.next(holds).map(until -> until.plus(margin))
        : Optional.empty();
  }

  /** Keeps an owner's decision; true if it is the first that waits to be applied. */
  boolean keep(HoldResolution resolution) {
    decided.add(resolution);
    return decided.size() == 1;
  }

  /** Returns the decisions so far; their holds are no longer in question. */
  List<HoldResolution> takeDecided() {
    List<HoldResolution> taken = List.copyOf(decided);
    decided.clear();
    taken.forEach(resolution -> inQuestion.remove(resolution.hold()));
    return taken;
  }

  /** A hold may end, or be replaced by a later one, while its owner is asked. */
  private static boolean isDue(HoldId hold, OpenHolds holds, Instant now) {
    return holds.find(hold).filter(open -> !now.isBefore(open.until())).isPresent();
  }
}
