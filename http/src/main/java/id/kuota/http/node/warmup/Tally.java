package id.kuota.http.node.warmup;

import java.util.Arrays;
import java.util.stream.LongStream;

/** What one buyer counted in one round. For one thread. */
final class Tally {

  private long[] placing = new long[64];
  private int placed;
  private int held;

  void placed(long nanos, boolean held) {
    if (placed == placing.length) placing = Arrays.copyOf(placing, 2 * placed);
    placing[placed++] = nanos;
    if (held) this.held++;
  }

  int held() {
    return held;
  }

  /** Returns how long each placement took, in nanoseconds. */
  LongStream placing() {
    return Arrays.stream(placing, 0, placed);
  }
}
