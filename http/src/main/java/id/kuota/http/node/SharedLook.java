package id.kuota.http.node;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Looks at something when asked, once a second at most however many ask, in a thread of its own.
 * Thread-safe; never blocks.
 */
final class SharedLook {

  /** How long a look is good for. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private CompletableFuture<Optional<String>> trouble =
      CompletableFuture.completedFuture(Optional.empty());
  private long lookedAt;

  SharedLook(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lookedAt = nanoTime.getAsLong() - FRESH.toNanos();
  }

  /**
   * Returns what the latest look has found; looks again if that is too old.
   *
   * @param look says what is wrong, if something is; may block, for a bounded time
   */
  synchronized CompletionStage<Optional<String>> trouble(Supplier<Optional<String>> look) {
    long now = nanoTime.getAsLong();
    if (trouble.isDone() && now - lookedAt >= FRESH.toNanos()) {
      lookedAt = now;
      trouble = CompletableFuture.supplyAsync(look, Thread::startVirtualThread);
    }
    return trouble;
  }
}
