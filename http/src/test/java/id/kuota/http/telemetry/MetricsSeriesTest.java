package id.kuota.http.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.EntityTypes;
import id.kuota.engine.Reply;
import id.kuota.engine.entity.EntityMetrics;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.telemetry.Metric;
import id.kuota.http.edge.admission.Admission;
import id.kuota.http.edge.export.ReportFiles;
import id.kuota.http.edge.gate.Attendance;
import id.kuota.http.edge.gate.ScanTally;
import id.kuota.http.edge.identity.KeyNumbers;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.identity.SigningKeys;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.http.edge.server.EdgePolicy;
import id.kuota.http.edge.server.HttpEdge;
import id.kuota.http.node.EdgeRoutes;
import id.kuota.http.payment.ConfiguredGateways;
import id.kuota.http.payment.GatewayCalls;
import id.kuota.http.payment.SimulatorSettings;
import id.kuota.http.payment.simulator.FakeGateway;
import id.kuota.http.testing.LiveViewsOf;
import id.kuota.http.testing.RecordedTelemetry;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import id.kuota.persistence.readmodel.DevicePresences;
import id.kuota.persistence.readmodel.GateRefusals;
import id.kuota.persistence.report.ReportReader;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.sql.DataSource;
import kamon.Kamon$;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * However many sales there are, a scrape stays small. The requests go through an edge with all its
 * routes and through what reports of entities and scans; the engine behind them is a stub.
 */
final class MetricsSeriesTest {

  private static final int ORDERS = 10_000;
  private static final int SALES = 1_000;
  private static final int SERIES_MAX = 2_000;

  /** It does not answer here. */
  private static final DataSource NO_DATABASE = new PGSimpleDataSource();

  private static final Clock CLOCK = Clock.systemUTC();
  private static final ServerSecret SECRET = new ServerSecret(RunningEdge.SECRET);
  private static final OperatorDoor OPERATOR =
      new OperatorDoor(new OperatorKey(RunningEdge.OPERATOR_KEY));

  private final KamonTelemetry telemetry = new KamonTelemetry();
  private final ActorSystem<Void> system = RecordedTelemetry.system("series", telemetry);
  private final StubEngine engine = new StubEngine();
  private final BlockingReads reads = new BlockingReads();
  private final FakeGateway fake =
      new FakeGateway(SimulatorSettings.of("http://127.0.0.1:1", RunningEdge.SECRET), CLOCK);
  private final HttpEdge edge = edge();

  @AfterEach
  void stop() {
    fake.close();
    reads.close();
    system.terminate();
    telemetry.close();
  }

  @Test
  void tenThousandOrdersOfAThousandSalesHaveFewSeries() {
    Kamon$.MODULE$.clearRegistry(); // What other tests of this JVM reported is not counted here.
    Scrape scrape = Scrape.since("series");
    for (int i = 0; i < ORDERS; i++) {
      engine.onOrder = answer(i);
      edge.handle(order(i)).toCompletableFuture().join();
    }
    for (int sale = 0; sale < SALES; sale++) {
      edge.handle(scan(sale)).toCompletableFuture().join();
      request(edge.routes().get(sale % edge.routes().size()), sale);
    }
    edge.routes().forEach(route -> request(route, SALES));
    entities();

    List<String> series =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> series(scrape), it -> sum(it, Metric.SCANS) == SALES);

