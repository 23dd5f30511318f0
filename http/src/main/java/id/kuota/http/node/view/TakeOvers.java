package id.kuota.http.node.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Times how long the shards of a member that goes are on their way, until the first of them has
 * started on this node. Where a shard was is known to its coordinator alone: the first one that
 * starts here while a member goes counts as one of that member's. Pure; for one thread. Moments are
 * nanoseconds of {@link System#nanoTime}.
 */
final class TakeOvers {

  /** A shard starts with the first request for it: if none comes, nothing is timed. */
  static final Duration WAIT_MAX = Duration.ofMinutes(1);

  /** Why a member goes. */
  enum Cause {
    LEFT,
    LOST;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A take-over that has ended. */
  record Ended(Cause cause, Duration time) {}

  private record Going(Cause cause, long sinceNanos) {}

  private final Map<String, Long> silent = new HashMap<>();
  private final Map<String, Going> going = new HashMap<>();

  /** Notes that a member does not answer any more; it may come back. */
  void unreachable(String member, long nowNanos) {
    silent.putIfAbsent(member, nowNanos);
  }

  /** Notes that a member answers again. */
  void reachable(String member) {
    silent.remove(member);
  }

  /** Notes that a member stops, and hands its shards over. */
  void leaves(String member, long nowNanos) {
    going.putIfAbsent(member, new Going(Cause.LEFT, nowNanos));
  }

  /** Notes that a member is out; its shards have been away since it was unreachable. */
  void downed(String member, long nowNanos) {
    Long since = silent.remove(member);
    going.putIfAbsent(member, new Going(Cause.LOST, since == null ? nowNanos : since));
  }

  /** Notes that a member is gone; what it was waited for goes on. */
  void removed(String member) {
    silent.remove(member);
  }

  /** Returns whether shards are awaited now. */
  boolean isAwaiting(long nowNanos) {
    going.values().removeIf(one -> nowNanos - one.sinceNanos() > WAIT_MAX.toNanos());
    return !going.isEmpty();
  }

  /** Notes that shards have started here, and returns the take-overs that ended with it. */
  List<Ended> started(long nowNanos) {
    if (!isAwaiting(nowNanos)) return List.of();
    var ended = new ArrayList<Ended>();
    going
        .values()
        .forEach(
            one ->
                ended.add(new Ended(one.cause(), Duration.ofNanos(nowNanos - one.sinceNanos()))));
    going.clear();
    return ended;
  }
}
