package id.kuota.http.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.telemetry.TraceContext;
import id.kuota.engine.telemetry.Traces;
import id.kuota.http.node.Node;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.StartSteps;
import id.kuota.http.telemetry.TracesSettings;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.TraceCollector;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One order is one tree of spans over the nodes of a cluster. All requests go to one of two nodes;
 * half of the orders and quotas live on the other. {@code -Dkuota.traces.orders=1000} for more.
 */
class TracesIT {

  private static final int ORDERS = Integer.getInteger("kuota.traces.orders", 200);

  /** Requests at the same time. */
  private static final int CLIENTS = 16;

  private static final int QUOTAS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What each tree has, and below what. */
  private static final Map<String, String> PARTS =
      Map.of(
          "Order Place", "POST /v1/orders",
          "quota batch", "Order Place",
          "Quota ApplyBatch", "quota batch",
          "journal write", "Quota ApplyBatch",
          "projection sales", "journal write",
          "payment create", "POST /v1/orders/{order}/payments",
          "payment notification", "payment create",
          "payment status", "payment notification",
          "Order Ask", "payment notification");

  private static final ProofSale SALE =
      new ProofSale(
          "traces",
          Duration.ofMinutes(5),
          0,
          names().collect(Collectors.toMap(Function.identity(), _ -> 10_000L)),
          names().collect(Collectors.toMap(Function.identity(), List::of)));

  @Test
  void everyOrderIsOneTreeOverTwoNodes() {
    try (var database = EmbeddedDatabase.temporary();
        var collector = TraceCollector.start();
        Node first = start(database, collector);
        Node _ = start(database, collector)) {
      var edge = new EdgeClient(first.settings().httpPort());
      SALE.open(edge);
      List<TraceContext> clients = sell(edge);

      long began = System.nanoTime();
      for (TraceContext client : clients) {
        await()
            .pollDelay(Duration.ZERO)
            .atMost(PATIENCE)
            .untilAsserted(() -> assertComplete(client, collector));
      }
      long overTwo = clients.stream().filter(it -> nodes(it, collector).size() == 2).count();
      long apart = clients.stream().filter(it -> isApart(it, collector)).count();
      System.out.printf(
          "TracesIT: complete trees: %d of %d, over two nodes %d, order and quota apart %d,"
              + " last one after %d ms%n",
          clients.size(), ORDERS, overTwo, apart, (System.nanoTime() - began) / 1_000_000);
      assertThat(clients).hasSize(ORDERS);
      assertThat(apart).isPositive();
    }
  }

  private static Node start(EmbeddedDatabase database, TraceCollector collector) {
    NodeSettings settings =
        ProofPorts.settings(database)
            .withTraces(
                new TracesSettings(Optional.of(collector.address()), 0, TracesSettings.OFF.slow()));
    return Node.start(settings, StartSteps.SILENT);
  }

  /** Places and pays every order; the clients' spans. */
  private static List<TraceContext> sell(EdgeClient edge) {
    var places = new Semaphore(CLIENTS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<TraceContext>> orders =
          IntStream.range(0, ORDERS)
              .mapToObj(
                  number ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            places.acquireUninterruptibly();
                            try {
                              return sell(edge, number);
                            } finally {
                              places.release();
                            }
                          },
                          threads))
              .toList();
      return orders.stream().map(CompletableFuture::join).toList();
    }
  }

  private static TraceContext sell(EdgeClient edge, int number) {
    var client = new TraceContext(Traces.newId(), Traces.newId(), Traces.newId(), true);
    String trace = client.traceparent();
    EdgeClient.Answer placed =
        edge.post(
            "/v1/orders",
            SALE.order("buyer-" + number, "q" + number % QUOTAS, 1),
            "Idempotency-Key",
            "traces-of-order-" + number + "-0123456789",
            "traceparent",
            trace);
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    assertThat(placed.header("Trace-Id")).isEqualTo(client.traceId());
    String order = placed.header("Location");
    EdgeClient.Answer paying =
        edge.post(
            order + "/payments",
            "{\"method\":\"instant\"}",
            "Idempotency-Key",
            "traces-of-payment-" + number + "-0123456789",
            "traceparent",
            trace);
    assertThat(paying.status()).as(paying.text()).isEqualTo(201);
    return client;
  }

  private static void assertComplete(TraceContext client, TraceCollector collector) {
    List<TraceCollector.Span> spans = collector.trace(client.traceId());
    Map<String, TraceCollector.Span> byId =
        spans.stream().collect(Collectors.toMap(TraceCollector.Span::id, Function.identity()));
    assertThat(spans)
        .as("each span is below one of its trace, or below the client's")
        .allMatch(span -> span.parent().equals(client.spanId()) || byId.containsKey(span.parent()));
    PARTS.forEach(
        (part, above) ->
            assertThat(spans.stream().filter(span -> span.name().equals(part)))
                .as("%s below %s in %s", part, above, collector.names(client.traceId()))
                .anyMatch(span -> isBelow(span, above, byId)));
    assertThat(batch(spans).attribute("batch.size")).isNotEmpty();
  }

  private static boolean isBelow(
      TraceCollector.Span span, String name, Map<String, TraceCollector.Span> byId) {
    TraceCollector.Span above = byId.get(span.parent());
    return above != null && above.name().equals(name);
  }

  private static TraceCollector.Span batch(List<TraceCollector.Span> spans) {
    return spans.stream()
        .filter(span -> span.name().equals("quota batch"))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> nodes(TraceContext client, TraceCollector collector) {
    return collector.trace(client.traceId()).stream()
        .map(TraceCollector.Span::node)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether the order lives on one node and its quota on the other. */
  private static boolean isApart(TraceContext client, TraceCollector collector) {
    var places = new ArrayList<String>();
    for (String name : List.of("Order Place", "Quota ApplyBatch")) {
      collector.trace(client.traceId()).stream()
          .filter(span -> span.name().equals(name))
          .findFirst()
          .ifPresent(span -> places.add(span.node()));
    }
    return places.size() == 2 && !places.getFirst().equals(places.getLast());
  }

  private static Stream<String> names() {
    return IntStream.range(0, QUOTAS).mapToObj(number -> "q" + number);
  }
}
