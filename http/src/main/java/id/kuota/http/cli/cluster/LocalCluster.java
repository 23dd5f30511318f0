package id.kuota.http.cli.cluster;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The nodes of a cluster on this machine. The first one founds it alone; of the others as many
 * start at once as the machine has processors. Thread-safe.
 */
public final class LocalCluster implements AutoCloseable {

  /** More than a node takes to stop. */
  private static final Duration LEAVE_MAX = Duration.ofSeconds(65);

  private static final Duration READY_MAX = Duration.ofSeconds(2);
  private static final int OK = 200;

  private final List<LocalNode> nodes;
  private final Consumer<String> news;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(READY_MAX).build();
  private volatile boolean stopping;

  public LocalCluster(List<LocalNode> nodes, Consumer<String> news) {
    this.nodes = List.copyOf(nodes);
    this.news = news;
  }

  public List<LocalNode> nodes() {
    return nodes;
  }

  /**
   * Asks the nodes whether they are ready, and starts those whose turn it is. To be repeated.
   * Blocks, for two seconds at most.
   *
   * @return whether each node was started and is ready, or has ended
   */
  public boolean step() {
    if (stopping) return false;
    CompletableFuture.allOf(nodes.stream().map(this::observe).toArray(CompletableFuture[]::new))
        .join();
    long starting = count(LocalNode.State.STARTING);
    long most =
        nodes.getFirst().state() == LocalNode.State.READY
            ? Math.max(2, Runtime.getRuntime().availableProcessors())
            : 1;
    boolean isFirstRun = nodes.getFirst().state() == LocalNode.State.WAITING;
    if (isFirstRun || most > 1) {
      nodes.stream()
          .filter(node -> node.state() == LocalNode.State.WAITING)
          .limit(Math.max(0, most - starting))
          .forEach(LocalNode::start);
    }
    return count(LocalNode.State.READY) + count(LocalNode.State.ENDED) == nodes.size();
  }

  /** Returns a node that has ended by itself and is not started again. */
  public Optional<LocalNode> failed() {
    return nodes.stream().filter(node -> node.state() == LocalNode.State.ENDED).findFirst();
  }

  private long count(LocalNode.State state) {
    return nodes.stream().filter(node -> node.state() == state).count();
  }

  private CompletableFuture<?> observe(LocalNode node) {
    if (node.pid().isEmpty()) return CompletableFuture.completedFuture(null);
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/ready".formatted(node.ports().management())))
            .timeout(READY_MAX)
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .handle((answer, failure) -> failure == null && answer.statusCode() == OK)
        .completeOnTimeout(false, READY_MAX.toMillis(), TimeUnit.MILLISECONDS)
        .thenAccept(node::observed);
  }

  /** Lets the nodes leave one by one, the youngest first, and returns when all have ended. */
  @Override
  public void close() {
    stopping = true;
    for (LocalNode node : nodes.reversed()) {
      long began = System.nanoTime();
      boolean ran = node.pid().isPresent();
      boolean left = node.stop(LEAVE_MAX);
      if (ran) {
        news.accept(
            "node %d %s after %.1f s"
                .formatted(
                    node.ports().number(),
                    left ? "has left" : "did not leave, and was killed,",
                    (System.nanoTime() - began) / 1e9));
      }
    }
    client.shutdownNow();
  }
}
