package id.kuota.engine.quota;

import java.util.function.ObjIntConsumer;
import scala.collection.immutable.HashMap;

/**
 * How many of its sold units each owner has given back in all, immutable. It is kept for good: a
 * request that comes again, however late, must not give back a second time. Few owners give
 * anything back, but when an event is cancelled all do; so it shares structure like {@link
 * OpenHolds}.
 */
public final class ReturnedUnits {

  /** No units were given back. */
  public static final ReturnedUnits NONE = new ReturnedUnits(new HashMap<>());

  private final HashMap<HoldId, Integer> totals;

  private ReturnedUnits(HashMap<HoldId, Integer> totals) {
    this.totals = totals;
  }

  /** Returns what the owner has given back so far. */
  public int of(HoldId owner) {
    var found = totals.get(owner);
    return found.isEmpty() ? 0 : found.get();
  }

  public int size() {
    return totals.size();
  }

  public ReturnedUnits with(HoldId owner, int total) {
    return new ReturnedUnits(totals.updated(owner, total));
  }

  /** Visits all, in no particular order. */
  public void forEach(ObjIntConsumer<HoldId> action) {
    var all = totals.iterator();
    while (all.hasNext()) {
      var one = all.next();
      action.accept(one._1(), one._2());
    }
  }
}
