package id.kuota.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The faults of a run, in their order. The same seed, time and kinds give the same faults.
 *
 * @param calm before the first fault, with which the time after a fault is compared, and after the
 *     last one, so that its stall ends before the load does
 * @param overlapping whether a fault may occur before the cluster is whole again after the last one
 */
public record Schedule(
    long seed, Duration length, Duration calm, boolean overlapping, List<Fault> faults) {

  private static final Duration CALM = Duration.ofSeconds(10);
  private static final Duration BRIEF_CALM = Duration.ofSeconds(2);
  private static final Duration BRIEF_RECOVERY = Duration.ofSeconds(5);

  /** From the end of a fault to the next: a node starts, and the cluster is whole. */
  private static final Duration RECOVERY = Duration.ofSeconds(20);

  private static final int PAUSE_MILLIS_MAX = 5_000;

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
          return new Schedule(seed, length, CALM, false, faults);
        }
        faults.add(fault);
        at = end.plusMillis(random.nextInt(PAUSE_MILLIS_MAX));
      }
    }
  }

  /** Returns a kill and a stop, one upon the other, as a test has time for. */
  public static Schedule brief(long seed) {
    var random = new SplittableRandom(seed);
    Duration stop = BRIEF_CALM.plus(BRIEF_RECOVERY);
    return new Schedule(
        seed,
        stop,
        BRIEF_CALM,
        true,
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
