package id.kuota.persistence.journal;

import id.kuota.engine.Portable;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.OpenHolds;
import id.kuota.engine.quota.OpenHolds.OpenHold;
import id.kuota.engine.quota.QuotaState.Counting;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Equality by content also for the one type that does not have it: the map of open holds. */
final class SameContent {

  private SameContent() {}

  /** Something with {@code equals} that stands for {@code value}. */
  static Object of(Portable value) {
    if (value instanceof Earlier earlier) return earlier.today(); // As it is read.
    return value instanceof Counting(var capacity, var since, var reason, var holds, var sold)
        ? new Contents(capacity, since, reason, byId(holds), holds.units(), sold)
        : value;
  }

  private record Contents(
      long capacity,
      Instant since,
      String reason,
      Map<HoldId, OpenHold> holds,
      long units,
      long sold) {}

  private static Map<HoldId, OpenHold> byId(OpenHolds holds) {
    var byId = new HashMap<HoldId, OpenHold>();
    holds.forEach(hold -> byId.put(hold.id(), hold));
    return byId;
  }
}
