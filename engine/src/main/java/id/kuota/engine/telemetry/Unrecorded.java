package id.kuota.engine.telemetry;

import java.time.Instant;
import java.util.List;

/**
 * A span that records nothing.
 *
 * @param context of the request
 */
record Unrecorded(CallContext context, boolean isForRequest) implements Span {

  static final Span NONE =
      new Unrecorded(new CallContext(List.of(), Instant.EPOCH, Criticality.SHEDDABLE), false);

  @Override
  public Span child(String name) {
    return this;
  }

  @Override
  public Span child(String name, List<TraceContext> links) {
    return this;
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
    return false;
  }
}
