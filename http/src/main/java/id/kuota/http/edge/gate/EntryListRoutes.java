package id.kuota.http.edge.gate;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.sale.EntryLists;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Conditional;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.http.edge.sale.Precondition;
import id.kuota.http.edge.sale.SaleProblems;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** What is entered: set by the operator, read by the devices at the gates. */
public record EntryListRoutes(Engine engine, GateGuard guard, OperatorDoor operator)
    implements RouteGroup {

  private static final HttpHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");

  /** For the device alone; it asks each time, which costs next to nothing if nothing is new. */
  private static final String CACHE = "private, no-cache";

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/sales/{sale}/lists", guard.steward(Scope.READ, this::read)),
        Route.put("/v1/sales/{sale}/lists", operator.guard(Scope.GATES, this::set)));
  }

  private CompletionStage<HttpResponse> read(RequestContext context, Steward steward) {
    return withSale(
        context,
        view ->
            steward.serves(view.sale())
                ? CompletableFuture.completedFuture(
                    Conditional.answer(
                        context,
                        etag(view),
                        CACHE,
                        () -> Json.answer(200, EntryListsJson.of(view))))
                : context.refuse(Problem.of(ProblemCode.FORBIDDEN)));
  }

  private CompletionStage<HttpResponse> set(RequestContext context) {
    return context.with(
        Precondition.read(context.header("If-Match"), context.header("If-None-Match")),
        precondition ->
            context.withBody(
                EntryListForm::read,
                lists -> withSale(context, view -> set(context, view, precondition, lists))));
  }

  private CompletionStage<HttpResponse> set(
      RequestContext context, SaleView view, Precondition precondition, EntryLists lists) {
    return switch (precondition) {
      case Precondition.Unsaid unsaid -> set(context, view, OptionalLong.empty(), lists);
      case Precondition.MustExist mustExist ->
          set(context, view, OptionalLong.of(view.revision()), lists);
      case Precondition.MustBeAt(var revisions) when revisions.contains(view.revision()) ->
          set(context, view, OptionalLong.of(view.revision()), lists);
      case Precondition.MustBeAt stale -> context.refuse(SaleProblems.versionConflict());
      case Precondition.MustBeNew mustBeNew -> context.refuse(SaleProblems.versionConflict());
    };
  }

  private CompletionStage<HttpResponse> set(
      RequestContext context, SaleView view, OptionalLong expected, EntryLists lists) {
    return engine
        .sales()
        .ask(view.sale(), new SaleCommand.SetLists(lists, expected, context.author()))
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Answered<SaleView, SaleRefusal>(var now, var repeated) ->
                      Json.answer(200, EntryListsJson.of(now))
                          .addHeader(Conditional.etag(etag(now)))
                          .addHeader(NO_STORE);
                  case Reply.Refused<SaleView, SaleRefusal>(var refusal) ->
                      context.problem(problem(refusal, lists, view));
                });
  }

  private static Problem problem(SaleRefusal refusal, EntryLists lists, SaleView view) {
    return refusal == SaleRefusal.LIST_OFFER_UNKNOWN
        ? Problem.invalid(EntryListForm.unknownOffers(lists, view))
        : SaleProblems.of(refusal);
  }

  /** Returns the revision of the sale, which grows with its lists, too. */
  private static String etag(SaleView view) {
    return "\"%d\"".formatted(view.revision());
  }

  private CompletionStage<HttpResponse> withSale(
      RequestContext context, Function<SaleView, CompletionStage<HttpResponse>> next) {
    String id = context.parameter("sale");
    if (!SaleId.isValid(id)) return context.refuse(unknown());
    return engine
        .sales()
        .find(new SaleId(id))
        .thenCompose(found -> found.map(next).orElseGet(() -> context.refuse(unknown())));
  }

  private static Problem unknown() {
    return Problem.of(ProblemCode.SALE_NOT_FOUND);
  }
}
