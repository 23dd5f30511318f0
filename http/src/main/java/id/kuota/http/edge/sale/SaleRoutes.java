package id.kuota.http.edge.sale;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.engine.sale.SaleView;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Conditional;
import id.kuota.http.edge.route.Handler;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** What an operator does with a sale. */
public record SaleRoutes(Engine engine, OperatorDoor operator, Clock clock) implements RouteGroup {

  private static final HttpHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");

  @Override
  public List<Route> routes() {
    return List.of(
        Route.put("/v1/sales/{sale}", operator.guard(Scope.SALES, this::setTerms)),
        Route.post(
            "/v1/sales/{sale}/open", operator.guard(Scope.SALES, steer(SaleCommand.OpenSale::new))),
        Route.post(
            "/v1/sales/{sale}/pause",
            operator.guard(Scope.SALES, steer(SaleCommand.PauseSale::new))),
        Route.post(
            "/v1/sales/{sale}/close",
            operator.guard(Scope.SALES, steer(SaleCommand.CloseSale::new))),
        Route.get("/v1/sales/{sale}/history", operator.guard(Scope.READ, this::history)));
  }

  private CompletionStage<HttpResponse> setTerms(RequestContext context) {
    String id = context.parameter("sale");
    if (!SaleId.isValid(id)) {
      return context.refuse(
          Problem.invalid(List.of(FieldError.inParameter("sale", "bad_format", SaleForm.ID))));
    }
    SaleId sale = new SaleId(id);
    return context.with(
        Precondition.read(context.header("If-Match"), context.header("If-None-Match")),
        precondition ->
            context.withBody(
                body -> SaleForm.read(body, engine.orders().payable()),
                terms -> setTerms(context, sale, precondition, terms)));
  }

  private CompletionStage<HttpResponse> setTerms(
      RequestContext context, SaleId sale, Precondition precondition, SaleTerms terms) {
    return switch (precondition) {
      case Precondition.Unsaid unsaid -> create(context, sale, terms, SaleProblems::of);
      case Precondition.MustBeNew mustBeNew -> create(context, sale, terms, SaleRoutes::notNew);
      case Precondition.MustExist mustExist -> replace(context, sale, terms, revision -> true);
      case Precondition.MustBeAt(var revisions) ->
          replace(context, sale, terms, revisions::contains);
    };
  }

  private CompletionStage<HttpResponse> create(
      RequestContext context,
      SaleId sale,
      SaleTerms terms,
      Function<SaleRefusal, Problem> problems) {
    var set = new SaleCommand.SetTerms(terms, OptionalLong.empty(), context.author());
    return engine.sales().ask(sale, set).thenApply(reply -> answer(context, reply, 201, problems));
  }

  private CompletionStage<HttpResponse> replace(
      RequestContext context, SaleId sale, SaleTerms terms, LongPredicate isExpected) {
    return engine
        .sales()
        .find(sale)
        .thenCompose(
            found -> {
              if (found.isEmpty() || !isExpected.test(found.get().revision())) {
                return context.refuse(SaleProblems.versionConflict());
              }
              var expected = OptionalLong.of(found.get().revision());
              return engine
                  .sales()
                  .ask(sale, new SaleCommand.SetTerms(terms, expected, context.author()))
                  .thenApply(reply -> answer(context, reply, 200, SaleProblems::of));
            });
  }

  private static Problem notNew(SaleRefusal refusal) {
    return refusal == SaleRefusal.REVISION_REQUIRED || refusal == SaleRefusal.SALE_CLOSED
        ? Problem.of(ProblemCode.VERSION_CONFLICT, "The sale exists already.")
        : SaleProblems.of(refusal);
  }

  private Handler steer(Function<String, SaleCommand.FromOperator> command) {
    return context ->
        withSale(
            context,
            sale ->
                engine
                    .sales()
                    .ask(sale, command.apply(context.author()))
                    .thenApply(reply -> answer(context, reply, 200, SaleProblems::of)));
  }

  private CompletionStage<HttpResponse> history(RequestContext context) {
    return withSale(
        context,
        sale ->
            engine
                .sales()
                .find(sale)
                .thenApply(
                    found ->
                        found
                            .map(view -> Json.answer(200, SaleHistoryJson.of(view)))
                            .map(answer -> answer.addHeader(NO_STORE))
                            .orElseGet(() -> context.problem(unknown()))));
  }

  private HttpResponse answer(
      RequestContext context,
      Reply<SaleView, SaleRefusal> reply,
      int status,
      Function<SaleRefusal, Problem> problems) {
    return switch (reply) {
      case Reply.Answered<SaleView, SaleRefusal>(var view, var repeated) ->
          Json.answer(status, SaleJson.of(view, clock.instant()))
              .addHeader(Conditional.etag(SaleJson.etag(view, clock.instant())))
              .addHeader(NO_STORE);
      case Reply.Refused<SaleView, SaleRefusal>(var refusal) ->
          context.problem(problems.apply(refusal));
    };
  }

  /** Finds the sale; a name that no sale can have is a sale that does not exist. */
  static CompletionStage<HttpResponse> withSale(
      RequestContext context, Function<SaleId, CompletionStage<HttpResponse>> next) {
    String id = context.parameter("sale");
    return SaleId.isValid(id) ? next.apply(new SaleId(id)) : context.refuse(unknown());
  }

  static Problem unknown() {
    return Problem.of(ProblemCode.SALE_NOT_FOUND);
  }
}
