package id.kuota.engine;

import java.util.stream.LongStream;

/** The seeds of a random test: always the same ones, or the one that shall be looked at. */
public final class Seeds {

  private Seeds() {}

  /** {@code -Dkuota.seed=n} alone, else one to {@code count}, or to {@code -Dkuota.seeds=n}. */
  public static LongStream upTo(int count) {
    Long one = Long.getLong("kuota.seed");
    return one == null
        ? LongStream.rangeClosed(1, Long.getLong("kuota.seeds", count))
        : LongStream.of(one);
  }

  /** What a failure says, so that it can be seen again. */
  public static String remark(long seed) {
    return "seed %d (to see it alone: -Dkuota.seed=%d)".formatted(seed, seed);
  }
}
