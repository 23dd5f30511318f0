package id.kuota.http.edge.server;

import id.kuota.engine.OverloadedException;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.engine.telemetry.Traces;
import id.kuota.http.edge.admission.Admission;
import id.kuota.http.edge.connection.EdgeServer;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Bodies;
import id.kuota.http.edge.route.Problems;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.http.edge.route.Router;
import id.kuota.http.log.EdgeLog;
import id.kuota.http.telemetry.RecentLatency;
import id.kuota.http.telemetry.SlowRequests;
import id.kuota.http.telemetry.TracesSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.model.headers.TimeoutAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All addresses of the edge as one function. Thread-safe; never blocks; the stage never fails. */
public final class HttpEdge implements EdgeServer.Service {

  private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);

  private static final List<String> ALL_METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");

  private final Router router;
  private final Bodies bodies;
  private final Admission admission;
  private final CrossOrigin origins;
  private final EdgeMetrics metrics;
  private final EdgeTraces traces;

  private HttpEdge(
      Router router,
      Bodies bodies,
      Admission admission,
      CrossOrigin origins,
      EdgeMetrics metrics,
      EdgeTraces traces) {
    this.router = router;
    this.bodies = bodies;
    this.admission = admission;
    this.origins = origins;
    this.metrics = metrics;
    this.traces = traces;
  }

  /**
   * Creates an edge of these route groups.
   *
   * @param admission shared with the routes
   * @param policy which pages may use more than the public reads, and how API clients are told
   *     apart from buyers
   */
  public static HttpEdge create(
      ActorSystem<?> system, Admission admission, EdgePolicy policy, List<RouteGroup> groups) {
    return create(
        system,
        admission,
        policy,
        new SlowRequests(TracesSettings.OFF.slow()),
        new RecentLatency(System::nanoTime),
        groups);
  }

  /**
   * Creates an edge of these route groups.
   *
   * @param slow is given the requests that take long or fail
   * @param orders is given the times in which orders are answered
   */
  public static HttpEdge create(
      ActorSystem<?> system,
      Admission admission,
      EdgePolicy policy,
      SlowRequests slow,
      RecentLatency orders,
      List<RouteGroup> groups) {
    return new HttpEdge(
        new Router(groups),
        new Bodies(system),
        admission,
        policy.origins(),
        new EdgeMetrics(Telemetry.of(system), policy.clients(), orders),
        new EdgeTraces(Traces.of(system), slow, Clock.systemUTC()));
  }

  /** Returns every address that the edge knows. */
  public List<Route> routes() {
    return router.routes();
  }

  /** Answers one request. */
  @Override
  public CompletionStage<HttpResponse> handle(HttpRequest request) {
    if (TornHeaders.areIn(request)) {
      return answerAfter(request, torn());
    }
    return switch (router.find(request.method().name(), request.getUri().path())) {
      case Router.Match(var route, var parameters) -> {
        var context = new RequestContext(request, parameters, bodies);
        EdgeMetrics.Request measured = metrics.began(route, context);
        EdgeTraces.Exchange exchange = traces.began(request, route);
        answerInTime(route, context, measured, exchange);
        yield handle(route, context, exchange)
            .thenApply(
                answer ->
                    exchange.answered(origins.onAnswer(request, route, measured.answered(answer))));
      }
      case Router.OtherMethods found ->
          answerAfter(request, metrics.refused(otherMethod(request, found)));
      case Router.Nothing nothing -> answerAfter(request, metrics.refused(nothingThere(request)));
    };
  }

  private CompletionStage<HttpResponse> answerAfter(HttpRequest request, HttpResponse answer) {
    return bodies.answerAfter(request, EdgeTraces.marked(request, answer));
  }

  @Override
  public CompletionStage<HttpResponse> refuse(HttpRequest request) {
    return refuse(
        request,
        Problem.overloaded()
            .withDetail("Too many requests of this address are in flight. Nothing was done."));
  }

  /** Answers with a problem, whatever is asked for. */
  public CompletionStage<HttpResponse> refuse(HttpRequest request, Problem problem) {
    return answerAfter(request, metrics.refused(Problems.answer(problem, request.getUri().path())));
  }

  private HttpResponse nothingThere(HttpRequest request) {
    String path = request.getUri().path();
    return isOptions(request) && path.isEmpty()
        ? options(ALL_METHODS) // OPTIONS *: about the server as a whole (RFC 9110, 9.3.7).
        : origins.onOther(request, Problems.answer(Problem.of(ProblemCode.NOT_FOUND), path));
  }

  private CompletionStage<HttpResponse> handle(
      Route route, RequestContext context, EdgeTraces.Exchange exchange) {
    CompletionStage<HttpResponse> answer;
    try {
      answer = exchange.span().call(() -> ask(route, context));
    } catch (RuntimeException bug) {
      answer = CompletableFuture.failedFuture(bug);
    }
    return answer
        .handle(
            (response, failure) ->
                failure == null
                    ? response
                    : exchange.span().call(() -> context.problem(problem(failure, route))))
        .thenCompose(context::answerAfterUnreadBody);
  }

  private CompletionStage<HttpResponse> ask(Route route, RequestContext context) {
    return admission
        .limits()
        .address(
            context,
            route,
            () ->
                route.looksSomethingUp()
                    ? admission.read(context, () -> route.handler().handle(context))
                    : route.handler().handle(context));
  }

  /** What the server answers by itself if the handler is still silent after request-timeout. */
  private void answerInTime(
      Route route,
      RequestContext context,
      EdgeMetrics.Request measured,
      EdgeTraces.Exchange exchange) {
    context
        .request()
        .getHeader(TimeoutAccess.class)
        .ifPresent(
            access ->
                access
                    .timeoutAccess()
                    .updateHandler(
                        late ->
                            exchange.marked(
                                origins.onAnswer(
                                    context.request(),
                                    route,
                                    measured.answered(
                                        context.problem(Problem.outcomeUnknown()))))));
  }

  private static Problem problem(Throwable failure, Route route) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          problem(wrapped.getCause(), route);
      case TimeoutException late -> Problem.outcomeUnknown();
      case OverloadedException full -> Problem.overloaded();
      default -> {
        String incident = Long.toHexString(ThreadLocalRandom.current().nextLong());
        EdgeLog.REQUEST_FAILED.logThrown(LOG, failure, incident, route.method(), route.path());
        yield Problem.of(
            ProblemCode.INTERNAL_ERROR, "It is in the log as incident %s.".formatted(incident));
      }
    };
  }

  /** Whatever comes after it on this connection may be part of it, and is not read. */
  private static HttpResponse torn() {
    Problem problem =
        Problem.of(ProblemCode.MALFORMED_REQUEST, "A header has a line break in its value.");
    return Problems.answer(problem, null).addHeader(Connection.create("close"));
  }

  private HttpResponse otherMethod(HttpRequest request, Router.OtherMethods found) {
    var methods = new ArrayList<>(found.allowed());
    if (methods.contains("GET")) methods.add("HEAD");
    methods.add("OPTIONS");
    if (isOptions(request)) return origins.onOptions(request, found, options(methods));
    Problem problem = Problem.of(ProblemCode.METHOD_NOT_ALLOWED);
    return origins.onOther(
        request, Problems.answer(problem, request.getUri().path()).addHeader(allow(methods)));
  }

  private static boolean isOptions(HttpRequest request) {
    return request.method().name().equals("OPTIONS");
  }

  /** 200 and not 204: load balancers that ask by OPTIONS, as HAProxy does, may want just that. */
  private static HttpResponse options(List<String> methods) {
    return HttpResponse.create().addHeader(allow(methods));
  }

  private static RawHeader allow(List<String> methods) {
    return RawHeader.create("Allow", String.join(", ", methods));
  }
}
