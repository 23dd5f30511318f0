package id.kuota.http.edge.admission;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A concurrency gate: work above the limit waits and passes in the order in which it came. The
 * queue is not bounded here: every arrival has a place already. Thread-safe.
 */
final class ConcurrencyGate {

  private final Executor executor;
  private final ArrayDeque<Visit<?>> waiting = new ArrayDeque<>();
  private int inside;

  /**
   * Creates an empty gate.
   *
   * @param executor runs the work that had to wait: not the thread that makes room, which may be
   *     that of an entity. When it takes no more, waiting work fails
   */
  ConcurrencyGate(Executor executor) {
    this.executor = executor;
  }

  /**
   * Does the work as soon as there is room. It is inside until its stage is complete.
   *
   * @param width how many may be inside now, at least 1; asked at each arrival and departure, so a
   *     change admits waiting work at the next departure
   * @return completes as the work does; fails if the work cannot even begin
   */
  <T> CompletionStage<T> pass(Supplier<CompletionStage<T>> work, IntSupplier width) {
    var visit = new Visit<>(work, width, new CompletableFuture<T>());
    if (enter(visit, width.getAsInt())) begin(visit);
    return visit.done();
  }

  /** Returns how much work waits now. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** Returns how much work is inside now. */
  synchronized int inside() {
    return inside;
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

  /** Admits as much waiting work as there is room for. */
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

  /** Returns the next to enter; null if none waits or there is no room. */
  private synchronized @Nullable Visit<?> next(IntSupplier width) {
    if (waiting.isEmpty() || inside >= width.getAsInt()) return null;
    inside++;
    return waiting.remove();
  }
}
