package id.kuota.http.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.http.cli.observe.LocalMonitoring;
import id.kuota.http.cli.observe.MonitoringFiles;
import id.kuota.http.edge.connection.ConnectionSettings;
import id.kuota.http.edge.identity.ApiClients;
import id.kuota.http.edge.identity.BuyerPolicy;
import id.kuota.http.edge.identity.KeyNumbers;
import id.kuota.http.edge.server.CrossOrigin;
import id.kuota.http.edge.server.EdgePolicy;
import id.kuota.http.node.Node;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.PaymentSettings;
import id.kuota.http.node.Ports;
import id.kuota.http.node.StartSteps;
import id.kuota.http.payment.PaymentSimulator;
import id.kuota.http.payment.SimulatorSettings;
import id.kuota.http.telemetry.MetricsSettings;
import id.kuota.http.telemetry.TracesSettings;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.persistence.database.EmbeddedDatabase;
import id.kuota.persistence.lease.LeaseTimes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway dies in a running sale of a partner, and the alerts are at a receiver. In real time,
 * so for minutes: {@code -Dkuota.drill=true}; rules/tests/payments.yml has it in simulated time.
 */
@EnabledIfSystemProperty(
    named = "kuota.drill",
    matches = "true",
    disabledReason = "takes minutes: ./kuota test AlertDrillIT -pl http -am -Dkuota.drill=true")
final class AlertDrillIT {

  private static final Duration GOAL = Duration.ofMinutes(5);
  private static final Duration PARTNER_GOAL = Duration.ofMinutes(2);
  private static final Duration SELLING = Duration.ofSeconds(30);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final String[] PARTNER = {"X-Client", "partner"};

  @TempDir private Path folder;

  @Test
  void aDeadGatewayIsAtTheReceiverInMinutes(TestReporter reporter) throws Exception {
    Tool.require("prometheus", "prometheus");
    Tool.require("prometheus-alertmanager", "prometheus-alertmanager");
    int port = Ports.anyFree();
    int metricsPort = Ports.anyFree();
    int gatewayPort = Ports.anyFree();
    var payments =
        SimulatorSettings.beside(
            "http://127.0.0.1:" + port, "http://127.0.0.1:" + gatewayPort, RunningEdge.SECRET);
    PaymentSimulator.Server gateway =
        PaymentSimulator.find()
            .orElseThrow()
            .listen(payments, "127.0.0.1", gatewayPort, Clock.systemUTC());
    gateway.bound().toCompletableFuture().join();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var receiver = new AlertReceiver();
        var database = EmbeddedDatabase.temporary();
        Node node = Node.start(settings(database, port, metricsPort, payments), StartSteps.SILENT);
        var monitoring =
            LocalMonitoring.start(
                new MonitoringFiles(
                    folder, Tool.FOLDER.resolve("rules"), EVERY, Optional.of(receiver.address())),
                Ports.anyFree(),
                Ports.anyFree(),
                List.of("127.0.0.1:" + metricsPort))) {
      assertThat(node.settings().httpPort()).isEqualTo(port);
      var sale = SmallSale.open(new EdgeClient(port), "drill");
      var over = new AtomicBoolean();
      var firstFailure = new CompletableFuture<Instant>();
      var buyers = CompletableFuture.runAsync(() -> buy(sale, over, firstFailure), threads);
      await().pollDelay(SELLING).atMost(SELLING.multipliedBy(2)).until(() -> true);
      assertThat(receiver.all()).as("alerts while all is well").isEmpty();
      Instant killed = Instant.now();
      gateway.stop().toCompletableFuture().join();
      await().atMost(GOAL).until(() -> receiver.received("PaymentSuccessDrop").isPresent());
      await().atMost(GOAL).until(() -> receiver.received("PartnerOrderFailed").isPresent());
      await().atMost(GOAL).until(() -> receiver.received("PaymentBreakerOpen").isPresent());
      over.set(true);
      buyers.join();
      assertThat(monitoring.failed()).isEmpty();
      receiver
          .all()
          .forEach(
              (alert, at) ->
                  reporter.publishEntry(
                      alert, Duration.between(killed, at).toSeconds() + " s after the kill"));
      assertThat(
              Duration.between(
                  firstFailure.join(), receiver.received("PartnerOrderFailed").orElseThrow()))
          .isLessThan(PARTNER_GOAL);
    } finally {
      gateway.stop();
    }
  }

  private static void buy(
      SmallSale sale, AtomicBoolean over, CompletableFuture<Instant> firstFailure) {
    while (!over.get()) {
      EdgeClient.Answer placed = sale.order("cat1", PARTNER);
      if (placed.status() != 201) throw new AssertionError(placed.text());
      if (sale.begun(placed.header("Location"), PARTNER).status() >= 500) {
        firstFailure.complete(Instant.now());
      }
    }
  }

  private static NodeSettings settings(
      EmbeddedDatabase database, int port, int metricsPort, SimulatorSettings payments) {
    return new NodeSettings(
        "127.0.0.1",
        port,
        "127.0.0.1",
        Ports.anyFree(),
        "127.0.0.1",
        Ports.anyFree(),
        List.of(),
        LeaseTimes.DEFAULT.validity(),
        database.settings(),
        Optional.empty(),
        RunningEdge.SECRET,
        RunningEdge.OPERATOR_KEY,
        KeyNumbers.FIRST,
        new PaymentSettings(false, Optional.of(payments.adapter())),
        new EdgePolicy(
            BuyerPolicy.DEFAULT, new ApiClients(Optional.of(PARTNER[0])), CrossOrigin.PUBLIC_ONLY),
        Duration.ZERO,
        ConnectionSettings.DEFAULT,
        new MetricsSettings("127.0.0.1", metricsPort),
        TracesSettings.OFF);
  }
}
