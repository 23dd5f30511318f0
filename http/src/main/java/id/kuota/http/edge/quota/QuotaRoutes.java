package id.kuota.http.edge.quota;

import id.kuota.engine.Engine;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Explain a quota and change its capacity. */
public record QuotaRoutes(Engine engine, OperatorDoor operator) implements RouteGroup {

  private static final HttpHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/quotas/{quota}", operator.guard(Scope.READ, this::read)),
        Route.post(
            "/v1/quotas/{quota}/capacity", operator.guard(Scope.SALES, this::changeCapacity)));
  }

  private CompletionStage<HttpResponse> read(RequestContext context) {
    return withQuota(context, quota -> explained(context, quota));
  }

  private CompletionStage<HttpResponse> changeCapacity(RequestContext context) {
    return withQuota(
        context,
        quota ->
            context.withBody(
                body -> ChangeCapacityForm.read(body, context.author()),
                change -> changeCapacity(context, quota, change)));
  }

  private CompletionStage<HttpResponse> changeCapacity(
      RequestContext context, QuotaId quota, QuotaRequest.ChangeCapacity change) {
    return engine
        .quotas()
        .ask(quota, change)
        .thenCompose(
            answer ->
                switch (answer) {
                  case QuotaAnswer.CapacityIs is -> explained(context, quota);
                  case QuotaAnswer.Refused(var reason, var available) ->
                      context.refuse(problem(reason, change.capacity()));
                  case QuotaAnswer.Granted granted -> throw mismatch(answer);
                  case QuotaAnswer.Ended ended -> throw mismatch(answer);
                });
  }

  private CompletionStage<HttpResponse> explained(RequestContext context, QuotaId quota) {
    return engine
        .quotas()
        .explain(quota)
        .thenApply(
            found ->
                found
                    .map(view -> Json.answer(200, QuotaJson.of(view)).addHeader(NO_STORE))
                    .orElseGet(() -> context.problem(Problem.of(ProblemCode.QUOTA_NOT_FOUND))));
  }

  private static CompletionStage<HttpResponse> withQuota(
      RequestContext context, Function<QuotaId, CompletionStage<HttpResponse>> next) {
    String id = context.parameter("quota");
    // What one buyer has of a sale is private.
    return QuotaId.isValid(id) && !new QuotaId(id).isPersonal()
        ? next.apply(new QuotaId(id))
        : context.refuse(Problem.of(ProblemCode.QUOTA_NOT_FOUND));
  }

  private static Problem problem(QuotaRefusal reason, long capacity) {
    return switch (reason) {
      case OVERLOADED -> Problem.overloaded();
      case UNANSWERED -> Problem.outcomeUnknown();
      case QUOTA_UNKNOWN -> Problem.of(ProblemCode.QUOTA_NOT_FOUND);
      case CAPACITY_BELOW_USE ->
          Problem.of(
              ProblemCode.CAPACITY_BELOW_USE,
              "More than %d units are held and sold. To cut all the same, send \"force\": true."
                  .formatted(capacity));
      case HOLD_EXPIRED, HOLD_CHANGED, TAKEN_FOR_NOW, SOLD_OUT ->
          throw new IllegalStateException("a change of capacity cannot be refused " + reason);
    };
  }

  private static IllegalStateException mismatch(QuotaAnswer answer) {
    return new IllegalStateException("a change of capacity cannot be answered " + answer);
  }
}
