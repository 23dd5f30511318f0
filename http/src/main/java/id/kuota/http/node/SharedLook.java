package id.kuota.http.node;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at something when asked, once a second at most however many ask, in a thread of its own.
 * Thread-safe; never blocks.
 *
 * @param <T> what a look finds
 */
final class SharedLook<T> {

  /** How long a look is good for. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private @Nullable CompletableFuture<T> latest;
  private long lookedAt;

  SharedLook(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Returns what the latest look has found; looks again if that is too old.
   *
   * @param look may block, for a bounded time
   */
  synchronized CompletionStage<T> latest(Supplier<T> look) {
    long now = nanoTime.getAsLong();
    CompletableFuture<T> known = latest;
    if (known != null && (!known.isDone() || now - lookedAt < FRESH.toNanos())) return known;
    lookedAt = now;
    CompletableFuture<T> begun = CompletableFuture.supplyAsync(look, Thread::startVirtualThread);
    latest = begun;
    return begun;
  }
}
