package id.kuota.persistence.groupcommit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The events that one entity wants written together, and the caller that waits. Its rows are made
 * by the writer that takes it, so that the journal's actor does not serialise for all entities of
 * the node and no further thread is woken. Not thread-safe but for {@link #done}.
 */
final class PendingWrite {

  private final Supplier<List<EventRow>> source;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private List<EventRow> rows = List.of();

  PendingWrite(Supplier<List<EventRow>> source) {
    this.source = source;
  }

  /** Makes the rows; false if that failed, and then the write has failed too. */
  boolean prepare() {
    try {
      rows = List.copyOf(source.get());
      return true;
    } catch (Throwable bug) { // Also a stack that overflows: it is about this write alone.
      fail(bug);
      return false;
    }
  }

  /** Returns the rows, all or none of which are written. Empty before {@link #prepare}. */
  List<EventRow> rows() {
    return rows;
  }

  /** Completes when the rows are in the journal, or fails. */
  CompletableFuture<Void> done() {
    return done;
  }

  void succeed() {
    done.complete(null);
  }

  void fail(Throwable cause) {
    done.completeExceptionally(cause);
  }
}
