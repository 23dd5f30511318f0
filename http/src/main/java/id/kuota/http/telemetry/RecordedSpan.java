package id.kuota.http.telemetry;

import id.kuota.engine.telemetry.CallContext;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.TraceContext;
import id.kuota.engine.telemetry.Traces;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A span that goes to a collector when it has ended, if its trace is kept. */
final class RecordedSpan implements Span {

  /** What a span has room for; more is left out. */
  static final int ATTRIBUTES_MAX = 16;

  private static final Clock CLOCK = Clock.systemUTC();

  private final LocalTrace trace;
  private final CallContext context;
  private final TraceContext own;
  private final long parent;
  private final boolean isRequest;
  private final String name;
  private final List<TraceContext> links;
  private final long startNanos = epochNanos();
  private final long startTicks = System.nanoTime();
  private Map<String, Object> attributes = Map.of();
  private FinishedSpan.Kind kind;
  private @Nullable String failure;
  private boolean ended;

  /**
   * Begins a span.
   *
   * @param context its own
   * @param parent the id of the span that it is a part of; 0 if there is none
   * @param isRequest whether its end is that of the request
   */
  RecordedSpan(
      LocalTrace trace,
      CallContext context,
      long parent,
      boolean isRequest,
      String name,
      List<TraceContext> links) {
    this.trace = trace;
    this.context = context;
    this.own = context.traces().getFirst();
    this.parent = parent;
    this.isRequest = isRequest;
    this.name = name;
    this.links = links;
    this.kind = isRequest ? FinishedSpan.Kind.SERVER : FinishedSpan.Kind.INTERNAL;
  }

  /** Begins a part of a span that this node or another one has begun. */
  static Span below(LocalTrace trace, CallContext parent, String name, List<TraceContext> links) {
    TraceContext above = parent.traces().getFirst();
    var own =
        new TraceContext(above.traceHigh(), above.traceLow(), Traces.newId(), above.sampled());
    var context = new CallContext(List.of(own), parent.deadline(), parent.criticality());
    var others = links.stream().filter(link -> !link.isOfTraceOf(own)).toList();
    return new RecordedSpan(trace, context, above.span(), false, name, others);
  }

  @Override
  public Span child(String part) {
    return child(part, List.of());
  }

  @Override
  public Span child(String part, List<TraceContext> others) {
    return trace.isRecorded() ? below(trace, context, part, others) : Span.unrecorded(context);
  }

  @Override
  public Span with(String key, String value) {
    set(key, value);
    return this;
  }

  @Override
  public Span with(String key, long value) {
    set(key, value);
    return this;
  }

  private synchronized void set(String key, Object value) {
    if (ended) return;
    if (key.equals(KIND)) {
      if (value.equals(CLIENT)) kind = FinishedSpan.Kind.CLIENT;
      return;
    }
    if (attributes.isEmpty()) attributes = new LinkedHashMap<>();
    if (attributes.size() < ATTRIBUTES_MAX) attributes.put(key, value);
  }

  @Override
  public synchronized void fail(String why) {
    if (failure == null) failure = why;
  }

  @Override
  public void keep() {
    trace.keep();
  }

  @Override
  public void end() {
    FinishedSpan finished = finish();
    if (finished == null) return;
    trace.finished(finished);
    if (isRequest) trace.end();
  }

  private synchronized @Nullable FinishedSpan finish() {
    if (ended) return null;
    ended = true;
    long took = System.nanoTime() - startTicks;
    return new FinishedSpan(
        own, parent, name, kind, startNanos, startNanos + took, attributes, links, failure);
  }

  @Override
  public CallContext context() {
    return context;
  }

  @Override
  public boolean isRecorded() {
    return trace.isRecorded();
  }

  private static long epochNanos() {
    Instant now = CLOCK.instant();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
