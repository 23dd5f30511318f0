package id.kuota.http.edge.refund;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.RefundId;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.order.OrderProblems;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.readmodel.Refunds;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Refunds, the ledger of an order, and tickets that are taken back; all of it for operators. */
public final class RefundRoutes implements RouteGroup {

  private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-store");
  private static final HttpHeader REPLAYED = RawHeader.create("Idempotent-Replayed", "true");
  private static final int REFERENCE_MAX = 200;

  private final Engine engine;
  private final OrderIds orders;
  private final Refunds refunds;
  private final BlockingReads reading;
  private final OperatorDoor operator;

  public RefundRoutes(
      Engine engine,
      ServerSecret secret,
      Refunds refunds,
      BlockingReads reading,
      OperatorDoor operator) {
    this.engine = engine;
    this.orders = new OrderIds(secret);
    this.refunds = refunds;
    this.reading = reading;
    this.operator = operator;
  }

  @Override
  public List<Route> routes() {
    var cancel = new TicketCancel(engine, orders);
    var retries = new RefundRetries(engine, refunds::page, reading);
    return List.of(
        Route.get("/v1/refunds", operator.guard(Scope.READ, this::list)),
        Route.post("/v1/refunds/retry", operator.guard(Scope.REFUNDS, retries::retry)),
        Route.get("/v1/orders/{order}/ledger", operator.guard(Scope.READ, this::ledger)),
        Route.post(
            "/v1/orders/{order}/refunds/{refund}/done",
            operator.guard(Scope.REFUNDS, this::doneByHand)),
        Route.post(
            "/v1/orders/{order}/refunds/{refund}/retry",
            operator.guard(Scope.REFUNDS, this::retry)),
        Route.post(
            "/v1/orders/{order}/refunds/{refund}/manual",
            operator.guard(Scope.REFUNDS, this::takeOver)),
        Route.post("/v1/orders/{order}/tickets/cancel", operator.guard(Scope.REFUNDS, cancel::all)),
        Route.post(
            "/v1/orders/{order}/tickets/{ticket}/cancel",
            operator.guard(Scope.REFUNDS, cancel::one)));
  }

  private CompletionStage<HttpResponse> list(RequestContext context) {
    return context.with(
        RefundPage.of(context),
        page ->
            reading.answer(
                context,
                () ->
                    Json.answer(
                            200,
                            RefundPageJson.of(
                                refunds.page(page.statuses(), page.after(), page.limit())))
                        .addHeader(PRIVATE)));
  }

  private CompletionStage<HttpResponse> ledger(RequestContext context) {
    return withOrder(
        context,
        order ->
            engine
                .orders()
                .look(order)
                .thenApply(
                    reply ->
                        switch (reply) {
                          case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) ->
                              Json.answer(200, LedgerJson.of(view)).addHeader(PRIVATE);
                          case Reply.Refused<OrderView, OrderRefused>(var refused) ->
                              context.problem(OrderProblems.of(refused));
                        }));
  }

  private CompletionStage<HttpResponse> doneByHand(RequestContext context) {
    return context.withBody(
        body -> body.text("reference", 1, REFERENCE_MAX),
        reference ->
            onRefund(
                context,
                refund ->
                    new OrderCommand.RecordRefundByHand(refund, reference, context.author())));
  }

  private CompletionStage<HttpResponse> retry(RequestContext context) {
    return onRefund(context, refund -> new OrderCommand.AskRefundAgain(refund, context.author()));
  }

  private CompletionStage<HttpResponse> takeOver(RequestContext context) {
    return onRefund(context, refund -> new OrderCommand.TakeRefundOver(refund, context.author()));
  }

  private CompletionStage<HttpResponse> onRefund(
      RequestContext context, Function<RefundId, OrderCommand.FromClient> command) {
    String refund = context.parameter("refund");
    if (!RefundId.isValid(refund)) {
      return context.refuse(Problem.of(ProblemCode.REFUND_NOT_FOUND));
    }
    var id = new RefundId(refund);
    return withOrder(
        context,
        order ->
            engine
                .orders()
                .ask(order, command.apply(id))
                .thenApply(
                    reply ->
                        switch (reply) {
                          case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) ->
                              answer(context, view, id, repeated);
                          case Reply.Refused<OrderView, OrderRefused>(var refused) ->
                              context.problem(OrderProblems.of(refused));
                        }));
  }

  private static HttpResponse answer(
      RequestContext context, OrderView order, RefundId id, boolean repeated) {
    HttpResponse answer =
        order.refunds().stream()
            .filter(refund -> refund.id().equals(id))
            .findFirst()
            .map(refund -> Json.answer(200, RefundJson.of(refund)).addHeader(PRIVATE))
            .orElseGet(() -> context.problem(Problem.of(ProblemCode.REFUND_NOT_FOUND)));
    return repeated ? answer.addHeader(REPLAYED) : answer;
  }

  private CompletionStage<HttpResponse> withOrder(
      RequestContext context, Function<OrderId, CompletionStage<HttpResponse>> next) {
    Optional<OrderId> order = orders.parse(context.parameter("order"));
    return order.isPresent()
        ? next.apply(order.get())
        : context.refuse(Problem.of(ProblemCode.ORDER_NOT_FOUND));
  }
}