    assertThat(series).hasSizeLessThan(SERIES_MAX);
    assertThat(series)
        .as("no label has the name of a sale")
        .noneMatch(line -> line.contains("sale-"));
    assertThat(series).as("lists beyond the bound").anyMatch(line -> line.contains("\"other\""));
    assertThat(sum(series, Metric.HTTP_REQUESTS)).isGreaterThanOrEqualTo(ORDERS + SALES);
  }

  private HttpEdge edge() {
    var admission = new Admission(Runnable::run, telemetry);
    var all =
        new EdgeRoutes(engine.engine(), SECRET, OPERATOR, EdgePolicy.DEFAULT, admission, CLOCK);
    var gateways = new ConfiguredGateways(List.of(fake.gateway(system, CLOCK)));
    var groups = new ArrayList<RouteGroup>(all.selling());
    groups.addAll(all.payments(new GatewayCalls(system, gateways)));
    groups.addAll(all.reports(NO_DATABASE, reads));
    groups.addAll(all.statements(NO_DATABASE, reads));
    groups.addAll(all.files(new ReportFiles(system, new ReportReader(NO_DATABASE, CLOCK))));
    groups.addAll(all.cluster(() -> CompletableFuture.completedFuture(Samples.CLUSTER)));
    groups.addAll(
        all.live(
            LiveViewsOf.database(
                system,
                NO_DATABASE,
                () -> CompletableFuture.completedFuture(Samples.CLUSTER),
                engine.engine(),
                CLOCK)));
    groups.addAll(
        all.preparation(
            () -> CompletableFuture.completedFuture(Samples.CLUSTER),
            NO_DATABASE,
            reads,
            Duration.ofSeconds(2)));
    groups.addAll(all.tickets(new SigningKeys(SECRET, KeyNumbers.FIRST)));
    groups.addAll(
        all.gates(
            new SigningKeys(SECRET, KeyNumbers.FIRST),
            NO_DATABASE,
            reads,
            new Attendance(new DevicePresences(NO_DATABASE), CLOCK),
            new ScanTally(new GateRefusals(NO_DATABASE), telemetry)));
    return HttpEdge.create(system, admission, EdgePolicy.DEFAULT, groups);
  }

  /** Placed, refused in several words, and failed in two ways. */
  private static Function<OrderId, CompletionStage<Reply<OrderView, OrderRefused>>> answer(int i) {
    return switch (i % 20) {
      case 0 -> order -> CompletableFuture.failedFuture(new TimeoutException("no answer"));
      case 1 -> refused(OrderRefusal.SALE_NOT_OPEN);
      case 2 -> refused(OrderRefusal.OVERLOADED);
      case 3 -> refused(OrderRefusal.ORDER_UNKNOWN);
      default ->
          order ->
              CompletableFuture.completedFuture(new Reply.Answered<>(Samples.held(order), false));
    };
  }

  private static Function<OrderId, CompletionStage<Reply<OrderView, OrderRefused>>> refused(
      OrderRefusal why) {
    return order -> CompletableFuture.completedFuture(new Reply.Refused<>(OrderRefused.of(why)));
  }

  private static HttpRequest order(int i) {
    return post(
        "/v1/orders",
        "{\"sale\":\"sale-%d\",\"buyer\":\"b%d@example.com\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":1}]}"
            .formatted(i % SALES, i),
        "series-0123456789abcdef-" + i);
  }

  /** Every sale names a list of its own. */
  private static HttpRequest scan(int sale) {
    return post(
            "/v1/gates/sale-%d.north/redeem".formatted(sale),
            "{\"code\":\"no ticket\",\"nonce\":\"n\",\"list\":\"list-%d\"}".formatted(sale),
            "series-0123456789abcdef")
        .addHeader(RawHeader.create("Authorization", "Bearer " + RunningEdge.OPERATOR_KEY));
  }

  private static HttpRequest post(String path, String body, String key) {
    return HttpRequest.POST(path)
        .withEntity(ContentTypes.APPLICATION_JSON, body)
        .addHeader(RawHeader.create("Idempotency-Key", key));
  }

  private void request(Route route, int sale) {
    String path = route.path().replaceAll("\\{\\w+}", "sale-" + sale);
    edge.handle(
            HttpRequest.create(path).withMethod(HttpMethods.lookup(route.method()).orElseThrow()))
        .toCompletableFuture()
        .join();
  }

  private void entities() {
    var metrics = new EntityMetrics(telemetry);
    for (String type : EntityTypes.names()) {
      for (int i = 0; i < SALES; i++) {
        metrics.started(type, Duration.ofMillis(i));
        metrics.persisted(type, 1);
        metrics.passivating(type);
        metrics.ended(type);
      }
    }
  }

  private static List<String> series(Scrape scrape) {
    return scrape.text().lines().filter(line -> !line.startsWith("#")).toList();
  }

  private static double sum(List<String> series, Metric metric) {
    return series.stream()
        .filter(line -> line.startsWith(metric.exported() + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
