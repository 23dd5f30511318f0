package id.kuota.bench.arrivals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class OpenLoopTest {

  private static final Duration TIME = Duration.ofMillis(300);
  private static final Duration LATE = Duration.ofMillis(100);

  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void asManyComeAsWerePlanned() throws Exception {
    long start = System.nanoTime();

    OpenLoop.Outcome outcome = new OpenLoop(1_000, TIME, 100).run(this::answeredAtOnce);

    assertThat(outcome.answered()).isEqualTo(300);
    assertThat(calls).hasValue(300);
    assertThat(outcome.unsent() + outcome.failed()).isZero();
    assertThat(System.nanoTime() - start).isGreaterThan(TIME.minusMillis(2).toNanos());
  }

  @Test
  void callsStartAlsoWithoutAnswers() throws Exception {
    OpenLoop.Outcome outcome =
        new OpenLoop(1_000, TIME, 1_000)
            .run(
                () -> {
                  calls.incrementAndGet();
                  return new CompletableFuture<>()
                      .completeOnTimeout("late", LATE.toMillis(), TimeUnit.MILLISECONDS);
                });

    assertThat(outcome.answered()).isEqualTo(300);
    assertThat(outcome.millis(1)).isGreaterThanOrEqualTo(LATE.toMillis() * 0.99);
  }

  /** The first call keeps the caller's thread; calls that were due meanwhile have waited. */
  @Test
  void timeCountsFromWhenACallWasDue() throws Exception {
    OpenLoop.Outcome outcome =
        new OpenLoop(1_000, TIME, 100)
            .run(
                () -> {
                  if (calls.incrementAndGet() == 1) {
                    new CompletableFuture<>()
                        .completeOnTimeout("late", LATE.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
                  }
                  return CompletableFuture.completedFuture("answer");
                });

    // A third came during the stall; half of these waited for more than half of it.
    assertThat(outcome.millis(85)).isGreaterThan(LATE.toMillis() * 0.4);
    assertThat(outcome.answered()).isEqualTo(300);
  }

  @Test
  void callsAboveTheBoundAreDropped() throws Exception {
    OpenLoop.Outcome outcome =
        new OpenLoop(1_000, TIME, 10)
            .run(
                () ->
                    new CompletableFuture<>()
                        .completeOnTimeout("late", LATE.toMillis(), TimeUnit.MILLISECONDS));

    assertThat(outcome.answered()).isBetween(20L, 40L);
    assertThat(outcome.answered() + outcome.unsent()).isEqualTo(300);
  }

  @Test
  void failuresAreCountedAndTheFirstIsKept() throws Exception {
    OpenLoop.Outcome outcome =
        new OpenLoop(1_000, TIME, 100)
            .run(
                () ->
                    calls.incrementAndGet() % 3 == 0
                        ? CompletableFuture.failedFuture(new IllegalStateException("third"))
                        : CompletableFuture.completedFuture("answer"));

    assertThat(outcome.failed()).isEqualTo(100);
    assertThat(outcome.answered()).isEqualTo(200);
    assertThat(outcome.failure()).hasMessage("third");
  }

  private CompletableFuture<String> answeredAtOnce() {
    calls.incrementAndGet();
    return CompletableFuture.completedFuture("answer");
  }
}
