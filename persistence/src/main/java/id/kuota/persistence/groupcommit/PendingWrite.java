package id.kuota.persistence.groupcommit;

import id.kuota.engine.telemetry.CallContext;
import id.kuota.engine.telemetry.Span;
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
  private final long sinceNanos = System.nanoTime();
  private final Span request;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private List<EventRow> rows = List.of();
  private Span span = Span.none();

  /**
   * Creates a write that waits.
   *
   * @param request which it is a part of
   */
  PendingWrite(Supplier<List<EventRow>> source, Span request) {
    this.source = source;
    this.request = request;
  }

  /** Makes the rows; false if that failed, and then the write has failed too. */
  boolean prepare() {
    try {
      rows = List.copyOf(source.get());
      if (request.isRecorded()) beginSpan();
      return true;
    } catch (Throwable bug) { // Also a stack that overflows: it is about this write alone.
      fail(bug);
      return false;
    }
  }

  /** The rows say whose they are, for the projections that read them. */
  private void beginSpan() {
    span = request.child("journal write");
    CallContext context = span.context();
    if (!context.isSampled()) return;
    byte[] trace = context.toBytes();
    rows = rows.stream().map(row -> row.tracedAs(trace)).toList();
  }

  /** Returns the rows, all or none of which are written. Empty before {@link #prepare}. */
  List<EventRow> rows() {
    return rows;
  }

  /** Returns whose rows they are. Not before {@link #prepare}, nor if there are none. */
  String persistenceId() {
    return rows.getFirst().persistenceId();
  }

  /** Returns when it came, by {@link System#nanoTime}. */
  long sinceNanos() {
    return sinceNanos;
  }

  /** Completes when the rows are in the journal, or fails. */
  CompletableFuture<Void> done() {
    return done;
  }

  void succeed() {
    span.end();
    done.complete(null);
  }

  void fail(Throwable cause) {
    span.fail(cause.getClass().getSimpleName());
    span.end();
    done.completeExceptionally(cause);
  }
}
