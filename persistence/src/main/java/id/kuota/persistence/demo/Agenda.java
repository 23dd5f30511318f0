package id.kuota.persistence.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;

/** What is to happen when, and the chance by which it is planned. Not thread-safe. */
final class Agenda {

  /** Effects reach their quotas so soon. */
  private static final Duration SOON = Duration.ofMillis(80);

  /**
   * Something that is to happen.
   *
   * @param completes whether it is the end of something that has begun, and so happens in any case
   */
  private record Entry(Instant at, long number, boolean completes, Consumer<Instant> action) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::number));
  private final Random chance;
  private long planned;

  Agenda(Random chance) {
    this.chance = chance;
  }

  /** Plans an action, which gets the time at which it happens. */
  void plan(Instant at, Consumer<Instant> action) {
    entries.add(new Entry(at, planned++, false, action));
  }

  /** Plans what completes an action, a moment after it. */
  void soon(Instant moment, Consumer<Instant> action) {
    entries.add(new Entry(moment.plus(SOON), planned++, true, action));
  }

  /** Plans an action some time after a moment: so many seconds, to the millisecond. */
  void after(Instant moment, int secondsMin, int secondsMax, Consumer<Instant> action) {
    plan(moment.plus(between(secondsMin, secondsMax)), action);
  }

  /**
   * Runs what was planned until then, and what that plans; later only what completes it. The rest
   * never happens.
   */
  void run(Instant end) {
    while (!entries.isEmpty()) {
      Entry next = entries.remove();
      if (next.completes() || next.at().isBefore(end)) next.action().accept(next.at());
    }
  }

  Duration between(int secondsMin, int secondsMax) {
    return Duration.ofMillis(chance.nextLong(secondsMin * 1_000L, secondsMax * 1_000L));
  }

  /** Returns whether that happens which happens so often of a hundred times. */
  boolean happens(int percent) {
    return chance.nextInt(100) < percent;
  }

  /** Returns a number from 0 up to this one, exclusively. */
  int below(int bound) {
    return chance.nextInt(bound);
  }
}
