package id.kuota.http.node.warmup;

import java.time.Duration;
import java.util.List;

/**
 * The measurements of one round.
 *
 * @param length how long it took
 * @param orders that were held
 * @param p99 of the answers to placed orders, held or refused
 * @param compiled how long the threads of the compiler were at work meanwhile
 */
public record Round(Duration length, int orders, Duration p99, Duration compiled) {

  static Round of(Duration length, List<Tally> tallies, Duration compiled) {
    long[] nanos = tallies.stream().flatMapToLong(Tally::placing).sorted().toArray();
    int orders = tallies.stream().mapToInt(Tally::held).sum();
    return new Round(length, orders, p99(nanos), compiled);
  }

  /** Returns how much of one processor the compiler was at work, or waited for it. */
  double compilerShare() {
    return (double) compiled.toNanos() / length.toNanos();
  }

  /** Returns the held orders per second. */
  public double rate() {
    return orders * 1e9 / length.toNanos();
  }

  private static Duration p99(long[] sorted) {
    return sorted.length == 0
        ? Duration.ZERO
        : Duration.ofNanos(sorted[(int) (sorted.length * 99L / 100)]);
  }
}
