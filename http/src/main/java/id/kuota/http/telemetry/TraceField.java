package id.kuota.http.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import id.kuota.engine.telemetry.Span;
import java.io.IOException;
import net.logstash.logback.composite.AbstractJsonProvider;

/** {@link TraceConverter} for logs in JSON: the field {@code trace}. Named in their settings. */
public final class TraceField extends AbstractJsonProvider<ILoggingEvent> {

  @Override
  public void writeTo(JsonGenerator generator, ILoggingEvent event) throws IOException {
    String trace = Span.current().traceId();
    if (!trace.isEmpty()) generator.writeStringField("trace", trace);
  }
}
