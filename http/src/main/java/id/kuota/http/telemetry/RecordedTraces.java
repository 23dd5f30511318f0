package id.kuota.http.telemetry;

import id.kuota.engine.telemetry.CallContext;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.TraceContext;
import id.kuota.engine.telemetry.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * The spans of a node that has a collector. Whether a trace is recorded is decided where it begins:
 * by the client, if it says so, else by chance. Of a trace that is not sampled this node keeps its
 * own spans until the request ends, in case that it is slow or fails.
 */
public final class RecordedTraces implements Traces {

  private final double sample;
  private final DoubleSupplier chance;
  private final FinishedSpan.Sink sink;

  /**
   * Creates traces.
   *
   * @param sample the part of the requests that is sampled, from 0 to 1
   * @param chance returns a number from 0 to 1, exclusive
   */
  RecordedTraces(double sample, DoubleSupplier chance, FinishedSpan.Sink sink) {
    this.sample = sample;
    this.chance = chance;
    this.sink = sink;
  }

  @Override
  public Span begin(String name, Optional<TraceContext> caller, CallContext request) {
    boolean sampled =
        caller.map(TraceContext::sampled).orElseGet(() -> chance.getAsDouble() < sample);
    return new RecordedSpan(
        new LocalTrace(sink, sampled),
        Traces.below(caller, request, sampled),
        caller.map(TraceContext::span).orElse(0L),
        true,
        name,
        List.of());
  }

  @Override
  public Span arrived(CallContext context) {
    if (!context.isSampled()) return Span.unrecorded(context);
    var spans = new ArrayList<Span>(context.traces().size());
    for (TraceContext trace : context.traces()) {
      if (!trace.sampled()) continue;
      var one = new CallContext(List.of(trace), context.deadline(), context.criticality());
      spans.add(new ArrivedSpan(sink, one));
    }
    return Traces.together(spans);
  }
}
