package id.kuota.http.node.warmup;

import java.util.List;

/** Decides when a node is about as fast as a warm-up makes it. */
final class WarmUpEnd {

  /** Rounds that are looked at, and compared with those before them. */
  static final int ROUNDS = 3;

  /** A gain of less than this is chance. */
  private static final double GAIN_MIN = 0.10;

  /** A compiler that works less than this is not catching up any more. */
  private static final double COMPILER_SHARE_MAX = 0.40;

  private WarmUpEnd() {}

  /**
   * Returns whether in the last {@link #ROUNDS} rounds the compiler was hardly at work, and the
   * slowest answers came hardly sooner than ever before.
   */
  static boolean isSettled(List<Round> rounds) {
    int before = rounds.size() - ROUNDS;
    if (before < 1) return false;
    List<Round> last = rounds.subList(before, rounds.size());
    return last.stream().allMatch(round -> round.orders() > 0)
        && last.stream().allMatch(round -> round.compilerShare() < COMPILER_SHARE_MAX)
        && best(last) > (1 - GAIN_MIN) * best(rounds.subList(0, before));
  }

  private static double best(List<Round> rounds) {
    return rounds.stream().mapToLong(round -> round.p99().toNanos()).min().orElseThrow();
  }
}
