package id.kuota.http.telemetry;

import id.kuota.engine.telemetry.CallContext;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.TraceContext;
import java.util.List;

/**
 * A sampled span of another node, or of an earlier time: only its parts are recorded here.
 *
 * @param context of one trace
 */
record ArrivedSpan(FinishedSpan.Sink sink, CallContext context) implements Span {

  @Override
  public Span child(String name) {
    return child(name, List.of());
  }

  @Override
  public Span child(String name, List<TraceContext> links) {
    return RecordedSpan.below(new LocalTrace(sink, true), context, name, links);
  }

  @Override
  public Span with(String key, String value) {
    return this;
  }

  @Override
  public Span with(String key, long value) {
    return this;
  }

  @Override
  public void fail(String why) {}

  @Override
  public void keep() {}

  @Override
  public void end() {}

  @Override
  public boolean isRecorded() {
    return true;
  }
}
