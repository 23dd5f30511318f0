package id.kuota.http.admission;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Lets so many pass at the same time; the others wait and pass in the order in which they came. How
 * many may wait is not bounded here: whoever comes has a place already. Thread-safe.
 */
final class Turnstile {

  private final Executor executor;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private int inside;

  /**
   * Nobody is inside.
   *
   * @param executor runs those that had to wait: not the thread of whoever makes room, which may be
   *     that of an entity
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
    var done = new CompletableFuture<T>();
    Runnable begin = () -> begin(work, width, done);
    if (enter(begin, width.getAsInt())) begin.run();
    return done;
  }

  private synchronized boolean enter(Runnable begin, int width) {
    if (inside >= width || !waiting.isEmpty()) {
      waiting.add(begin);
      return false;
    }
    inside++;
    return true;
  }

  private <T> void begin(
      Supplier<CompletionStage<T>> work, IntSupplier width, CompletableFuture<T> done) {
    CompletionStage<T> stage;
    try {
      stage = work.get();
    } catch (RuntimeException bug) {
      stage = CompletableFuture.failedStage(bug);
    }
    stage.whenComplete(
        (result, failure) -> {
          leave(width.getAsInt()).forEach(executor::execute);
          if (failure == null) done.complete(result);
          else done.completeExceptionally(failure);
        });
  }

  /** Whoever can enter now. */
  private synchronized List<Runnable> leave(int width) {
    inside--;
    if (waiting.isEmpty()) return List.of();
    var next = new ArrayList<Runnable>();
    while (inside < width && !waiting.isEmpty()) {
      next.add(waiting.remove());
      inside++;
    }
    return next;
  }
}
