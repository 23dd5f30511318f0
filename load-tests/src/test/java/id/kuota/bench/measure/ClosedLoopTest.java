package id.kuota.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ClosedLoopTest {

  private static final Duration BRIEFLY = Duration.ofMillis(30);

  @Test
  void everyAnswerIsCountedOnce() throws Exception {
    var calls = new AtomicInteger();
    Answers answers = new ClosedLoop(4, BRIEFLY).run(calls::incrementAndGet);
    assertThat(answers.count()).isEqualTo(calls.get()).isPositive();
    assertThat(answers.perSecond()).isPositive();
    assertThat(answers.millis(50)).isLessThanOrEqualTo(answers.millis(99));
    assertThat(answers.violations("here")).isEmpty();
  }

  @Test
  void chainsCountAsThreadsDo() throws Exception {
    var calls = new AtomicInteger();
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      Answers answers =
          new ClosedLoop(4, BRIEFLY)
              .run(() -> CompletableFuture.completedFuture(calls.incrementAndGet()), executor);
      assertThat(answers.count()).isEqualTo(calls.get()).isPositive();
    }
  }

  @Test
  void aFailedCallIsAViolationAndEndsItsCaller() throws Exception {
    Answers answers =
        new ClosedLoop(3, Duration.ofMinutes(1)) // Each of them fails long before.
            .run(
                () -> {
                  throw new IllegalStateException("no");
                });
    assertThat(answers.count()).isZero();
    assertThat(answers.violations("here"))
        .singleElement()
        .satisfies(violation -> assertThat(violation.what()).startsWith("3 calls failed"));
  }

  @Test
  void aFailedChainIsAViolationAndEndsItsCaller() throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      Answers late =
          new ClosedLoop(2, BRIEFLY)
              .run(() -> CompletableFuture.failedFuture(new IllegalStateException("no")), executor);
      assertThat(late.violations("here")).hasSize(1);
      Answers atOnce =
          new ClosedLoop(2, BRIEFLY)
              .run(
                  () -> {
                    throw new IllegalStateException("no");
                  },
                  executor);
      assertThat(atOnce.violations("here")).hasSize(1);
    }
  }
}
