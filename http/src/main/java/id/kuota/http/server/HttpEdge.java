package id.kuota.http.server;

import id.kuota.engine.OverloadedException;
import id.kuota.http.admission.Admission;
import id.kuota.http.cart.CartRoutes;
import id.kuota.http.connection.EdgeServer;
import id.kuota.http.order.OrderRoutes;
import id.kuota.http.page.GatePage;
import id.kuota.http.page.HealthRoutes;
import id.kuota.http.page.PageRoutes;
import id.kuota.http.problem.Problem;
import id.kuota.http.problem.ProblemCode;
import id.kuota.http.quota.QuotaRoutes;
import id.kuota.http.route.Bodies;
import id.kuota.http.route.Exchange;
import id.kuota.http.route.Problems;
import id.kuota.http.route.Route;
import id.kuota.http.route.RouteGroup;
import id.kuota.http.route.Router;
import id.kuota.http.sale.PublicSaleRoutes;
import id.kuota.http.sale.SaleRoutes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.model.headers.TimeoutAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All addresses of the edge as one function. Thread-safe; never blocks; the stage never fails. */
public final class HttpEdge implements EdgeServer.Service {

  private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);

  private final Router router;
  private final Bodies bodies;
  private final Admission admission;

  private HttpEdge(Router router, Bodies bodies, Admission admission) {
    this.router = router;
    this.bodies = bodies;
    this.admission = admission;
  }

  public static HttpEdge create(EdgeParts parts) {
    List<RouteGroup> groups = new ArrayList<>();
    groups.add(new OrderRoutes(parts.engine(), parts.secret(), parts.admission(), parts.clock()));
    groups.add(new CartRoutes(parts.engine(), parts.secret(), parts.admission(), parts.clock()));
    groups.add(new PublicSaleRoutes(parts.engine(), parts.clock()));
    groups.add(new SaleRoutes(parts.engine(), parts.operator(), parts.clock()));
    groups.add(new QuotaRoutes(parts.engine(), parts.operator()));
    groups.add(new HealthRoutes());
    groups.add(new PageRoutes());
    groups.add(new GatePage());
    groups.addAll(parts.more());
    return new HttpEdge(new Router(groups), new Bodies(parts.system()), parts.admission());
  }

  /** Every address that the edge knows. */
  public List<Route> routes() {
    return router.routes();
  }

  /** Answers one request. */
  @Override
  public CompletionStage<HttpResponse> handle(HttpRequest request) {
    if (TornHeaders.areIn(request)) {
      return bodies.answerAfter(request, torn());
    }
    return switch (router.find(request.method().name(), request.getUri().path())) {
      case Router.Match(var route, var parameters) ->
          handle(route, new Exchange(request, parameters, bodies));
      case Router.OtherMethods(var allowed) ->
          bodies.answerAfter(request, otherMethod(request, allowed));
      case Router.Nothing nothing ->
          bodies.answerAfter(
              request, Problems.answer(Problem.of(ProblemCode.NOT_FOUND), request.getUri().path()));
    };
  }

  @Override
  public CompletionStage<HttpResponse> refuse(HttpRequest request) {
    Problem problem =
        Problem.overloaded()
            .withDetail("Too many requests of this address are in flight. Nothing was done.");
    return bodies.answerAfter(request, Problems.answer(problem, request.getUri().path()));
  }

  private CompletionStage<HttpResponse> handle(Route route, Exchange exchange) {
    answerInTime(exchange);
    CompletionStage<HttpResponse> answer;
    try {
      answer =
          route.looksSomethingUp()
              ? admission.read(exchange, () -> route.handler().handle(exchange))
              : route.handler().handle(exchange);
    } catch (RuntimeException bug) {
      answer = CompletableFuture.failedFuture(bug);
    }
    return answer
        .handle(
            (response, failure) ->
                failure == null ? response : exchange.problem(problem(failure, route)))
        .thenCompose(exchange::answerAfterUnreadBody);
  }

  /** What the server answers by itself if the handler is still silent after request-timeout. */
  private static void answerInTime(Exchange exchange) {
    exchange
        .request()
        .getHeader(TimeoutAccess.class)
        .ifPresent(
            access ->
                access
                    .timeoutAccess()
                    .updateHandler(late -> exchange.problem(Problem.outcomeUnknown())));
  }

  private static Problem problem(Throwable failure, Route route) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          problem(wrapped.getCause(), route);
      case TimeoutException late -> Problem.outcomeUnknown();
      case OverloadedException full -> Problem.overloaded();
      default -> {
        String incident = Long.toHexString(ThreadLocalRandom.current().nextLong());
        LOG.error("incident {}: {} {} failed", incident, route.method(), route.path(), failure);
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

  private static HttpResponse otherMethod(HttpRequest request, List<String> allowed) {
    var methods = new ArrayList<>(allowed);
    if (methods.contains("GET")) methods.add("HEAD");
    methods.add("OPTIONS");
    HttpResponse answer =
        request.method().name().equals("OPTIONS")
            ? HttpResponse.create().withStatus(StatusCodes.NO_CONTENT)
            : Problems.answer(Problem.of(ProblemCode.METHOD_NOT_ALLOWED), request.getUri().path());
    return answer.addHeader(RawHeader.create("Allow", String.join(", ", methods)));
  }
}
