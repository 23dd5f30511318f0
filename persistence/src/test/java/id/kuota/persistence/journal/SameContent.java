package id.kuota.persistence.journal;

import id.kuota.engine.Portable;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.OpenHolds;
import id.kuota.engine.quota.QuotaState;
import id.kuota.engine.quota.ReturnedUnits;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Equality by content also for what does not have it: maps that share structure. */
final class SameContent {

  private SameContent() {}

  /** Something with {@code equals} that stands for {@code value}. */
  static Object of(Portable value) {
    if (value instanceof EventUpcasters earlier) return earlier.today(); // As it is read.
    return value
            instanceof
            QuotaState.Counting(
                var capacity,
                var since,
                var reason,
                var holds,
                var sold,
                var returned)
        ? new Contents(capacity, since, reason, byId(holds), holds.units(), sold, byOwner(returned))
        : value;
  }

  private record Contents(
      long capacity,
      Instant since,
      String reason,
      Map<HoldId, OpenHolds.OpenHold> holds,
      long units,
      long sold,
      Map<HoldId, Integer> returned) {}

  private static Map<HoldId, Integer> byOwner(ReturnedUnits units) {
    var byOwner = new HashMap<HoldId, Integer>();
    units.forEach(byOwner::put);
    return byOwner;
  }

  private static Map<HoldId, OpenHolds.OpenHold> byId(OpenHolds holds) {
    var byId = new HashMap<HoldId, OpenHolds.OpenHold>();
    holds.forEach(hold -> byId.put(hold.id(), hold));
    return byId;
  }
}
