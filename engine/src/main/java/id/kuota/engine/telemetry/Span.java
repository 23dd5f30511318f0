package id.kuota.engine.telemetry;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A part of the work for a request: begun when it is made, until {@link #end}. A request that is
 * not recorded has one too; it records nothing and still knows the request's trace, deadline and
 * criticality. Thread-safe; no method blocks or throws.
 *
 * <p>Each thread has a current span: that of the request which it works for at this moment. Work
 * that goes to another thread takes its span along, by {@link #run}, {@link #across}, or {@link
 * SpanCarrier} beside a message.
 */
public interface Span {

  /**
   * A key: what a span is in a trace. Its value is {@link #CLIENT} for a call to another program.
   */
  String KIND = "span.kind";

  String CLIENT = "client";

  /** Begins a part of this one. */
  Span child(String name);

  /**
   * Begins a part of this one that also belongs to others.
   *
   * @param links the others, some of them at least
   */
  Span child(String name, List<TraceContext> links);

  /**
   * Adds what is worth knowing.
   *
   * @param value out of a bounded set; never a name, an address, a code or a key of a person
   */
  Span with(String key, String value);

  Span with(String key, long value);

  /** Notes that it has failed. */
  void fail(String why);

  /** Records the whole trace although it is not sampled: so much of it as this node has. */
  void keep();

  /** Ends it; the first time counts. */
  void end();

  /** Returns what other programs need to add to it. */
  CallContext context();

  /** Returns whether it is work for a request; all is but {@link #none}. */
  default boolean isForRequest() {
    return true;
  }

  /** Returns whether anything is recorded. */
  boolean isRecorded();

  /** Returns the id of the trace; empty if it is for no request. */
  default String traceId() {
    List<TraceContext> traces = context().traces();
    return traces.isEmpty() ? "" : traces.getFirst().traceId();
  }

  /** Runs something as work for this. */
  default void run(Runnable work) {
    CurrentSpan thread = CurrentSpan.ofThread();
    Span before = thread.replace(this);
    try {
      work.run();
    } finally {
      thread.replace(before);
    }
  }

  /** Runs something as work for this, and returns its result. */
  default <T> T call(Supplier<T> work) {
    CurrentSpan thread = CurrentSpan.ofThread();
    Span before = thread.replace(this);
    try {
      return work.get();
    } finally {
      thread.replace(before);
    }
  }

  /** Returns the span of work that is for no request. */
  static Span none() {
    return Unrecorded.NONE;
  }

  /** Returns the span that this thread works for; {@link #none} if it works for no request. */
  static Span current() {
    return CurrentSpan.ofThread().get();
  }

  /** Returns a stage like this one, what follows on which works for the current span. */
  static <T> CompletionStage<T> across(CompletionStage<T> stage) {
    Span span = current();
    if (!span.isForRequest()) return stage;
    var following = new CompletableFuture<T>();
    stage.whenComplete(
        (value, failure) ->
            span.run(
                () -> {
                  if (failure == null) following.complete(value);
                  else following.completeExceptionally(failure);
                }));
    return following;
  }

  /** Returns a span that records nothing, of a request that is known. */
  static Span unrecorded(CallContext context) {
    return new Unrecorded(context, true);
  }
}
