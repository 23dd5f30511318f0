package id.kuota.engine.quota;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import scala.Tuple2;
import scala.collection.immutable.HashMap;

/**
 * The open holds of one quota, immutable. A hundred thousand may be open while every batch changes
 * a thousand, so the map shares structure between versions instead of being copied: it is the hash
 * trie that comes with Pekko's Scala library, and this is the only place that knows it.
 */
public final class OpenHolds {

  /** Nothing is held. */
  public static final OpenHolds NONE = new OpenHolds(new HashMap<>(), 0);

  /**
   * Units of one owner, taken until a deadline.
   *
   * @param epoch of the node on which the owner asked for them; empty if it is not known
   */
  public record OpenHold(
      HoldId id, long attempt, int quantity, Instant until, OptionalLong epoch) {}

  private final HashMap<HoldId, OpenHold> byId;
  private final long units;

  private OpenHolds(HashMap<HoldId, OpenHold> byId, long units) {
    this.byId = byId;
    this.units = units;
  }

  /** Returns all of these at once: of several of one owner the last counts. */
  public static OpenHolds of(Iterable<OpenHold> holds) {
    var byId = HashMap.<HoldId, OpenHold>newBuilder();
    holds.forEach(hold -> byId.addOne(new Tuple2<>(hold.id(), hold)));
    HashMap<HoldId, OpenHold> all = byId.result();
    long units = 0;
    for (var open = all.valuesIterator(); open.hasNext(); ) {
      units += open.next().quantity();
    }
    return new OpenHolds(all, units);
  }

  public Optional<OpenHold> find(HoldId id) {
    var found = byId.get(id);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get());
  }

  /** Returns all units held. */
  public long units() {
    return units;
  }

  public int size() {
    return byId.size();
  }

  /** Returns a copy with this hold, in place of an earlier one of its owner. */
  public OpenHolds with(OpenHold hold) {
    return new OpenHolds(
        byId.updated(hold.id(), hold), units + hold.quantity() - quantityOf(hold.id()));
  }

  public OpenHolds without(HoldId id) {
    return new OpenHolds(byId.removed(id), units - quantityOf(id));
  }

  /** Visits all, in no particular order. */
  public void forEach(Consumer<OpenHold> action) {
    var all = byId.valuesIterator();
    while (all.hasNext()) {
      action.accept(all.next());
    }
  }

  private int quantityOf(HoldId id) {
    return find(id).map(OpenHold::quantity).orElse(0);
  }
}
