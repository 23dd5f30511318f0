package id.kuota.http.telemetry;

import id.kuota.engine.telemetry.TraceContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span that has ended.
 *
 * @param parent the id of the span that it is a part of; 0 if it is the first of its trace
 * @param startNanos since the epoch, like the end
 * @param attributes strings and numbers
 * @param failure null if it has not failed
 */
record FinishedSpan(
    TraceContext context,
    long parent,
    String name,
    Kind kind,
    long startNanos,
    long endNanos,
    Map<String, Object> attributes,
    List<TraceContext> links,
    @Nullable String failure) {

  /** What it is in a trace; the numbers are those of OTLP. */
  enum Kind {
    INTERNAL(1),
    SERVER(2),
    CLIENT(3);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /** Where finished spans go. Thread-safe; returns at once, never throws. */
  @FunctionalInterface
  interface Sink {
    void take(FinishedSpan span);
  }
}
