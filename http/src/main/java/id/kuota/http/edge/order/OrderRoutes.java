package id.kuota.http.edge.order;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.http.edge.admission.Admission;
import id.kuota.http.edge.identity.ApiClient;
import id.kuota.http.edge.identity.ApiClients;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.limit.CallerKind;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.IdempotencyKey;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.http.edge.waitingroom.RoomDoor;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Place, read and cancel orders.
 *
 * @param door refuses those who were not let into the sale
 * @param admission shared with the other routes that place orders
 */
public record OrderRoutes(
    Engine engine,
    BuyerKeys buyers,
    OrderIds orders,
    ApiClients clients,
    RoomDoor door,
    Admission admission,
    Clock clock)
    implements RouteGroup {

  private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-store");
  private static final HttpHeader REPLAYED = RawHeader.create("Idempotent-Replayed", "true");

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/orders", this::place),
        Route.get("/v1/orders/{order}", this::read),
        Route.post("/v1/orders/{order}/cancel", this::cancel));
  }

  private CompletionStage<HttpResponse> place(RequestContext context) {
    return admission.order(
        context,
        () ->
            context.withKey(
                key ->
                    context.with(
                        clients.of(context),
                        client ->
                            context.withBody(
                                PlaceOrder::read, body -> place(context, key, client, body)))));
  }

  private CompletionStage<HttpResponse> place(
      RequestContext context, IdempotencyKey key, ApiClient client, PlaceOrder body) {
    BuyerKey spelling = buyers.of(body.buyer());
    Buyer person = buyers.buyer(body.buyer());
    OrderId order = orders.of(spelling, key.value(), client);
    return admission
        .limits()
        .caller(
            context,
            CallerKind.BUYER,
            person.key().value(),
            () ->
                door.enter(
                    context,
                    body.sale(),
                    person.key(),
                    () -> engine.orders().look(order).thenApply(Reply.Answered.class::isInstance),
                    () -> place(context, order, body, person, spelling)));
  }

  private CompletionStage<HttpResponse> place(
      RequestContext context, OrderId order, PlaceOrder body, Buyer person, BuyerKey spelling) {
    return engine
        .orders()
        .place(order, body.sale(), body.wanted(spelling, person))
        .thenApply(
            reply ->
                answer(
                    context,
                    reply,
                    answered -> {
                      door.held(context, body.sale(), body.units());
                      return created(answered);
                    }));
  }

  private CompletionStage<HttpResponse> read(RequestContext context) {
    return withOrder(
        context,
        order ->
            engine
                .orders()
                .look(order)
                .thenApply(reply -> answer(context, reply, found -> current(found.view()))));
  }

  private CompletionStage<HttpResponse> cancel(RequestContext context) {
    return context.withKey(
        key ->
            withOrder(
                context,
                order ->
                    engine
                        .orders()
                        .ask(order, new OrderCommand.CancelOrder())
                        .thenApply(reply -> answer(context, reply, this::cancelled))));
  }

  private CompletionStage<HttpResponse> withOrder(
      RequestContext context, Function<OrderId, CompletionStage<HttpResponse>> next) {
    return orders
        .parse(context.parameter("order"))
        .map(next)
        .orElseGet(() -> context.refuse(Problem.of(ProblemCode.ORDER_NOT_FOUND)));
  }

  private static HttpResponse answer(
      RequestContext context,
      Reply<OrderView, OrderRefused> reply,
      Function<Reply.Answered<OrderView, OrderRefused>, HttpResponse> found) {
    return switch (reply) {
      case Reply.Answered<OrderView, OrderRefused> answered -> found.apply(answered);
      case Reply.Refused<OrderView, OrderRefused>(var refused) ->
          context.problem(OrderProblems.of(refused));
    };
  }

  private static HttpResponse created(Reply.Answered<OrderView, OrderRefused> answered) {
    return PlacedAnswer.of(answered.view(), answered.repeated());
  }

  private HttpResponse cancelled(Reply.Answered<OrderView, OrderRefused> answered) {
    HttpResponse answer = current(answered.view());
    return answered.repeated() ? answer.addHeader(REPLAYED) : answer;
  }

  private HttpResponse current(OrderView view) {
    return Json.answer(200, OrderJson.of(view, clock.instant())).addHeader(PRIVATE);
  }
}
