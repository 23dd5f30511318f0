package id.kuota.http.edge.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whether the limit finds what a node can do, played against a node of known speed. */
final class ConcurrencyLimitTest {

  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(1);

  private final ConcurrencyLimit limiter = new ConcurrencyLimit(0);
  private final ArrayDeque<Long> inside = new ArrayDeque<>();
  private long now;
  private int answered;
  private int inTime;
  private int sentAway;
  private double done;
  private double came;

  @Test
  void anOverloadedNodeAnswersTheAdmittedOrders() {
    play(Duration.ofSeconds(10), 1_000, 300);
    forget();
    play(Duration.ofSeconds(10), 1_000, 300);

    assertThat(answered).as("what the node can do").isBetween(2_950, 3_050);
    assertThat(inTime).as("within half a second").isGreaterThan(answered * 99 / 100);
    assertThat(sentAway).as("all others, at once").isBetween(6_900, 7_100);
    assertThat(limiter.limit()).as("what is done in 250 ms").isBetween(55, 100);
    assertThat(limiter.comeBackAfter()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void aNodeThatBecomesFasterAdmitsAllOrders() {
    play(Duration.ofSeconds(10), 1_000, 100);
    assertThat(limiter.limit()).isEqualTo(ConcurrencyLimit.FEWEST);
    play(Duration.ofSeconds(10), 1_000, 1_500);
    forget();
    play(Duration.ofSeconds(10), 1_000, 1_500);

    assertThat(sentAway).isZero();
    assertThat(answered).isBetween(9_950, 10_050);
    assertThat(limiter.comeBackAfter()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aFastNodeWithManyBuyersGivesAsManyPlacesAsTheyNeed() {
    play(Duration.ofSeconds(20), 30_000, 40_000);
    forget();
    play(Duration.ofSeconds(2), 30_000, 40_000);
    assertThat(sentAway).isZero();
  }

  @Test
  void aCrowdThatComesAllAtOnceIsLetIn() {
    for (int i = 0; i < ConcurrencyLimit.CROWD; i++) {
      assertThat(limiter.take(0)).as("buyer %d", i).isTrue();
    }
    assertThat(limiter.take(0)).isFalse();
  }

  @Test
  void afterAQuietTimeACrowdIsLetInAgain() {
    play(Duration.ofSeconds(10), 1_000, 100);
    play(Duration.ofSeconds(5), 0, 100);
    assertThat(limiter.take(now)).isTrue();
    assertThat(limiter.limit()).isEqualTo(ConcurrencyLimit.CROWD);
  }

  @Test
  void withoutAnswersTheLimitIsUnchanged() {
    for (int i = 0; i < ConcurrencyLimit.CROWD; i++) {
      assertThat(limiter.take(i)).isTrue();
    }
    assertThat(limiter.take(TimeUnit.MINUTES.toNanos(1))).isFalse();
    assertThat(limiter.limit()).isEqualTo(ConcurrencyLimit.CROWD);
  }

  /** Buyers come evenly; the node serves one after the other at its speed. */
  private void play(Duration length, double buyersPerSecond, double servedPerSecond) {
    long end = now + length.toNanos();
    for (; now < end; now += STEP) {
      for (came += buyersPerSecond / 1_000; came >= 1; came--) {
        if (limiter.take(now)) inside.add(now);
        else sentAway++;
      }
      done = Math.min(done + servedPerSecond / 1_000, inside.size());
      for (; done >= 1; done--) {
        long since = inside.remove();
        limiter.giveBack(since, now);
        answered++;
        if (now - since <= TimeUnit.MILLISECONDS.toNanos(500)) inTime++;
      }
    }
  }

  private void forget() {
    answered = 0;
    inTime = 0;
    sentAway = 0;
  }
}
