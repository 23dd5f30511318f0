package id.kuota.http.edge.route;

import id.kuota.engine.telemetry.CallContext;
import id.kuota.engine.telemetry.TraceContext;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Makes the answer of a problem. */
public final class Problems {

  /** On the answer of a problem: its code, for those who count. */
  public static final AttributeKey<ProblemCode> CODE =
      AttributeKey.create("problem", ProblemCode.class);

  /** The header with the id of an answer's trace: what support asks a caller for. */
  public static final String TRACE_ID = "Trace-Id";

  private static final ContentType.WithFixedCharset PROBLEM_JSON =
      ContentTypes.create(
          MediaTypes.customWithFixedCharset(
              "application", "problem+json", HttpCharsets.UTF_8, Map.of(), false));

  private static final HttpHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");

  /** A challenge says how to get in (RFC 9110, 11.6.1). */
  private static final HttpHeader CHALLENGE =
      RawHeader.create("WWW-Authenticate", "Bearer realm=\"kuota\"");

  private static final ByteString TRACE_MEMBER = ByteString.fromString(",\"trace_id\":\"");
  private static final ByteString MEMBER_END = ByteString.fromString("\"}");

  private Problems() {}

  /**
   * Returns an answer with the ids of its trace: in two headers, and in a problem as a member.
   *
   * @param request with one trace
   */
  public static HttpResponse traced(HttpResponse answer, CallContext request) {
    TraceContext trace = request.traces().getFirst();
    HttpResponse marked =
        answer
            .addHeader(RawHeader.create(TraceContext.HEADER, trace.traceparent()))
            .addHeader(RawHeader.create(TRACE_ID, trace.traceId()));
    return answer.getAttribute(CODE).isPresent()
            && answer.entity() instanceof HttpEntity.Strict strict
            && strict.getContentType().equals(PROBLEM_JSON)
        ? marked.withEntity(HttpEntities.create(PROBLEM_JSON, with(strict.getData(), trace)))
        : marked;
  }

  /** The member comes last, so that the body need not be written a second time. */
  private static ByteString with(ByteString body, TraceContext trace) {
    return body.dropRight(1)
        .concat(TRACE_MEMBER)
        .concat(ByteString.fromString(trace.traceId()))
        .concat(MEMBER_END);
  }

  /**
   * Returns the answer.
   *
   * @param instance the path of the request; null if it is not known
   */
  public static HttpResponse answer(Problem problem, @Nullable String instance) {
    HttpResponse response =
        HttpResponse.create()
            .withStatus(StatusCodes.get(problem.code().status()))
            .withEntity(HttpEntities.create(PROBLEM_JSON, Json.bytes(body(problem, instance))))
            .addAttribute(CODE, problem.code())
            .addHeader(NO_STORE);
    if (isChallenged(problem.code())) response = response.addHeader(CHALLENGE);
    Duration pause = problem.retryAfter();
    return pause == null
        ? response
        : response.addHeader(
            RawHeader.create("Retry-After", Long.toString(Math.max(1, pause.toSeconds()))));
  }

  private static boolean isChallenged(ProblemCode code) {
    return switch (code) {
      case UNAUTHORIZED, TOKEN_EXPIRED, TOKEN_REVOKED, DEVICE_KEY_INVALID -> true;
      default -> false;
    };
  }

  private static Map<String, Object> body(Problem problem, @Nullable String instance) {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", problem.code().page());
    body.put("title", problem.code().title());
    body.put("status", problem.code().status());
    String detail = problem.detail();
    body.put("detail", detail == null ? problem.code().title() + "." : detail);
    if (instance != null) body.put("instance", instance);
    body.put("code", problem.code().code());
    if (!problem.faults().isEmpty()) body.put("errors", problem.faults());
    body.putAll(problem.members());
    return body;
  }
}
