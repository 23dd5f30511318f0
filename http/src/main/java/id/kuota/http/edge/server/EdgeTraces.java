package id.kuota.http.edge.server;

import id.kuota.engine.telemetry.CallContext;
import id.kuota.engine.telemetry.Criticality;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.TraceContext;
import id.kuota.engine.telemetry.Traces;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Problems;
import id.kuota.http.edge.route.Route;
import id.kuota.http.telemetry.SlowRequest;
import id.kuota.http.telemetry.SlowRequests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request a span and each answer the id of its trace, and remembers requests that were
 * slow or have failed. Thread-safe.
 */
final class EdgeTraces {

  /** Then the server answers by itself: request-timeout in {@code http.conf}. */
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);

  private final Traces traces;
  private final SlowRequests slow;
  private final Clock clock;

  EdgeTraces(Traces traces, SlowRequests slow, Clock clock) {
    this.traces = traces;
    this.slow = slow;
    this.clock = clock;
  }

  /** Begins the span of a request. */
  Exchange began(HttpRequest request, Route route) {
    Instant now = clock.instant();
    var call = new CallContext(List.of(), now.plus(ANSWERED_WITHIN), criticality(route));
    Span span = traces.begin(route.method() + ' ' + route.path(), caller(request), call);
    return new Exchange(route, span, now, System.nanoTime());
  }

  /** Returns an answer that no route has given: it has a trace id, and no span. */
  static HttpResponse marked(HttpRequest request, HttpResponse answer) {
    var none = new CallContext(List.of(), Instant.EPOCH, Criticality.DEFAULT);
    return Problems.traced(answer, Traces.NONE.begin("", caller(request), none).context());
  }

  private static Optional<TraceContext> caller(HttpRequest request) {
    for (HttpHeader header : request.getHeaders()) {
      if (header.is(TraceContext.HEADER)) return TraceContext.parse(header.value());
    }
    return Optional.empty();
  }

  private static Criticality criticality(Route route) {
    if (route.path().startsWith("/v1/gates/") || route.path().endsWith("/notifications")) {
      return Criticality.CRITICAL;
    }
    return route.method().equals("GET") ? Criticality.SHEDDABLE : Criticality.DEFAULT;
  }

  /** A request on its way. */
  final class Exchange {

    private final Route route;
    private final Span span;
    private final Instant at;
    private final long sinceNanos;

    private Exchange(Route route, Span span, Instant at, long sinceNanos) {
      this.route = route;
      this.span = span;
      this.at = at;
      this.sinceNanos = sinceNanos;
    }

    Span span() {
      return span;
    }

    /** Returns the answer with the ids of its trace. */
    HttpResponse marked(HttpResponse answer) {
      return Problems.traced(answer, span.context());
    }

    /** Ends the span, and returns the answer with the ids of its trace. */
    HttpResponse answered(HttpResponse answer) {
      Duration took = Duration.ofNanos(System.nanoTime() - sinceNanos);
      int status = answer.status().intValue();
      if (span.isRecorded()) describe(answer, status);
      if (slow.takes(status, took)) {
        span.keep();
        slow.add(
            new SlowRequest(
                span.traceId(), route.method(), route.path(), status, took, at, code(answer)));
      }
      span.end();
      return marked(answer);
    }

    private void describe(HttpResponse answer, int status) {
      span.with("http.request.method", route.method())
          .with("http.route", route.path())
          .with("http.response.status_code", status);
      String code = code(answer);
      if (code != null) span.with("kuota.problem", code);
      if (status >= 500) span.fail(code == null ? "status " + status : code);
    }

    private static @Nullable String code(HttpResponse answer) {
      return answer.getAttribute(Problems.CODE).map(ProblemCode::code).orElse(null);
    }
  }
}
