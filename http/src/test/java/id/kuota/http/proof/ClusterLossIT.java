package id.kuota.http.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.http.node.NodeSettings;
import id.kuota.http.testing.EdgeClient;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A cluster loses nodes in every way: killed, the oldest of three; frozen and thawed; stopped. The
 * others go on, nothing is sold twice, and a node that is out ends its process.
 */
class ClusterLossIT {

  /** Exit code of a process whose node is out: its supervisor starts it again. */
  private static final int NODE_LOST = 75;

  private static final int QUOTAS = 16;

  /** For one grant after a loss; what is measured is printed. */
  private static final Duration GRANT_MAX = Duration.ofSeconds(20);

  /** Metrics are written every five seconds, shards looked at as often. */
  private static final Duration METRICS_MAX = Duration.ofSeconds(20);

  private static final Duration EXIT_MAX = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final long CAPACITY = 1_000;

  private static final ProofSale SALE =
      new ProofSale(
          "loss",
          Duration.ofMinutes(5),
          0,
          names().collect(Collectors.toMap(Function.identity(), name -> CAPACITY)),
          names().collect(Collectors.toMap(Function.identity(), List::of)));

  private int sold;

  @Test
  void theOthersGoOnAndALostNodeEndsItsProcess() {
    try (var database = EmbeddedDatabase.temporary()) {
      List<NodeSettings> settings =
          IntStream.range(0, 3)
              .mapToObj(_ -> ProofPorts.withMetrics(ProofPorts.settings(database)))
              .toList();
      var nodes = new TreeMap<Integer, ChildNode>();
      try {
        nodes.put(0, ChildNode.start(settings.get(0)));
        startTogether(nodes, settings, 1, 2);
        EdgeClient second = edge(settings, 1);
        EdgeClient third = edge(settings, 2);
        SALE.open(second);
        sellEverywhere(second, "before a loss");

        taken(nodes, 0).kill();
        sellEverywhere(third, "oldest of three killed");
        assertThat(nodes.values()).allMatch(ChildNode::isAlive);
        awaitTakeOver("lost", settings.get(1), settings.get(2));

        try (ChildNode frozen = taken(nodes, 1)) {
          frozen.freeze();
          sellEverywhere(third, "older of two frozen");
          frozen.thaw();
          assertThat(frozen.awaitEnd(EXIT_MAX)).isEqualTo(NODE_LOST);
        }
        assertThat(nodes.values()).allMatch(ChildNode::isAlive);

        startTogether(nodes, settings, 1);
        sellEverywhere(second, "a node came back");
        taken(nodes, 2).askToStop();
        sellEverywhere(second, "older of two stopped");
        awaitTakeOver("left", settings.get(1));

        ChildNode joining = ChildNode.begin(settings.get(0));
        nodes.put(0, joining);
        await().atMost(GRANT_MAX).until(() -> joining.output().contains("lease        epoch"));
        taken(nodes, 1).kill();
        EdgeClient first = edge(settings, 0);
        sellEverywhere(first, "only member killed while a node was joining it");

        assertThat(soldByTheBooks(first)).isEqualTo(sold);
      } finally {
        nodes.values().forEach(ChildNode::close);
      }
    }
  }

  @Test
  void aSecondClusterIsRefused() {
    try (var database = EmbeddedDatabase.temporary()) {
      NodeSettings first = ProofPorts.settings(database);
      try (ChildNode _ = ChildNode.start(first)) {
        NodeSettings other = ProofPorts.settings(database);
        try (ChildNode refused =
            ChildNode.begin(
                ProofPorts.withSeeds(other, List.of("127.0.0.1:" + other.clusterPort())))) {
          assertThat(refused.awaitEnd(Duration.ofSeconds(60))).isNotIn(0, NODE_LOST);
          assertThat(refused.output())
              .contains("the database belongs to cluster")
              .contains("127.0.0.1:" + first.clusterPort() + " (renewed ");
        }
      }
    }
  }

  private static void startTogether(
      Map<Integer, ChildNode> nodes, List<NodeSettings> settings, int... numbers) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<Integer, CompletableFuture<ChildNode>> starting =
          IntStream.of(numbers)
              .boxed()
              .collect(
                  Collectors.toMap(
                      Function.identity(),
                      number ->
                          CompletableFuture.supplyAsync(
                              () -> ChildNode.start(settings.get(number)), threads)));
      starting.forEach((number, node) -> nodes.put(number, node.join()));
    }
  }

  /** Waits until a node that has taken shards over says so in its metrics, and how long it took. */
  private static void awaitTakeOver(String cause, NodeSettings... survivors) {
    String series = "kuota_takeover_seconds_sum{cause=\"" + cause + "\"} ";
    double seconds =
        await()
            .atMost(METRICS_MAX)
            .until(
                () ->
                    Stream.of(survivors)
                        .flatMap(node -> NodeMetrics.series(node.metrics().port()).stream())
                        .filter(line -> line.startsWith(series))
                        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                        .max()
                        .orElse(0),
                longest -> longest > 0);
    System.out.printf("ClusterLossIT: take-over, %s: %.1f s by the metrics%n", cause, seconds);
    assertThat(seconds).isLessThan((double) GRANT_MAX.toSeconds());
  }

  private static ChildNode taken(Map<Integer, ChildNode> nodes, int number) {
    return Objects.requireNonNull(nodes.remove(number));
  }

  /** Sells one unit of every quota at the same time, and prints how long each took. */
  private void sellEverywhere(EdgeClient edge, String when) {
    long began = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Long>> grants =
          names()
              .map(quota -> CompletableFuture.supplyAsync(() -> sell(edge, quota, began), threads))
              .toList();
      long[] millis = grants.stream().mapToLong(CompletableFuture::join).sorted().toArray();
      System.out.printf(
          "ClusterLossIT: %s: first grant of %d quotas: p50 %,d ms, max %,d ms%n",
          when, millis.length, millis[millis.length / 2], millis[millis.length - 1]);
      sold += millis.length;
    }
  }

  /** Places one order, again and again until it is granted. */
  private static long sell(EdgeClient edge, String quota, long began) {
    String key = "loss-of-a-node-" + quota + "-" + began;
    Instant end = Instant.now().plus(GRANT_MAX);
    String last = "nothing";
    while (Instant.now().isBefore(end)) {
      try {
        EdgeClient.Answer answer =
            edge.post("/v1/orders", SALE.order("ani", quota, 1), "Idempotency-Key", key);
        if (answer.status() == 201) return (System.nanoTime() - began) / 1_000_000;
        assertThat(answer.status()).as(answer.text()).isIn(503, 409);
        last = answer.text();
      } catch (UncheckedIOException e) {
        last = e.toString();
      }
      Retry.pauseUntil(Instant.now().plus(PAUSE));
    }
    throw new AssertionError("no grant of " + quota + " within " + GRANT_MAX + ": " + last);
  }

  private static long soldByTheBooks(EdgeClient edge) {
    return names()
        .mapToLong(
            name ->
                edge.get("/v1/quotas/" + SALE.quota(name), EdgeClient.operator())
                    .json()
                    .get("held")
                    .asLong())
        .sum();
  }

  private static EdgeClient edge(List<NodeSettings> settings, int number) {
    return new EdgeClient(settings.get(number).httpPort());
  }

  private static Stream<String> names() {
    return IntStream.range(0, QUOTAS).mapToObj(number -> "q" + number);
  }
}
