package id.kuota.persistence.snapshot;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads on which snapshots are stored and fetched, so that no thread of the actors is.
 * All that is asked waits in one line, since each takes a moment only. Thread-safe.
 */
final class SnapshotThreads implements AutoCloseable {

  private final SnapshotLimits limits;
  private final ThreadPoolExecutor threads;

  SnapshotThreads(SnapshotLimits limits) {
    this.limits = limits;
    this.threads =
        new ThreadPoolExecutor(
            limits.threads(),
            limits.threads(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(limits.queue()),
            Thread.ofPlatform().name("kuota-snapshot-", 0).daemon().factory(),
            (task, executor) -> {
              throw new RejectedExecutionException(
                  executor.isShutdown()
                      ? "the snapshot store of this node is closed"
                      : "the queue of snapshots is full: %d wait".formatted(limits.queue()));
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Puts work in line. Never blocks, never throws.
   *
   * @return its outcome; a failure is what the work threw. Fails at once when the line is full
   */
  <T> CompletableFuture<T> run(Callable<T> work) {
    var outcome = new CompletableFuture<T>();
    try {
      threads.execute(() -> complete(outcome, work));
    } catch (RejectedExecutionException full) {
      outcome.completeExceptionally(full);
    }
    return outcome;
  }

  private static <T> void complete(CompletableFuture<T> outcome, Callable<T> work) {
    try {
      outcome.complete(work.call());
    } catch (Throwable failure) { // Errors too: an entity waits for the answer.
      outcome.completeExceptionally(failure);
    }
  }

  /** Takes no more, and gives what was begun or waits a moment to end. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      boolean _ = threads.awaitTermination(limits.closeTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
