package id.kuota.http.payment.simulator;

import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Bodies;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Problems;
import id.kuota.http.edge.route.Router;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All addresses of the simulator as one function: behind a port, or at the other end of an adapter
 * in the same process. Thread-safe; never blocks; the stage never fails.
 */
public final class FakeProgram {

  private static final Logger log = LoggerFactory.getLogger(FakeProgram.class);

  private final Router router;
  private final Bodies bodies;

  public FakeProgram(ClassicActorSystemProvider system, FakeGateway gateway) {
    this.router = new Router(List.of(gateway.api(), gateway.page()));
    this.bodies = new Bodies(system);
  }

  public CompletionStage<HttpResponse> handle(HttpRequest request) {
    String path = request.getUri().path();
    return switch (router.find(request.method().name(), path)) {
      case Router.Match(var route, var parameters) -> {
        var context = new RequestContext(request, parameters, bodies);
        CompletionStage<HttpResponse> answer;
        try {
          answer = route.handler().handle(context);
        } catch (RuntimeException bug) {
          answer = CompletableFuture.failedFuture(bug);
        }
        yield answer
            .handle((response, failure) -> failure == null ? response : broken(path, failure))
            .thenCompose(context::answerAfterUnreadBody);
      }
      case Router.OtherMethods other -> refuse(request, ProblemCode.METHOD_NOT_ALLOWED);
      case Router.Nothing nothing -> refuse(request, ProblemCode.NOT_FOUND);
    };
  }

  private CompletionStage<HttpResponse> refuse(HttpRequest request, ProblemCode code) {
    return bodies.answerAfter(request, Problems.answer(Problem.of(code), request.getUri().path()));
  }

  private static HttpResponse broken(String path, Throwable failure) {
    SimulatorLog.SIMULATOR_FAILED.logThrown(log, failure, path);
    return Problems.answer(Problem.of(ProblemCode.INTERNAL_ERROR), path);
  }
}
