package id.kuota.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The faults of a run, in their order. The same seed, time and kinds give the same faults.
 *
 * @param calm before the first fault, with which the time after a fault is compared, and after the
 *     last one, so that its stall ends before the load does
 * @param length no fault begins after it
 * @param pace what a fault waits for
 */
public record Schedule(long seed, Duration length, Duration calm, Pace pace, List<Fault> faults) {

  /** What must be there again after a fault before the next one. The last waits for all. */
  public enum Pace {
    /** Nothing; it comes at its time. */
    NOTHING,
    /** All quotas sell. Nodes may be missing, and the next fault may hit one that remains. */
    SELLING,
    /** All nodes are in, and all quotas sell. */
    WHOLE
  }

  private static final Duration CALM = Duration.ofSeconds(10);
  private static final Duration BRIEF_CALM = Duration.ofSeconds(2);

  /** What runs a whole day is the next fault, not the time between two. */
  private static final Duration KILLS_CALM = Duration.ofSeconds(1);

  private static final Duration BRIEF_RECOVERY = Duration.ofSeconds(5);

  /** From the end of a fault to the next: a node starts, and the cluster is whole. */
  private static final Duration RECOVERY = Duration.ofSeconds(20);

  private static final int PAUSE_MILLIS_MAX = 5_000;

  /** A node that does not come back within two minutes ends the run before. */
  private static final Duration UPDATE_MAX = Duration.ofHours(1);

  private static final List<FaultKind> KILLS =
      List.of(
          FaultKind.KILL_ANY,
          FaultKind.KILL_HOT_OWNER,
          FaultKind.KILL_OLDEST,
          FaultKind.DATABASE_KILL,
          FaultKind.NODE_AND_DATABASE_KILL);

  public Schedule {
    faults = List.copyOf(faults);
  }

  /**
   * Returns a schedule in which all kinds occur before one occurs again.
   *
   * @param kinds those that the surroundings can make; at least one
   */
  public static Schedule of(long seed, Duration length, List<FaultKind> kinds) {
    var random = new SplittableRandom(seed);
    var faults = new ArrayList<Fault>();
    Duration at = CALM;
    while (true) {
      for (FaultKind kind : shuffled(kinds, random)) {
        Duration spread = kind.longest().minus(kind.shortest());
        Duration time = kind.shortest().plusMillis(random.nextLong(spread.toMillis() + 1));
        var fault = new Fault(kind, at, pick(random), time);
        Duration end = at.plus(time).plus(RECOVERY);
        if (end.compareTo(length) > 0 && !faults.isEmpty()) {
          return new Schedule(seed, length, CALM, Pace.WHOLE, faults);
        }
        faults.add(fault);
        at = end.plusMillis(random.nextInt(PAUSE_MILLIS_MAX));
      }
    }
  }

  /**
   * Returns SIGKILLs of nodes and of PostgreSQL, each as soon as all quotas sell again after the
   * one before.
   *
   * @param count at least one
   * @param most when the run has lasted so long no further one is made
   */
  public static Schedule kills(long seed, int count, Duration most) {
    var random = new SplittableRandom(seed);
    var faults = new ArrayList<Fault>();
    while (true) {
      for (FaultKind kind : shuffled(KILLS, random)) {
        faults.add(new Fault(kind, KILLS_CALM, pick(random), Duration.ZERO));
        if (faults.size() == count) {
          return new Schedule(seed, most, KILLS_CALM, Pace.SELLING, faults);
        }
      }
    }
  }

  /** Returns a rolling update: each node in turn. */
  public static Schedule update(long seed, int nodes) {
    List<Fault> faults =
        IntStream.range(0, nodes)
            .mapToObj(node -> new Fault(FaultKind.UPDATE, CALM, node, Duration.ZERO))
            .toList();
    return new Schedule(seed, UPDATE_MAX, CALM, Pace.WHOLE, faults);
  }

  /** Returns a kill and a stop, one upon the other, as a test has time for. */
  public static Schedule brief(long seed) {
    var random = new SplittableRandom(seed);
    Duration stop = BRIEF_CALM.plus(BRIEF_RECOVERY);
    return new Schedule(
        seed,
        stop,
        BRIEF_CALM,
        Pace.NOTHING,
        List.of(
            new Fault(FaultKind.KILL_HOT_OWNER, BRIEF_CALM, pick(random), Duration.ZERO),
            new Fault(FaultKind.STOP, stop, pick(random), Duration.ZERO)));
  }

  private static int pick(SplittableRandom random) {
    return random.nextInt(Integer.MAX_VALUE);
  }

  private static List<FaultKind> shuffled(List<FaultKind> kinds, SplittableRandom random) {
    var order = new ArrayList<>(kinds);
    for (int i = order.size() - 1; i > 0; i--) Collections.swap(order, i, random.nextInt(i + 1));
    return order;
  }
}
