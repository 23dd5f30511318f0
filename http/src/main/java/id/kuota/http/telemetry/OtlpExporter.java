package id.kuota.http.telemetry;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.engine.telemetry.Traces;
import id.kuota.http.log.NodeLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends spans to a collector: OTLP over HTTP, in JSON, by a thread of its own. The queue is
 * bounded: what finds no place, or is not taken by the collector, is lost and counted. No request
 * waits for it. Thread-safe.
 */
public final class OtlpExporter implements FinishedSpan.Sink, AutoCloseable {

  static final int QUEUE_MAX = 8_192;
  static final int BATCH_MAX = 512;

  /** Where a collector takes traces, unless the address names a path of its own. */
  static final String PATH = "/v1/traces";

  private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

  /** More spans come together in one request. */
  private static final long GATHER_MILLIS = 500;

  private static final Logger log = LoggerFactory.getLogger(OtlpExporter.class);

  private final BlockingQueue<FinishedSpan> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
  private final URI address;
  private final Map<String, String> resource;
  private final Telemetry.Counter sent;
  private final Telemetry.Counter dropped;
  private final Telemetry.Counter failed;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Thread thread;
  private volatile boolean closed;
  private boolean isTaken = true;

  private OtlpExporter(URI endpoint, String node, Telemetry telemetry) {
    this.address = address(endpoint);
    this.resource = Map.of("service.name", "kuota", "service.instance.id", node);
    this.sent = telemetry.counter(Metric.TRACE_SPANS, "sent");
    this.dropped = telemetry.counter(Metric.TRACE_SPANS, "dropped");
    this.failed = telemetry.counter(Metric.TRACE_SPANS, "failed");
    this.thread = Thread.ofPlatform().name("kuota-traces").daemon().unstarted(this::run);
  }

  /**
   * Starts it.
   *
   * @param node how this one is told from others
   */
  public static OtlpExporter start(URI endpoint, String node, Telemetry telemetry) {
    var exporter = new OtlpExporter(endpoint, node, telemetry);
    exporter.thread.start();
    return exporter;
  }

  /** Returns traces whose spans go this way. */
  public Traces traces(double sample) {
    return new RecordedTraces(sample, () -> ThreadLocalRandom.current().nextDouble(), this);
  }

  static URI address(URI endpoint) {
    String path = endpoint.getPath();
    return path == null || path.isEmpty() || path.equals("/") ? endpoint.resolve(PATH) : endpoint;
  }

  @Override
  public void take(FinishedSpan span) {
    if (!queue.offer(span)) dropped.increment();
  }

  private void run() {
    var batch = new ArrayList<FinishedSpan>(BATCH_MAX);
    try {
      while (!closed || !queue.isEmpty()) {
        FinishedSpan first = queue.poll(GATHER_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) continue;
        batch.add(first);
        gather(batch);
        send(batch);
        batch.clear();
      }
    } catch (InterruptedException e) {
      NodeLog.TRACES_ENDED.log(log, queue.size() + batch.size());
    }
  }

  /** Takes along what comes within a moment; at the end of the node only what is there. */
  private void gather(List<FinishedSpan> batch) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHER_MILLIS);
    while (batch.size() < BATCH_MAX) {
      long left = closed ? 0 : until - System.nanoTime();
      FinishedSpan next = queue.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
      if (next == null) return;
      batch.add(next);
    }
  }

  private void send(List<FinishedSpan> batch) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER_MAX)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(OtlpJson.request(resource, batch)))
            .build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      note(batch.size(), status / 100 == 2, "status " + status);
    } catch (IOException unreachable) {
      note(batch.size(), false, unreachable.toString());
    }
  }

  /** Logs the first failure of several. */
  private void note(int spans, boolean taken, String why) {
    (taken ? sent : failed).add(spans);
    if (!taken && isTaken) {
      NodeLog.TRACES_NOT_TAKEN.log(log, why);
    } else if (taken && !isTaken) {
      NodeLog.TRACES_TAKEN.log(log);
    }
    isTaken = taken;
  }

  /** Sends what waits, for a moment at most. */
  @Override
  public void close() {
    closed = true;
    try {
      if (!thread.join(CLOSE_MAX)) thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.shutdownNow();
  }
}
