package id.kuota.http.node.view;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the shards were at earlier looks, so that a look knows what moves. It remembers a shard of
 * a type at most, so it is bounded by types times shards. Time comes from outside; for one thread.
 */
final class ShardPlaces {

  /** How long a move is told. */
  static final Duration TOLD = Duration.ofSeconds(15);

  private record Shard(String type, String id) {}

  /**
   * Where a shard is.
   *
   * @param before the node that had it before this one; empty if none is known
   * @param missing whether no node has it now
   */
  private record Place(String node, Optional<String> before, boolean missing, long sinceNanos) {}

  /**
   * Shards of one type that have changed their node lately.
   *
   * @param to empty while they have none
   */
  record Moved(String type, int shards, String from, Optional<String> to) {}

  private final Map<Shard, Place> places = new HashMap<>();

  /**
   * Records what a look has found. The shards of a node that did not answer stay where they were.
   *
   * @return what has moved within {@link #TOLD}, in the order of types and nodes
   */
  List<Moved> seen(List<Sighting.Region> regions, long nowNanos) {
    var silent = new HashSet<String>();
    var found = new HashSet<Shard>();
    for (Sighting.Region region : regions) {
      if (region.shards().isEmpty()) silent.add(region.node() + region.type());
      region.shards().orElse(Map.of()).keySet().stream()
          .map(id -> new Shard(region.type(), id))
          .filter(found::add)
          .forEach(shard -> seen(shard, region.node(), nowNanos));
    }
    places.replaceAll(
        (shard, place) -> isGone(shard, place, found, silent) ? missing(place, nowNanos) : place);
    return moved(nowNanos);
  }

  private void seen(Shard shard, String node, long nowNanos) {
    Place known = places.get(shard);
    if (known == null) {
      places.put(shard, new Place(node, Optional.empty(), false, nowNanos));
    } else if (!known.node().equals(node)) {
      places.put(shard, new Place(node, Optional.of(known.node()), false, nowNanos));
    } else if (known.missing()) {
      places.put(shard, new Place(node, known.before(), false, known.sinceNanos()));
    }
  }

  private static boolean isGone(Shard shard, Place place, Set<Shard> found, Set<String> silent) {
    return !place.missing()
        && !found.contains(shard)
        && !silent.contains(place.node() + shard.type());
  }

  private static Place missing(Place place, long nowNanos) {
    return new Place(place.node(), Optional.empty(), true, nowNanos);
  }

  private List<Moved> moved(long nowNanos) {
    var counts = new TreeMap<String, Moved>();
    places.forEach(
        (shard, place) -> {
          if (nowNanos - place.sinceNanos() > TOLD.toNanos()) return;
          if (!place.missing() && place.before().isEmpty()) return;
          var one =
              place.missing()
                  ? new Moved(shard.type(), 1, place.node(), Optional.empty())
                  : new Moved(
                      shard.type(), 1, place.before().orElseThrow(), Optional.of(place.node()));
          counts.merge(
              shard.type() + " " + one.from() + " " + one.to().orElse(""),
              one,
              (sum, next) -> new Moved(sum.type(), sum.shards() + 1, sum.from(), sum.to()));
        });
    return List.copyOf(counts.values());
  }
}
