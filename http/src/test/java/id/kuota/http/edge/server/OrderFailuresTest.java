package id.kuota.http.edge.server;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.telemetry.Metric;
import id.kuota.http.edge.admission.Admission;
import id.kuota.http.edge.identity.ApiClients;
import id.kuota.http.edge.identity.BuyerPolicy;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.node.EdgeRoutes;
import id.kuota.http.payment.ConfiguredGateways;
import id.kuota.http.payment.GatewayCalls;
import id.kuota.http.testing.RecordedTelemetry;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Which answers count as an order that failed, and whose it was. */
final class OrderFailuresTest {

  private static final String CLIENT = "X-Shop";
  private static final String BODY =
      """
      {"sale":"coldplay-jakarta-2023","buyer":"ani@example.com","lines":[{"offer":"cat1","quantity":2}]}
      """;
  private static final OrderId ORDER = new OrderId("ord_" + "7".repeat(32));
  private static final RecordedTelemetry TELEMETRY = new RecordedTelemetry();
  private static final ActorSystem<Void> SYSTEM =
      RecordedTelemetry.system("order-failures", TELEMETRY);

  private final StubEngine engine = new StubEngine();
  private final HttpEdge edge = edge(EdgePolicy.DEFAULT);
  private final long ofBuyers = count("buyer");
  private final long ofClients = count("api");

  @AfterAll
  static void stop() {
    SYSTEM.terminate();
  }

  @Test
  void anUnknownOutcomeAndABugAreFailures() {
    engine.onOrder = order -> CompletableFuture.failedFuture(new TimeoutException("no answer"));
    assertThat(status(order("k-0123456789abcde"))).isEqualTo(503);
    engine.onOrder = order -> CompletableFuture.failedFuture(new IllegalStateException("a bug"));
    assertThat(status(order("l-0123456789abcde"))).isEqualTo(500);

    assertThat(count("buyer") - ofBuyers).isEqualTo(2);
    assertThat(count("api")).isEqualTo(ofClients);
  }

  @Test
  void aRequestWithTheHeaderOfAClientIsTheFailureOfAnApi() {
    HttpEdge withClients =
        edge(
            new EdgePolicy(
                BuyerPolicy.DEFAULT, new ApiClients(Optional.of(CLIENT)), CrossOrigin.PUBLIC_ONLY));
    engine.onOrder = order -> CompletableFuture.failedFuture(new TimeoutException("no answer"));
    HttpRequest request = order("p-0123456789abcde");

    assertThat(status(withClients, request)).as("its header is required").isEqualTo(400);
    assertThat(status(withClients, request.addHeader(RawHeader.create(CLIENT, "shop-1"))))
        .isEqualTo(503);

    assertThat(count("api") - ofClients).isEqualTo(1);
    assertThat(count("buyer")).isEqualTo(ofBuyers);
  }

  @Test
  void whatIsPlacedOrRefusedOrTurnedAwayIsNone() {
    engine.answerOrder(Samples.held(ORDER), false);
    assertThat(status(order("m-0123456789abcde"))).isEqualTo(201);
    engine.refuseOrders(OrderRefused.of(OrderRefusal.SALE_NOT_OPEN));
    assertThat(status(order("n-0123456789abcde"))).isEqualTo(409);
    engine.refuseOrders(OrderRefused.of(OrderRefusal.OVERLOADED));
    assertThat(status(order("o-0123456789abcde"))).isEqualTo(503);

    assertThat(count("buyer") + count("api")).isEqualTo(ofBuyers + ofClients);
  }

  @Test
  void onlyWhatPlacesOrPaysAnOrderCounts() {
    engine.onOrder = order -> CompletableFuture.failedFuture(new TimeoutException("no answer"));
    engine.onSale = sale -> CompletableFuture.failedFuture(new IllegalStateException("a bug"));
    assertThat(status(HttpRequest.GET("/v1/orders/" + ORDER))).isGreaterThanOrEqualTo(400);

    assertThat(count("buyer") + count("api")).isEqualTo(ofBuyers + ofClients);
    assertThat(edge.routes())
        .as("each path exists: a renamed route would count nothing")
        .filteredOn(route -> route.method().equals("POST"))
        .extracting("path")
        .containsAll(OrderFailures.PATHS);
  }

  private HttpEdge edge(EdgePolicy policy) {
    var admission = new Admission(Runnable::run);
    var routes =
        new EdgeRoutes(
            engine.engine(),
            new ServerSecret(RunningEdge.SECRET),
            new OperatorDoor(new OperatorKey(RunningEdge.OPERATOR_KEY)),
            policy,
            admission,
            Clock.fixed(Samples.NOW, ZoneOffset.UTC));
    var groups = new ArrayList<>(routes.selling());
    groups.addAll(routes.payments(new GatewayCalls(SYSTEM, ConfiguredGateways.none())));
    return HttpEdge.create(SYSTEM, admission, policy, groups);
  }

  private static HttpRequest order(String key) {
    return HttpRequest.POST("/v1/orders")
        .withEntity(ContentTypes.APPLICATION_JSON, BODY)
        .addHeader(RawHeader.create("Idempotency-Key", key));
  }

  private int status(HttpRequest request) {
    return status(edge, request);
  }

  private static int status(HttpEdge edge, HttpRequest request) {
    return edge.handle(request)
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join()
        .status()
        .intValue();
  }

  private static long count(String caller) {
    return TELEMETRY.count(Metric.ORDERS_FAILED, caller);
  }
}
