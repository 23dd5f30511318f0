package id.kuota.http.admission;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many pass at the same time; the others wait and pass in the order in which they came. How
 * many may wait is not bounded here: whoever comes has a place already. Thread-safe.
 */
final class Turnstile {

  private final Executor executor;
  private final ArrayDeque<Visit<?>> waiting = new ArrayDeque<>();
  private int inside;

  /**
   * Nobody is inside.
   *
   * @param executor runs those that had to wait: not the thread of whoever makes room, which may be
   *     that of an entity. When it takes no more, those who wait fail
   */
  Turnstile(Executor executor) {
    this.executor = executor;
  }

  /**
   * Does the work as soon as there is room. It is inside until its stage is complete.
   *
   * @param width how many may be inside now, at least 1; asked each time when somebody comes or
   *     leaves, so a change lets in who waits when the next one leaves
   * @return completes as the work does; fails if the work cannot even begin
   */
  <T> CompletionStage<T> pass(Supplier<CompletionStage<T>> work, IntSupplier width) {
    var visit = new Visit<>(work, width, new CompletableFuture<T>());
    if (enter(visit, width.getAsInt())) begin(visit);
    return visit.done();
  }

  private record Visit<T>(
      Supplier<CompletionStage<T>> work, IntSupplier width, CompletableFuture<T> done) {}

  private synchronized boolean enter(Visit<?> visit, int width) {
    if (inside >= width || !waiting.isEmpty()) {
      waiting.add(visit);
      return false;
    }
    inside++;
    return true;
  }

  private <T> void begin(Visit<T> visit) {
    CompletionStage<T> stage;
    try {
      stage = visit.work().get();
    } catch (RuntimeException bug) {
      stage = CompletableFuture.failedStage(bug);
    }
    stage.whenComplete(
        (result, failure) -> {
          leave();
          letIn(visit.width());
          if (failure == null) visit.done().complete(result);
          else visit.done().completeExceptionally(failure);
        });
  }

  /** As many of those who wait as there is room for. */
  private void letIn(IntSupplier width) {
    for (Visit<?> next = next(width); next != null; next = next(width)) {
      Visit<?> entered = next;
      try {
        executor.execute(() -> begin(entered));
      } catch (RejectedExecutionException ending) {
        leave();
        entered.done().completeExceptionally(ending);
      }
    }
  }

  private synchronized void leave() {
    inside--;
  }

  /** Who enters now; null if nobody waits or there is no room. */
  private synchronized @Nullable Visit<?> next(IntSupplier width) {
    if (waiting.isEmpty() || inside >= width.getAsInt()) return null;
    inside++;
    return waiting.remove();
  }
}
