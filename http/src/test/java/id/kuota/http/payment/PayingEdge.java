package id.kuota.http.payment;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.Engine;
import id.kuota.engine.EnginePorts;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.PaymentGateway;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.http.edge.admission.Admission;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.server.EdgePolicy;
import id.kuota.http.edge.server.HttpEdge;
import id.kuota.http.node.EdgeRoutes;
import id.kuota.http.payment.simulator.FakeGateway;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.NoPayments;
import id.kuota.persistence.groupcommit.JournaledOrders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;

/** The real engine on a journal in memory, behind a real port, with the payment routes. */
public final class PayingEdge implements AutoCloseable {

  public static final String SECRET = "a secret of the tests, long enough for it";
  public static final long PRICE = 150_000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration IMPATIENT = Duration.ofMillis(500);
  private static final String CONFIG =
      """
      pekko.loglevel = WARNING
      pekko.loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
      pekko.actor.provider = cluster
      pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
      pekko.cluster.jmx.enabled = off
      pekko.cluster.sharding.distributed-data.durable.keys = []
      pekko.coordinated-shutdown.exit-jvm = off
      pekko.http.server { max-connections = 4096, backlog = 4096 }
      pekko.persistence.testkit { events.serialize = off, snapshots.serialize = off }
      """;

  private static final String OPERATOR = "an operator key of the tests";
  private static final AtomicInteger SALES = new AtomicInteger();
  private static final AtomicInteger KEYS = new AtomicInteger();

  private final ActorSystem<Void> system;
  private final Engine engine;
  private final ServerBinding binding;
  private final AtomicReference<HttpEdge> edge = new AtomicReference<>();
  private final AtomicReference<ConfiguredGateways> gateways =
      new AtomicReference<>(ConfiguredGateways.none());
  private final EdgeClient client;
  private final FakeGateway fake;

  private PayingEdge(
      Function<PaymentGateway, List<? extends PaymentGateway>> gateways,
      Duration deadline,
      UnaryOperator<Engine> wrapped) {
    this.system =
        ActorSystem.create(
            Behaviors.empty(),
            "payments",
            ConfigFactory.parseString(CONFIG)
                .withFallback(PersistenceTestKitPlugin.config())
                .withFallback(PersistenceTestKitSnapshotPlugin.config())
                .withFallback(ConfigFactory.load("reference")));
    var cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    this.engine =
        Engine.start(
            system,
            EnginePorts.of(
                JournaledOrders.started(system),
                new NoPayments(() -> this.gateways.get().payable())),
            Clock.systemUTC());
    var secret = new ServerSecret(SECRET);
    this.binding =
        get(
            Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .bind(
                    (org.apache.pekko.http.javadsl.model.HttpRequest request) ->
                        edge.get().handle(request)));
    this.client = new EdgeClient(binding.localAddress().getPort());
    this.fake = new FakeGateway(SimulatorSettings.of(address(), SECRET), Clock.systemUTC());
    PaymentGateway simulated = fake.gateway(system, Clock.systemUTC());
    this.gateways.set(new ConfiguredGateways(gateways.apply(simulated)));
    Engine calls = wrapped.apply(engine);
    var admission = new Admission(Runnable::run);
    var routes =
        new EdgeRoutes(
            calls,
            secret,
            new OperatorDoor(new OperatorKey(OPERATOR)),
            EdgePolicy.DEFAULT,
            admission,
            Clock.systemUTC());
    var groups = new ArrayList<>(routes.selling());
    groups.addAll(routes.payments(new GatewayCalls(system, this.gateways.get(), deadline)));
    groups.add(fake.page());
    edge.set(HttpEdge.create(system, admission, EdgePolicy.DEFAULT, groups));
  }

  /** With the fake gateway alone. */
  public static PayingEdge withFakeGateway() {
    return withFakeGateway(calls -> calls);
  }

  /** With the fake gateway alone, and another engine in front of the real one. */
  public static PayingEdge withFakeGateway(UnaryOperator<Engine> wrapped) {
    return new PayingEdge(List::of, IMPATIENT, wrapped);
  }

  static PayingEdge with(List<? extends PaymentGateway> gateways) {
    return with(gateways, IMPATIENT);
  }

  /** With gateways that may take so long to answer. */
  static PayingEdge with(List<? extends PaymentGateway> gateways, Duration deadline) {
    return new PayingEdge(fake -> gateways, deadline, calls -> calls);
  }

  public String address() {
    return "http://127.0.0.1:" + binding.localAddress().getPort();
  }

