package id.kuota.http.edge.cancellation;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.sale.Cancellation;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.http.edge.sale.SaleProblems;
import id.kuota.persistence.readmodel.CancellationProgress;
import id.kuota.persistence.readmodel.Cancellations;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** An operator cancels an event, and sees how far its orders are paid back. */
public final class CancellationRoutes implements RouteGroup {

  /** Returns how far the orders of a sale are undone; see {@link Cancellations#progress}. */
  interface Progress {
    CancellationProgress of(SaleId sale, Cancellation cancellation);
  }

  private final Engine engine;
  private final Progress progress;
  private final BlockingReads reading;
  private final OperatorDoor operator;

  public CancellationRoutes(
      Engine engine, Cancellations cancellations, BlockingReads reading, OperatorDoor operator) {
    this(engine, cancellations::progress, reading, operator);
  }

  CancellationRoutes(
      Engine engine, Progress progress, BlockingReads reading, OperatorDoor operator) {
    this.engine = engine;
    this.progress = progress;
    this.reading = reading;
    this.operator = operator;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/sales/{sale}/cancellation", operator.guard(Scope.SALES, this::cancel)),
        Route.get("/v1/sales/{sale}/cancellation", operator.guard(Scope.READ, this::read)));
  }

  private CompletionStage<HttpResponse> cancel(RequestContext context) {
    return withSale(
        context,
        sale ->
            context.withBody(
                body -> CancellationRequest.read(body, sale, context.author()),
                command -> cancel(context, sale, command)));
  }

  private CompletionStage<HttpResponse> cancel(
      RequestContext context, SaleId sale, SaleCommand.CancelSale command) {
    return engine
        .sales()
        .ask(sale, command)
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Answered<SaleView, SaleRefusal>(var view, var repeated) ->
                      answer(context, 202, view);
                  case Reply.Refused<SaleView, SaleRefusal>(var refusal) ->
                      context.refuse(SaleProblems.of(refusal));
                });
  }

  private CompletionStage<HttpResponse> read(RequestContext context) {
    return withSale(
        context,
        sale ->
            engine
                .sales()
                .find(sale)
                .thenCompose(
                    found ->
                        found
                            .map(view -> answer(context, 200, view))
                            .orElseGet(() -> context.refuse(unknown()))));
  }

  private CompletionStage<HttpResponse> answer(RequestContext context, int status, SaleView view) {
    Optional<Cancellation> cancellation = view.cancellation();
    if (cancellation.isEmpty()) {
      return context.refuse(Problem.of(ProblemCode.CANCELLATION_NOT_FOUND));
    }
    return reading.answer(
        context,
        () -> {
          CancellationProgress now = progress.of(view.sale(), cancellation.get());
          return Json.answer(status, CancellationJson.of(view, cancellation.get(), now))
              .addHeader(RawHeader.create("Cache-Control", "private, no-store"));
        });
  }

  private static CompletionStage<HttpResponse> withSale(
      RequestContext context, Function<SaleId, CompletionStage<HttpResponse>> next) {
    String id = context.parameter("sale");
    return SaleId.isValid(id) ? next.apply(new SaleId(id)) : context.refuse(unknown());
  }

  private static Problem unknown() {
    return Problem.of(ProblemCode.SALE_NOT_FOUND);
  }
}
