package id.kuota.http.edge.cart;

import id.kuota.engine.Engine;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.cart.CartRefused;
import id.kuota.engine.cart.CartView;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.admission.Admission;
import id.kuota.http.edge.identity.ApiClient;
import id.kuota.http.edge.identity.ApiClients;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.CartIds;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.limit.CallerKind;
import id.kuota.http.edge.order.OrderProblems;
import id.kuota.http.edge.order.PlacedAnswer;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.IdempotencyKey;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.http.edge.waitingroom.RoomDoor;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Open, read, change and check out carts.
 *
 * @param door refuses those who were not let into the sale
 * @param admission shared with the other routes that place orders
 */
public record CartRoutes(
    Engine engine,
    BuyerKeys buyers,
    CartIds carts,
    ApiClients clients,
    RoomDoor door,
    Admission admission,
    Clock clock)
    implements RouteGroup {

  private static final String LINE = "/v1/carts/{cart}/lines/{offer}";
  private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-store");
  private static final HttpHeader REPLAYED = RawHeader.create("Idempotent-Replayed", "true");

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/carts", this::open),
        Route.get("/v1/carts/{cart}", this::read),
        Route.put(LINE, this::putLine),
        Route.delete(LINE, this::removeLine),
        Route.post("/v1/carts/{cart}/checkout", this::checkOut));
  }

  private CompletionStage<HttpResponse> open(RequestContext context) {
    return context.withKey(
        key ->
            context.with(
                clients.of(context),
                client ->
                    context.withBody(
                        OpenCartForm::read,
                        body -> admission.order(context, () -> open(context, key, client, body)))));
  }

  private CompletionStage<HttpResponse> open(
      RequestContext context, IdempotencyKey key, ApiClient client, OpenCartForm body) {
    BuyerKey spelling = buyers.of(body.buyer());
    Buyer person = buyers.buyer(body.buyer());
    CartId cart = carts.of(spelling, key.value(), client);
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
                    () -> engine.carts().look(cart).thenApply(Reply.Answered.class::isInstance),
                    () ->
                        engine
                            .carts()
                            .open(cart, body.sale(), person, body.fingerprint(spelling))
                            .thenApply(reply -> answer(context, reply, this::opened))));
  }

  private CompletionStage<HttpResponse> read(RequestContext context) {
    return withCart(
        context,
        cart ->
            engine.carts().look(cart).thenApply(reply -> answer(context, reply, this::current)));
  }

  private CompletionStage<HttpResponse> putLine(RequestContext context) {
    return withLine(
        context,
        (cart, offer) ->
            context.withBody(
                body -> body.whole("quantity", 1, Limits.LINE_QUANTITY_MAX),
                quantity ->
                    admission.order(
                        context,
                        () ->
                            engine
                                .carts()
                                .put(cart, offer, quantity.intValue())
                                .thenApply(
                                    reply ->
                                        answer(context, reply, now -> changed(context, now))))));
  }

  private CompletionStage<HttpResponse> removeLine(RequestContext context) {
    return withLine(
        context,
        (cart, offer) ->
            engine
                .carts()
                .remove(cart, offer)
                .thenApply(reply -> answer(context, reply, this::current)));
  }

  private CompletionStage<HttpResponse> checkOut(RequestContext context) {
    return context.withKey(
        key ->
            withCart(
                context,
                cart ->
                    admission.order(
                        context,
                        () ->
                            engine
                                .carts()
                                .checkOut(cart)
                                .thenCompose(reply -> placed(context, cart, reply)))));
  }

  private HttpResponse changed(
      RequestContext context, Reply.Answered<CartView, CartRefused> answered) {
    CartView view = answered.view();
    if (view.held()) door.held(context, view.sale(), units(view.lines()));
    return current(answered);
  }

  private static long units(List<OrderLine> lines) {
    return lines.stream().mapToLong(line -> line.price().quantity()).sum();
  }

  /** Answers with the cart's outcome as if its order had been placed without one. */
  private CompletionStage<HttpResponse> placed(
      RequestContext context, CartId cart, Reply<CartView, CartRefused> checkedOut) {
    return switch (checkedOut) {
      case Reply.Refused<CartView, CartRefused>(var refused) ->
          CompletableFuture.completedFuture(context.problem(CartProblems.of(refused)));
      case Reply.Answered<CartView, CartRefused>(var view, var repeated) ->
          engine
              .orders()
              .look(cart.order())
              .thenApply(
                  reply ->
                      switch (reply) {
                        case Reply.Answered<OrderView, OrderRefused>(var order, var again) -> {
                          door.held(context, order.sale(), units(order.lines()));
                          yield PlacedAnswer.of(order, repeated);
                        }
                        case Reply.Refused<OrderView, OrderRefused>(var refused) ->
                            context.problem(OrderProblems.of(refused));
                      });
    };
  }

  private CompletionStage<HttpResponse> withCart(
      RequestContext context, Function<CartId, CompletionStage<HttpResponse>> next) {
    return carts
        .parse(context.parameter("cart"))
        .map(next)
        .orElseGet(() -> context.refuse(CartProblems.unknown()));
  }

  private CompletionStage<HttpResponse> withLine(
      RequestContext context, BiFunction<CartId, OfferId, CompletionStage<HttpResponse>> next) {
    return withCart(
        context,
        cart -> {
          String offer = context.parameter("offer");
          return SaleId.isValid(offer)
              ? next.apply(cart, new OfferId(offer))
              : context.refuse(Problem.of(ProblemCode.OFFER_NOT_FOUND));
        });
  }

  private static HttpResponse answer(
      RequestContext context,
      Reply<CartView, CartRefused> reply,
      Function<Reply.Answered<CartView, CartRefused>, HttpResponse> found) {
    return switch (reply) {
      case Reply.Answered<CartView, CartRefused> answered -> found.apply(answered);
      case Reply.Refused<CartView, CartRefused>(var refused) ->
          context.problem(CartProblems.of(refused));
    };
  }

  private HttpResponse opened(Reply.Answered<CartView, CartRefused> answered) {
    CartView view = answered.view();
    HttpResponse answer =
        Json.answer(201, CartJson.of(view, clock.instant()))
            .addHeader(RawHeader.create("Location", "/v1/carts/" + view.cart()))
            .addHeader(PRIVATE);
    return answered.repeated() ? answer.addHeader(REPLAYED) : answer;
  }

  private HttpResponse current(Reply.Answered<CartView, CartRefused> answered) {
    return Json.answer(200, CartJson.of(answered.view(), clock.instant())).addHeader(PRIVATE);
  }
}
