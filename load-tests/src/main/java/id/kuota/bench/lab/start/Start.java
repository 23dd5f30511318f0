package id.kuota.bench.lab.start;

import id.kuota.bench.http.client.Answers;
import id.kuota.bench.http.client.Arrivals;
import id.kuota.bench.http.client.LoadResult;
import id.kuota.bench.http.client.LoadRun;
import id.kuota.bench.http.server.KuotaServer;
import id.kuota.load.sale.Line;
import id.kuota.load.server.ServerClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What came out of one start, each time from the start of the process.
 *
 * @param port until the edge took connections
 * @param ready until the node said that it is ready
 * @param ordered until the first order was answered, and so is in the journal
 * @param first how long this order took
 * @param firstSecond what came in the second after it
 */
record Start(
    Duration port, Duration ready, Duration ordered, Duration first, LoadResult firstSecond) {

  static final int RATE = 200;

  private static final int CREATED = 201;
  private static final int CONNECTIONS = 64;
  private static final int WAITING_MAX = 5_000;
  private static final Duration READY_MAX = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(2);

  /** How a node is brought up. */
  interface Launch {
    KuotaServer node() throws IOException;
  }

  /** Brings a node up, sells on it for a second, and stops it. */
  static Start of(Launch launch, StartSale sale) throws Exception {
    long began = System.nanoTime();
    try (var node = launch.node();
        var client = new ServerClient(node.node())) {
      Duration port = since(began);
      awaitReady(node);
      Duration ready = since(began);
      long asked = System.nanoTime();
      String key = "first-of-start-" + began;
      var answer = client.place(key, sale.name(), key, List.of(new Line(StartSale.OFFER, 1)));
      Duration first = since(asked);
      Duration ordered = since(began);
      if (answer.status() != CREATED) throw new IOException("the first order: " + answer);
      LoadResult second =
          LoadRun.play(
              node.jvm().address(),
              CONNECTIONS,
              sale.orders(),
              new Arrivals.Scheduled(RATE, Duration.ofSeconds(1), WAITING_MAX),
              Answers.IGNORED);
      sale.granted(1 + second.answered(CREATED), second.offered() - second.answered(CREATED));
      return new Start(port, ready, ordered, first, second);
    }
  }

  private static void awaitReady(KuotaServer node) throws IOException, InterruptedException {
    HttpRequest ask = HttpRequest.newBuilder(node.ready()).timeout(READY_MAX).build();
    long last = System.nanoTime() + READY_MAX.toNanos();
    try (var http = HttpClient.newHttpClient()) {
      while (http.send(ask, BodyHandlers.discarding()).statusCode() != 200) {
        if (System.nanoTime() > last) throw new IOException("the node does not get ready");
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
      }
    }
  }

  private static Duration since(long moment) {
    return Duration.ofNanos(System.nanoTime() - moment);
  }
}
