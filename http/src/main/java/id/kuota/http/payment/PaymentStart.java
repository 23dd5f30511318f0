package id.kuota.http.payment;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.AmountRange;
import id.kuota.engine.payment.PaymentGateway;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentInstruction;
import id.kuota.engine.payment.PaymentRequest;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.order.OrderProblems;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Handler;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.log.PaymentLog;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts an attempt to pay. The payment id follows from the order and the key, so the same request
 * sent again continues the same attempt, on any node, whatever had failed before; once the order
 * has recorded where it is paid, the gateway is not asked again.
 */
final class PaymentStart implements Handler {

  private static final Logger log = LoggerFactory.getLogger(PaymentStart.class);

  private final Engine engine;
  private final OrderIds orders;
  private final ConfiguredGateways gateways;
  private final GatewayCalls calls;

  PaymentStart(Engine engine, OrderIds orders, GatewayCalls calls) {
    this.engine = engine;
    this.orders = orders;
    this.gateways = calls.gateways();
    this.calls = calls;
  }

  @Override
  public CompletionStage<HttpResponse> handle(RequestContext context) {
    Optional<OrderId> order = orders.parse(context.parameter("order"));
    if (order.isEmpty()) return context.refuse(Problem.of(ProblemCode.ORDER_NOT_FOUND));
    if (gateways.isEmpty()) return withoutGateway(context, order.get());
    return context.withKey(
        key ->
            context.withBody(
                body -> body.text("method", this::isServed, wanted()),
                method -> start(context, order.get(), key.value(), method)));
  }

  private CompletionStage<HttpResponse> start(
      RequestContext context, OrderId order, String key, String method) {
    PaymentGateway gateway = gateways.serving(method).orElseThrow();
    AmountRange takes = gateway.amounts(method);
    var payment = PaymentId.of(order.value(), key);
    return engine
        .orders()
        .ask(order, new OrderCommand.StartPayment(payment, gateway.name(), method, takes))
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Refused<OrderView, OrderRefused>(var refused) ->
                      refuse(context, order, takes, refused);
                  case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) ->
                      PaymentAnswer.of(view, payment)
                          .<CompletionStage<HttpResponse>>map(
                              recorded ->
                                  CompletableFuture.completedFuture(answer(recorded, repeated)))
                          .orElseGet(
                              () ->
                                  create(
                                      context, gateway, request(payment, method, view), repeated));
                });
  }

  /** Refuses an amount, and names the methods that accept it. */
  private CompletionStage<HttpResponse> refuse(
      RequestContext context, OrderId order, AmountRange takes, OrderRefused refused) {
    return switch (refused.reason()) {
      case AMOUNT_TOO_HIGH -> offerOthers(context, order, refused, takes.to());
      case AMOUNT_TOO_LOW -> offerOthers(context, order, refused, takes.from());
      default -> context.refuse(OrderProblems.of(refused));
    };
  }

  private CompletionStage<HttpResponse> offerOthers(
      RequestContext context, OrderId order, OrderRefused refused, long bound) {
    Problem problem = OrderProblems.of(new OrderRefused(refused.reason(), refused.lines(), bound));
    return engine
        .orders()
        .look(order)
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Refused<OrderView, OrderRefused>(var gone) ->
                      context.refuse(OrderProblems.of(gone));
                  case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) ->
                      context.refuse(problem.with("methods", gateways.methodsFor(view.total())));
                });
  }

  private CompletionStage<HttpResponse> create(
      RequestContext context, PaymentGateway gateway, PaymentRequest request, boolean repeated) {
    return calls
        .create(gateway, request)
        .thenCompose(
            outcome ->
                switch (outcome) {
                  case GatewayCalls.Creation.Created(var page) ->
                      record(context, request, page, repeated);
                  case GatewayCalls.Creation.Refused(var why) -> {
                    PaymentLog.GATEWAY_REFUSES_PAYMENT.log(
                        log, gateway.name(), request.payment(), request.order(), why);
                    yield context.refuse(
                        Problem.of(
                            ProblemCode.GATEWAY_REFUSED,
                            "Start another payment: with a new key, or with another method."));
                  }
                  case GatewayCalls.Creation.Unavailable(var tryAgain) ->
                      context.refuse(
                          Problem.of(
                                  ProblemCode.GATEWAY_UNAVAILABLE,
                                  "The payment gateway did not answer. Your units stay held; send"
                                      + " the same request again, with the same key.")
                              .retryAfter(tryAgain));
                });
  }

  /**
   * Answers with what the order has recorded: the page of another node if that one was first, and
   * no page at all if the order has since ended.
   */
  private CompletionStage<HttpResponse> record(
      RequestContext context, PaymentRequest request, PaymentInstruction page, boolean repeated) {
    return engine
        .orders()
        .ask(
            new OrderId(request.order()),
            new OrderCommand.RecordPaymentPage(request.payment(), page))
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Refused<OrderView, OrderRefused>(var refused) ->
                      context.problem(OrderProblems.of(refused));
                  case Reply.Answered<OrderView, OrderRefused>(var view, var known) ->
                      answer(PaymentAnswer.of(view, request.payment()).orElseThrow(), repeated);
                });
  }

  private static PaymentRequest request(PaymentId payment, String method, OrderView order) {
    return new PaymentRequest(
        payment, order.order().value(), method, order.total(), order.currency(), order.heldUntil());
  }

  private static HttpResponse answer(PaymentAnswer payment, boolean repeated) {
    HttpResponse answer =
        Json.answer(201, payment).addHeader(RawHeader.create("Cache-Control", "private, no-store"));
    return repeated ? answer.addHeader(RawHeader.create("Idempotent-Replayed", "true")) : answer;
  }

  private boolean isServed(String method) {
    return gateways.serving(method).isPresent();
  }

  private String wanted() {
    return "must be one of: " + String.join(", ", gateways.methods());
  }

  /** Answers for a free order, which is paid without a gateway. */
  private CompletionStage<HttpResponse> withoutGateway(RequestContext context, OrderId order) {
    return engine
        .orders()
        .look(order)
        .thenCompose(
            reply ->
                context.refuse(
                    switch (reply) {
                      case Reply.Refused<OrderView, OrderRefused>(var refused) ->
                          OrderProblems.of(refused);
                      case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) ->
                          view.status() == OrderView.Status.PAID
                              ? Problem.of(ProblemCode.ORDER_PAID)
                              : noGateway();
                    }));
  }

  private static Problem noGateway() {
    return Problem.of(
        ProblemCode.GATEWAY_UNAVAILABLE,
        "No payment gateway is enabled on this server, so nothing can be paid.");
  }
}
