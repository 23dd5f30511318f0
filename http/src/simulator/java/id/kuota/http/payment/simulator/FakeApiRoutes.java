package id.kuota.http.payment.simulator;

import id.kuota.http.payment.SimulatorSettings;

import static id.kuota.http.payment.simulator.TransactionStatus.CANCEL;
import static id.kuota.http.payment.simulator.TransactionStatus.CAPTURE;
import static id.kuota.http.payment.simulator.TransactionStatus.EXPIRE;
import static id.kuota.http.payment.simulator.TransactionStatus.PENDING;
import static java.nio.charset.StandardCharsets.UTF_8;

import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Handler;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The gateway's addresses for merchants, in Midtrans' wire format. */
final class FakeApiRoutes implements RouteGroup {

  private static final String PAYMENT = "payment";

  private final SimulatorSettings settings;
  private final Simulator simulator;
  private final String authorization;

  FakeApiRoutes(SimulatorSettings settings, Simulator simulator) {
    this.settings = settings;
    this.simulator = simulator;
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString((settings.serverKey() + ":").getBytes(UTF_8));
  }

  @Override
  public List<Route> routes() {
    String transaction = "/v2/{" + PAYMENT + "}/";
    return List.of(
        Route.post("/snap/v1/transactions", forMerchants(this::begin)),
        Route.get(transaction + "status", operation("status", this::status)),
        Route.post(
            transaction + "expire",
            operation("expire", e -> end(e, EXPIRE, Set.of(PENDING, EXPIRE)))),
        Route.post(
            transaction + "cancel",
            operation("cancel", e -> end(e, CANCEL, Set.of(PENDING, CAPTURE, CANCEL)))),
        Route.post(transaction + "refund", operation("refund", this::refund)));
  }

  private Handler operation(String name, Handler next) {
    return forMerchants(simulator.refusals().guard(name, PAYMENT, next));
  }

  private Handler forMerchants(Handler next) {
    return context -> {
      String given = context.header("Authorization").orElse("");
      return Signing.same(authorization, given)
          ? next.handle(context)
          : CompletableFuture.completedFuture(
              said(401, "Access denied due to unauthorized transaction, check the server key"));
    };
  }

  private CompletionStage<HttpResponse> begin(RequestContext context) {
    return context.withBytes(
        body ->
            switch (SnapRequest.read(body, override(context), simulator)) {
              case SnapRequest.Payment(var payment) ->
                  after(
                      simulator.next().delayOfThis(),
                      begun(payment));
              case SnapRequest.Wrong(var why) -> CompletableFuture.completedFuture(wrong(why));
            });
  }

  /** Delays the answer; the request is done already. */
  private static CompletionStage<HttpResponse> after(Duration delay, HttpResponse answer) {
    return delay.isZero()
        ? CompletableFuture.completedFuture(answer)
        : new CompletableFuture<HttpResponse>()
            .completeOnTimeout(answer, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Optional<String> override(RequestContext context) {
    return context.header("X-Override-Notification");
  }

  private HttpResponse begun(FakePayment payment) {
    if (simulator.begin(payment).isEmpty()) {
      return wrong("transaction_details.order_id has already been taken");
    }
    return Json.answer(
        201,
        Map.of(
            "token",
            payment.transaction(),
            "redirect_url",
            settings.address() + FakeGatewayRoutes.PATH + "/" + simulator.link(payment)));
  }

  private CompletionStage<HttpResponse> status(RequestContext context) {
    return CompletableFuture.completedFuture(
        simulator
            .transaction(context.parameter(PAYMENT))
            .map(known -> Json.answer(200, transaction(known)))
            .orElseGet(FakeApiRoutes::unknown));
  }

  private CompletionStage<HttpResponse> end(
      RequestContext context, TransactionStatus next, Set<TransactionStatus> from) {
    String payment = context.parameter(PAYMENT);
    return context.withBytes(
        ignored ->
            CompletableFuture.completedFuture(
                simulator
                    .transaction(payment)
                    .flatMap(known -> simulator.end(payment, next, from))
                    .map(
                        known ->
                            known.status() == next
                                ? Json.answer(200, transaction(known))
                                : said(412, "Transaction status cannot be updated."))
                    .orElseGet(FakeApiRoutes::unknown)));
  }

  private CompletionStage<HttpResponse> refund(RequestContext context) {
    String payment = context.parameter(PAYMENT);
    return context.withBytes(
        body ->
            CompletableFuture.completedFuture(
                SnapRequest.refund(body)
                    .map(refund -> refund(payment, refund))
                    .orElseGet(() -> said(400, "refund_key and amount are needed"))));
  }

  private HttpResponse refund(String payment, Remembered.Refund refund) {
    Optional<Remembered> before = simulator.transaction(payment);
    if (before.isEmpty()) return unknown();
    if (before.get().has(refund.key())) return said(406, "Duplicate refund key");
    return simulator
        .refund(payment, refund)
        .filter(known -> known.has(refund.key()))
        .map(known -> Json.answer(200, refunded(known, refund)))
        .orElseGet(() -> said(412, "Merchant cannot modify the status of the transaction"));
  }

  private Map<String, Object> refunded(Remembered known, Remembered.Refund refund) {
    var fields = new LinkedHashMap<>(transaction(known));
    fields.putAll(TransactionWriter.fields(refund));
    return fields;
  }

  private Map<String, Object> transaction(Remembered known) {
    TransactionStatus status = known.status();
    if (status == null) throw new IllegalStateException("there is no transaction yet");
    return simulator.writer().fields(known, status, simulator.now());
  }

  private static HttpResponse unknown() {
    return said(404, "Transaction doesn't exist.");
  }

  private static HttpResponse said(int status, String words) {
    return Json.answer(
        status, Map.of("status_code", Integer.toString(status), "status_message", words));
  }

  private static HttpResponse wrong(String why) {
    return Json.answer(400, Map.of("error_messages", List.of(why)));
  }
}
