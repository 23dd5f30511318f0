package id.kuota.http.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import id.kuota.engine.telemetry.TraceContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Spans as a request of the OpenTelemetry Protocol over HTTP, in its form in JSON. */
final class OtlpJson {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int STATUS_ERROR = 2;

  private OtlpJson() {}

  /**
   * Returns the body of a request.
   *
   * @param resource what is said of the node
   */
  static byte[] request(Map<String, String> resource, List<FinishedSpan> spans) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("resourceSpans");
      json.writeStartObject();
      json.writeObjectFieldStart("resource");
      attributes(json, resource);
      json.writeEndObject();
      json.writeArrayFieldStart("scopeSpans");
      json.writeStartObject();
      json.writeObjectFieldStart("scope");
      json.writeStringField("name", "id.kuota");
      json.writeEndObject();
      json.writeArrayFieldStart("spans");
      for (FinishedSpan span : spans) write(json, span);
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) { // It goes to memory.
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, FinishedSpan span) throws IOException {
    json.writeStartObject();
    ids(json, span.context());
    if (span.parent() != 0) {
      json.writeStringField("parentSpanId", "%016x".formatted(span.parent()));
    }
    json.writeStringField("name", span.name());
    json.writeNumberField("kind", span.kind().number());
    json.writeStringField("startTimeUnixNano", Long.toString(span.startNanos()));
    json.writeStringField("endTimeUnixNano", Long.toString(span.endNanos()));
    attributes(json, span.attributes());
    if (!span.links().isEmpty()) {
      json.writeArrayFieldStart("links");
      for (TraceContext link : span.links()) {
        json.writeStartObject();
        ids(json, link);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    String failure = span.failure();
    if (failure != null) {
      json.writeObjectFieldStart("status");
      json.writeNumberField("code", STATUS_ERROR);
      json.writeStringField("message", failure);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void ids(JsonGenerator json, TraceContext context) throws IOException {
    json.writeStringField("traceId", context.traceId());
    json.writeStringField("spanId", context.spanId());
  }

  private static void attributes(JsonGenerator json, Map<String, ?> attributes) throws IOException {
    json.writeArrayFieldStart("attributes");
    for (Map.Entry<String, ?> one : attributes.entrySet()) {
      json.writeStartObject();
      json.writeStringField("key", one.getKey());
      json.writeObjectFieldStart("value");
      if (one.getValue() instanceof Long number) {
        json.writeStringField("intValue", Long.toString(number)); // 64 bits are text in JSON.
      } else {
        json.writeStringField("stringValue", one.getValue().toString());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
