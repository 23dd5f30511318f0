package id.kuota.http.payment.midtrans;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.TraceContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The addresses of Midtrans that the adapter uses. A stage fails if there is no answer to read. */
final class MidtransApi {

  /** What a merchant puts here, and in two like it, comes back with each notification. */
  static final String TRACE_FIELD = "custom_field2";

  private static final long ANSWER_BYTES_MAX = 64 * 1024;

  /** For a body that has begun to come. */
  private static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(8);

  private static final JsonMapper JSON = new JsonMapper();

  private final ClassicActorSystemProvider system;
  private final MidtransSettings settings;
  private final Wire wire;
  private final RawHeader authorization;

  MidtransApi(ClassicActorSystemProvider system, MidtransSettings settings, Wire wire) {
    this.system = system;
    this.settings = settings;
    this.wire = wire;
    byte[] userAndPassword = (settings.serverKey() + ":").getBytes(UTF_8);
    this.authorization =
        RawHeader.create(
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(userAndPassword));
  }

  CompletionStage<Reply> begin(ObjectNode form) {
    trace().ifPresent(trace -> form.put(TRACE_FIELD, trace));
    HttpRequest request =
        withBody(HttpRequest.POST(settings.snap() + "/snap/v1/transactions"), form);
    return send(
        settings
            .notifications()
            .map(url -> request.addHeader(RawHeader.create("X-Override-Notification", url)))
            .orElse(request));
  }

  CompletionStage<Reply> status(PaymentId payment) {
    return send(HttpRequest.GET(address(payment, "status")));
  }

  CompletionStage<Reply> expire(PaymentId payment) {
    return send(HttpRequest.POST(address(payment, "expire")));
  }

  CompletionStage<Reply> cancel(PaymentId payment) {
    return send(HttpRequest.POST(address(payment, "cancel")));
  }

  CompletionStage<Reply> refund(PaymentId payment, ObjectNode form) {
    return send(withBody(HttpRequest.POST(address(payment, "refund")), form));
  }

  private String address(PaymentId payment, String what) {
    return settings.api() + "/v2/" + payment.value() + "/" + what;
  }

  private CompletionStage<Reply> send(HttpRequest request) {
    return wire.send(
            traced(request)
                .addHeader(authorization)
                .addHeader(RawHeader.create("Accept", "application/json")))
        .thenCompose(this::read);
  }

  /** Says which trace the request belongs to; Midtrans may ignore it. */
  private static HttpRequest traced(HttpRequest request) {
    return trace()
        .map(trace -> request.addHeader(RawHeader.create(TraceContext.HEADER, trace)))
        .orElse(request);
  }

  private static Optional<String> trace() {
    return Span.current().context().traces().stream().findFirst().map(TraceContext::traceparent);
  }

  private CompletionStage<Reply> read(HttpResponse response) {
    return response
        .entity()
        .withSizeLimit(ANSWER_BYTES_MAX)
        .toStrict(ANSWER_TIME_MAX.toMillis(), system)
        .thenApply(body -> Reply.of(response.status().intValue(), json(body.getData().toArray())));
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException("the answer is not JSON", e);
    }
  }

  private static HttpRequest withBody(HttpRequest request, ObjectNode form) {
    try {
      return request.withEntity(ContentTypes.APPLICATION_JSON, JSON.writeValueAsBytes(form));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }
}
