package id.kuota.engine.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rule, compared with a bucket of tokens that is written out. */
final class GcraTest {

  private static final Rate RATE = new Rate(10, Duration.ofSeconds(2));
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aQuietKeyMayTakeAllAtOnceAndThenOneAtATime() {
    long usedUp = 0;
    assertThat(Gcra.available(RATE, usedUp, 5 * SECOND)).isEqualTo(10);
    usedUp = Gcra.after(RATE, usedUp, 5 * SECOND, 10);
    assertThat(Gcra.available(RATE, usedUp, 5 * SECOND)).isZero();
    assertThat(Gcra.waitFor(RATE, usedUp, 5 * SECOND)).isEqualTo(SECOND / 5);
    assertThat(Gcra.available(RATE, usedUp, 5 * SECOND + SECOND / 5)).isEqualTo(1);
    assertThat(Gcra.available(RATE, usedUp, 7 * SECOND)).isEqualTo(10);
  }

  /** A bucket of ten tokens that gets one each fifth of a second; counted in nanoseconds. */
  @Test
  void itAllowsWhatABucketOfTokensAllows() {
    var random = new Random(7);
    long now = Long.MAX_VALUE - 20 * SECOND; // The clock of a process may overflow.
    long usedUp = now;
    long credit = RATE.period().toNanos();
    for (int i = 0; i < 100_000; i++) {
      long passed = random.nextLong(SECOND / 2);
      now += passed;
      credit = Math.min(RATE.period().toNanos(), credit + passed);
      assertThat(Gcra.available(RATE, usedUp, now)).isEqualTo(credit / RATE.interval());
      int wanted = random.nextInt(4);
      if (wanted > Gcra.available(RATE, usedUp, now)) continue;
      usedUp = Gcra.after(RATE, usedUp, now, wanted);
      credit -= wanted * RATE.interval();
    }
  }

  @Test
  void inAnyTimeItAllowsOneBurstAndTheRate() {
    var random = new Random(11);
    var passed = new ArrayDeque<Long>();
    long now = 0;
    long usedUp = 0;
    for (int i = 0; i < 100_000; i++) {
      now += random.nextLong(SECOND / 10);
      if (Gcra.available(RATE, usedUp, now) == 0) continue;
      usedUp = Gcra.after(RATE, usedUp, now, 1);
      passed.add(now);
      while (passed.getFirst() <= now - RATE.period().toNanos()) passed.removeFirst();
      assertThat(passed).hasSizeLessThanOrEqualTo(20);
    }
  }
}