  public FakeGateway fake() {
    return fake;
  }

  public PersistenceTestKit journal() {
    return PersistenceTestKit.create(system);
  }

  /** A new order of one unit, held for as long as a test may take. */
  public OrderView placed() {
    return placed(Duration.ofMinutes(15));
  }

  public OrderView placed(Duration holdFor) {
    return placed(holdFor, 1, TicketsAfterRefund.VOID);
  }

  /** A new order of so many units, of a sale with this rule. */
  public OrderView placed(Duration holdFor, int units, TicketsAfterRefund rule) {
    var sale = new SaleId("sale-" + SALES.incrementAndGet());
    open(sale, holdFor, rule);
    EdgeClient.Answer placed =
        post(
            "/v1/orders",
            """
            {"sale":"%s","buyer":"ani@example.com","lines":[{"offer":"cat1","quantity":%d}]}
            """
                .formatted(sale, units),
            "Idempotency-Key",
            key());
    return order(new OrderId(placed.json().get("id").textValue()));
  }

  public Engine engine() {
    return engine;
  }

  /** What the edge answers when a button of the simulator is pressed. */
  public EdgeClient.Answer press(OrderView order, String payment, String button) {
    String id = PaymentId.of(order.order().value(), payment).value();
    return post("/fake-gateway/payments/" + id + "/" + button, "");
  }

  public OrderView order(OrderId order) {
    return answered(engine.orders().look(order));
  }

  public EdgeClient.Answer cancel(OrderId order) {
    return post("/v1/orders/" + order + "/cancel", "", "Idempotency-Key", key());
  }

  /** Sets the terms of a sale and opens it; waits until it sells. */
  public void open(String sale, String terms, String... quotas) {
    EdgeClient.Answer set = setTerms(sale, terms);
    if (set.status() != 201) throw new AssertionError(set.text());
    client.act("/v1/sales/" + sale + "/open", "Authorization", "Bearer " + OPERATOR);
    for (String quota : quotas) {
      await()
          .atMost(PATIENCE)
          .until(() -> get(engine.quotas().explain(QuotaId.shared(sale, quota))).isPresent());
    }
  }

  public EdgeClient.Answer setTerms(String sale, String terms) {
    return client.put("/v1/sales/" + sale, terms, "Authorization", "Bearer " + OPERATOR);
  }

  public EdgeClient.Answer put(String url, String body, String... headers) {
    return client.put(url, body, headers);
  }

  /** A key that no other request has. */
  public static String key() {
    return "key-0123456789abcde-" + KEYS.incrementAndGet();
  }

  public EdgeClient.Answer get(String url, String... headers) {
    return client.get(url, headers);
  }

  public EdgeClient.Answer post(String url, String body, String... headers) {
    return client.post(url, body, headers);
  }

  public CompletableFuture<EdgeClient.Answer> postAsync(
      String url, byte[] body, String... headers) {
    return client.sendAsync("POST", url, body, headers);
  }

  /** Starts a payment of the order. */
  public EdgeClient.Answer pay(OrderId order, String key, String method) {
    return post(
        "/v1/orders/" + order + "/payments",
        "{\"method\":\"%s\"}".formatted(method),
        "Idempotency-Key",
        key);
  }

  private void open(SaleId sale, Duration holdFor, TicketsAfterRefund rule) {
    var now = Instant.now();
    var terms =
        new SaleTerms(
            "Konser",
            "IDR",
            now.minusSeconds(60),
            now.plusSeconds(3600),
            holdFor,
            0,
            List.of(
                new OfferTerms(
                    new OfferId("cat1"), "CAT 1", new Price(PRICE, List.of()), List.of("cat1"))),
            List.of(new QuotaTerms("cat1", 100)));
    answered(
        engine
            .sales()
            .ask(sale, new SaleCommand.SetTerms(terms.with(rule), OptionalLong.empty(), "test")));
    answered(engine.sales().ask(sale, new SaleCommand.OpenSale("test")));
    await()
        .atMost(PATIENCE)
        .until(
            () -> get(engine.quotas().explain(QuotaId.shared(sale.value(), "cat1"))).isPresent());
  }

  private static <V, R> V answered(CompletionStage<Reply<V, R>> asked) {
    return switch (get(asked)) {
      case Reply.Answered<V, R>(var view, var repeated) -> view;
      case Reply.Refused<V, R>(var reason) -> throw new AssertionError("refused: " + reason);
    };
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    fake.close();
    system.terminate();
    get(system.getWhenTerminated());
  }
}
