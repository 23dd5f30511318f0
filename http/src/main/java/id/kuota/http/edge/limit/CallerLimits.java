package id.kuota.http.edge.limit;

import id.kuota.engine.ratelimit.Rate;
import id.kuota.engine.ratelimit.RateDecision;
import id.kuota.engine.ratelimit.RateLimit;
import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Outage;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.http.edge.connection.ClientAddress;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.log.EdgeLog;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets callers go on as often as they may, and tells the others when to come back. Thread-safe. */
public final class CallerLimits {

  /** Every caller may always go on. */
  public static final CallerLimits NONE =
      new CallerLimits(
          CallerRates.NONE,
          (limit, caller) -> {
            throw new IllegalStateException("there is no limit to ask for");
          },
          Telemetry.NONE);

  private static final Logger LOG = LoggerFactory.getLogger(CallerLimits.class);

  /** Takes one permit of a caller; see {@code RateLimiter.take}. */
  public interface Permits {
    CompletionStage<RateDecision> take(RateLimit limit, String caller);
  }

  private final Outage refusals =
      new Outage(EdgeLog.CALLERS_REFUSED, EdgeLog.CALLERS_ADMITTED, System::nanoTime);
  private final CallerRates rates;
  private final Permits permits;
  private final Map<CallerKind, Telemetry.Counter> refused = new EnumMap<>(CallerKind.class);

  public CallerLimits(CallerRates rates, Permits permits, Telemetry telemetry) {
    this.rates = rates;
    this.permits = permits;
    for (CallerKind kind : CallerKind.values()) {
      refused.put(kind, telemetry.counter(Metric.CALLERS_REFUSED, kind.word()));
    }
  }

  /** Goes on if the address of the client may ask this route once more. */
  public CompletionStage<HttpResponse> address(
      RequestContext context, Route route, Supplier<CompletionStage<HttpResponse>> next) {
    if (!route.isOfTheCrowd()) return next.get();
    Optional<InetAddress> client = ClientAddress.of(context.request());
    return client.isEmpty()
        ? next.get()
        : caller(context, CallerKind.ADDRESS, client.get().getHostAddress(), next);
  }

  /**
   * Goes on if a caller may ask once more.
   *
   * @param caller what tells it apart from others of its kind
   */
  public CompletionStage<HttpResponse> caller(
      RequestContext context,
      CallerKind kind,
      String caller,
      Supplier<CompletionStage<HttpResponse>> next) {
    Optional<RateLimit> limit = rates.of(kind);
    if (limit.isEmpty()) return next.get();
    CompletionStage<RateDecision> decision = permits.take(limit.get(), caller);
    if (decision instanceof CompletableFuture<RateDecision> future
        && future.isDone()
        && future.resultNow() instanceof RateDecision.Allowed) {
      return next.get(); // As almost always: from memory, on this thread.
    }
    return Span.across(decision)
        .thenCompose(
            decided ->
                switch (decided) {
                  case RateDecision.Allowed allowed -> next.get();
                  case RateDecision.Refused(var by, var pause) ->
                      CompletableFuture.completedFuture(refuse(context, kind, by, pause));
                });
  }

  private HttpResponse refuse(
      RequestContext context, CallerKind kind, RateLimit limit, Duration pause) {
    Objects.requireNonNull(refused.get(kind), "each kind has one").increment();
    refusals.failed(LOG, kind.word());
    long seconds = Math.max(1, pause.plusMillis(999).toSeconds());
    Problem problem =
        Problem.of(
                ProblemCode.RATE_LIMITED,
                "This %s has sent too many requests. Nothing was done.".formatted(kind.word()))
            .with("limit", kind.word())
            .retryAfter(Duration.ofSeconds(seconds));
    return context
        .problem(problem)
        .addHeader(RawHeader.create("RateLimit-Policy", policy(kind, limit)))
        .addHeader(
            RawHeader.create("RateLimit", "\"%s\";r=0;t=%d".formatted(kind.word(), seconds)));
  }

  /** As the IETF's draft-ietf-httpapi-ratelimit-headers-11 has it: quota and window in seconds. */
  private static String policy(CallerKind kind, RateLimit limit) {
    return "\"%s\";q=%d;w=%d, \"%s-longer\";q=%d;w=%d"
        .formatted(
            kind.word(),
            limit.moment().permits(),
            seconds(limit.moment()),
            kind.word(),
            limit.longer().permits(),
            seconds(limit.longer()));
  }

  private static long seconds(Rate rate) {
    return Math.max(1, rate.period().toSeconds());
  }
}
