package id.kuota.persistence.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotThreadsTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void open() {
    gate.countDown();
  }

  @Test
  void workIsDoneByAThreadOfTheirOwn() {
    try (var threads = threads(1, LONG)) {
      assertThat(threads.run(() -> Thread.currentThread().getName()).join())
          .startsWith("kuota-snapshot-");
    }
  }

  @Test
  void aFailureIsWhatTheWorkThrew() {
    try (var threads = threads(1, LONG)) {
      assertThat(failure(threads.run(() -> throwing(new IllegalStateException("no")))))
          .isInstanceOf(IllegalStateException.class);
      assertThat(failure(threads.run(() -> throwing(new StackOverflowError("deep")))))
          .isInstanceOf(StackOverflowError.class);
      assertThat(threads.run(() -> 1).join()).as("and the thread goes on").isEqualTo(1);
    }
  }

  @Test
  void aFullQueueFailsAtOnceAndByName() {
    try (var threads = threads(2, LONG)) {
      var running = threads.run(this::waiting);
      var first = threads.run(() -> 1);
      var second = threads.run(() -> 2);
      assertThat(failure(threads.run(() -> 3)))
          .isInstanceOf(RejectedExecutionException.class)
          .hasMessage("the queue of snapshots is full: 2 wait");
      gate.countDown();
      assertThat(running.join()).isZero();
      assertThat(first.join() + second.join()).isEqualTo(3);
    }
  }

  @Test
  void closingWaitsForWhatWasBegunAndTakesNoMore() {
    var threads = threads(2, LONG);
    var running = threads.run(this::waiting);
    var waiting = threads.run(() -> 1);
    var closing = CompletableFuture.runAsync(threads::close);
    gate.countDown();
    closing.join();
    assertThat(running).isCompletedWithValue(0);
    assertThat(waiting).isCompletedWithValue(1);
    assertThat(failure(threads.run(() -> 2)))
        .hasMessage("the snapshot store of this node is closed");
  }

  @Test
  void closingDoesNotWaitForEver() {
    var threads = threads(2, Duration.ofMillis(50));
    var running = threads.run(this::waiting);
    threads.close();
    assertThat(running).isNotDone();
  }

  private static SnapshotThreads threads(int queue, Duration closeTimeout) {
    return new SnapshotThreads(new SnapshotLimits(1, queue, LONG, closeTimeout));
  }

  private int waiting() throws InterruptedException {
    assertThat(gate.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return 0;
  }

  private static int throwing(Throwable failure) throws Exception {
    switch (failure) {
      case Error error -> throw error;
      case Exception exception -> throw exception;
      default -> throw new IllegalArgumentException(failure);
    }
  }

  private static Throwable failure(CompletableFuture<?> outcome) {
    assertThatThrownBy(() -> outcome.get(LONG.toSeconds(), TimeUnit.SECONDS)).isNotNull();
    return outcome.exceptionNow();
  }
}
