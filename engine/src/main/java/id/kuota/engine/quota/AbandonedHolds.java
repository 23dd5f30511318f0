package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import id.kuota.engine.entity.NodeEpochs;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The holds of a quota that were placed by a node which is gone. A placement that was in flight
 * there has left units without an order, so the owners are asked before the deadline.
 *
 * <p>An owner writes what it holds within {@link Limits#PLACEMENT_IN_DOUBT}, so only the holds of
 * the node's last moments are in doubt: those whose attempts began so long before its latest one.
 * Both numbers are moments by the clock of that node. The latest are asked about first, and at most
 * {@link Limits#NODE_GONE_IN_FLIGHT_MAX} at a time. Not part of the state: filled again from the
 * open holds at recovery. Not thread-safe; belongs to the quota's entity.
 */
final class AbandonedHolds {

  private static final long PLACEMENT_MICROS =
      ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(Limits.PLACEMENT_IN_DOUBT));

  private final NodeEpochs epochs;

  /** The epochs of open holds that were not gone when they were last looked at. */
  private final Set<Long> watched = new HashSet<>();

  private final ArrayDeque<OpenHolds.OpenHold> waiting = new ArrayDeque<>();
  private final Map<HoldId, OpenHolds.OpenHold> inQuestion = new LinkedHashMap<>();
  private Optional<Instant> nextLook = Optional.empty();

  AbandonedHolds(NodeEpochs epochs) {
    this.epochs = epochs;
  }

  /** Starts over with these holds. */
  void begin(OpenHolds holds, Instant now) {
    watched.clear();
    waiting.clear();
    inQuestion.clear();
    nextLook = Optional.empty();
    holds.forEach(hold -> watch(hold.epoch(), now));
  }

  /** Holds of this epoch were placed; the first look is at once. */
  void watch(OptionalLong epoch, Instant now) {
    if (epoch.isEmpty() || epoch.equals(epochs.own())) return; // It ends with this quota.
    watched.add(epoch.getAsLong());
    if (nextLook.isEmpty()) nextLook = Optional.of(now);
  }

  /** Returns when to look again which nodes are gone; empty if no other node has placed a hold. */
  Optional<Instant> nextLook() {
    return nextLook;
  }

  /** Returns the owners to ask now; the same ones until they have decided. */
  List<ResolveHold> due(OpenHolds holds, Instant now) {
    if (nextLook.isPresent() && !now.isBefore(nextLook.get())) look(holds, now);
    if (inQuestion.isEmpty() && waiting.isEmpty()) return List.of(); // Nearly always.
    inQuestion.values().removeIf(hold -> !isInDoubt(hold, holds, now));
    while (inQuestion.size() < Limits.NODE_GONE_IN_FLIGHT_MAX && !waiting.isEmpty()) {
      OpenHolds.OpenHold hold = waiting.remove();
      if (isInDoubt(hold, holds, now)) inQuestion.put(hold.id(), hold);
    }
    return inQuestion.values().stream()
        .map(hold -> ResolveHold.of(hold, HoldQuestion.Occasion.NODE_GONE))
        .toList();
  }

  /** An owner has decided about its hold; false if it was not asked here. */
  boolean decided(HoldId hold) {
    return inQuestion.remove(hold) != null;
  }

  private void look(OpenHolds holds, Instant now) {
    var gone = new HashMap<Long, Long>();
    watched.removeIf(epoch -> epochs.isGone(epoch) && gone.put(epoch, Long.MIN_VALUE) == null);
    if (!gone.isEmpty()) {
      List<OpenHolds.OpenHold> theirs = of(gone, holds);
      theirs.sort(Comparator.comparingLong(OpenHolds.OpenHold::attempt).reversed());
      waiting.addAll(theirs);
    }
    nextLook = watched.isEmpty() ? Optional.empty() : Optional.of(now.plus(Limits.NODE_GONE_LOOK));
  }

  /** Returns the holds of the last moments of these epochs. */
  private static List<OpenHolds.OpenHold> of(Map<Long, Long> gone, OpenHolds holds) {
    var all = new ArrayList<OpenHolds.OpenHold>();
    holds.forEach(
        hold -> {
          if (hold.epoch().isEmpty()) return;
          Long latest =
              gone.computeIfPresent(
                  hold.epoch().getAsLong(), (_, before) -> Math.max(before, hold.attempt()));
          if (latest != null) all.add(hold);
        });
    all.removeIf(
        hold -> {
          long latest = gone.getOrDefault(hold.epoch().getAsLong(), Long.MIN_VALUE);
          return latest - hold.attempt() > PLACEMENT_MICROS;
        });
    return all;
  }

  /** A hold may end, or be replaced by a later one; after the deadline the sweep asks. */
  private static boolean isInDoubt(OpenHolds.OpenHold hold, OpenHolds holds, Instant now) {
    return now.isBefore(hold.until()) && holds.find(hold.id()).filter(hold::equals).isPresent();
  }
}
