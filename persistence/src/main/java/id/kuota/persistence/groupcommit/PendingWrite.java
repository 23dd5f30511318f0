package id.kuota.persistence.groupcommit;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The events that one entity wants written together, and who waits for it.
 *
 * @param rows all or none of them
 * @param done completes when they are in the journal, or fails
 */
record PendingWrite(List<EventRow> rows, CompletableFuture<Void> done) {

  PendingWrite {
    rows = List.copyOf(rows);
  }

  void succeed() {
    done.complete(null);
  }

  void fail(Throwable cause) {
    done.completeExceptionally(cause);
  }
}
