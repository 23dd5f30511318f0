package id.kuota.bench.surroundings;

import java.time.Duration;

/** The column that says how much slower every commit was made. */
public final class CommitTime {

  private CommitTime() {}

  public static String words(Duration slower) {
    return slower.isZero() ? "as it is" : "+%d ms".formatted(slower.toMillis());
  }
}
