package id.kuota.http.payment;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand.StartPayment;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.PaymentGateway;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentRequest;
import id.kuota.http.engine.EngineCalls;
import id.kuota.http.identity.OrderIds;
import id.kuota.http.json.Json;
import id.kuota.http.order.OrderProblems;
import id.kuota.http.payment.GatewayCalls.Creation;
import id.kuota.http.problem.Problem;
import id.kuota.http.problem.ProblemCode;
import id.kuota.http.route.Exchange;
import id.kuota.http.route.Handler;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts an attempt to pay. The payment id follows from the order and the key, so the same request
 * sent again continues the same attempt, on any node, whatever had failed before.
 */
final class PaymentStart implements Handler {

  private static final Logger log = LoggerFactory.getLogger(PaymentStart.class);

  private final EngineCalls engine;
  private final OrderIds orders;
  private final PaymentGateways gateways;
  private final GatewayCalls calls;

  PaymentStart(EngineCalls engine, OrderIds orders, GatewayCalls calls) {
    this.engine = engine;
    this.orders = orders;
    this.gateways = calls.gateways();
    this.calls = calls;
  }

  @Override
  public CompletionStage<HttpResponse> handle(Exchange exchange) {
    Optional<OrderId> order = orders.parse(exchange.parameter("order"));
    if (order.isEmpty()) return exchange.refuse(Problem.of(ProblemCode.ORDER_NOT_FOUND));
    if (gateways.isEmpty()) return exchange.refuse(noGateway());
    return exchange.withKey(
        key ->
            exchange.withBody(
                body -> body.text("method", this::isServed, wanted()),
                method -> start(exchange, order.get(), key.value(), method)));
  }

  private CompletionStage<HttpResponse> start(
      Exchange exchange, OrderId order, String key, String method) {
    PaymentGateway gateway = gateways.serving(method).orElseThrow();
    var payment = PaymentId.of(order.value(), key);
    return engine
        .ask(order, new StartPayment(payment, gateway.name(), method))
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Refused<OrderView, OrderRefused>(var refused) ->
                      exchange.refuse(OrderProblems.of(refused));
                  case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) ->
                      create(exchange, gateway, request(payment, method, view), repeated);
                });
  }

  private CompletionStage<HttpResponse> create(
      Exchange exchange, PaymentGateway gateway, PaymentRequest request, boolean repeated) {
    return calls
        .create(gateway, request)
        .thenApply(
            outcome ->
                switch (outcome) {
                  case Creation.Created(var instruction) ->
                      answer(PaymentAnswer.of(request, gateway, instruction), repeated);
                  case Creation.Refused(var why) -> {
                    log.warn(
                        "gateway {} refuses payment {} of {}: {}",
                        gateway.name(),
                        request.payment(),
                        request.order(),
                        why);
                    yield exchange.problem(Problem.of(ProblemCode.GATEWAY_REFUSED));
                  }
                  case Creation.Unavailable(var tryAgain) ->
                      exchange.problem(
                          Problem.of(
                                  ProblemCode.GATEWAY_UNAVAILABLE,
                                  "The payment gateway did not answer. Your units stay held; send"
                                      + " the same request again, with the same key.")
                              .retryAfter(tryAgain));
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

  private static Problem noGateway() {
    return Problem.of(
        ProblemCode.GATEWAY_UNAVAILABLE,
        "No payment gateway is enabled on this server, so nothing can be paid.");
  }
}
