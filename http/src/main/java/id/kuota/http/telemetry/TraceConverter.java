package id.kuota.http.telemetry;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import id.kuota.engine.telemetry.Span;

/**
 * The trace of the request that a thread works for, in a line of the log; nothing if it works for
 * none. It is looked up when there is a line to write, so no request pays for it. Named in {@code
 * logback.xml}.
 */
public final class TraceConverter extends ClassicConverter {

  @Override
  public String convert(ILoggingEvent event) {
    String trace = Span.current().traceId();
    return trace.isEmpty() ? "" : " trace=" + trace;
  }
}
