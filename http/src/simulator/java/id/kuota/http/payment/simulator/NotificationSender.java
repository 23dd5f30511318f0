package id.kuota.http.payment.simulator;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers notifications over HTTP, and tries again with growing pauses while the other side does
 * not answer or asks for it. Never blocks; thread-safe.
 */
final class NotificationSender implements AutoCloseable {

  /** Nine seconds in all: a receiver that is away for longer gets it by "send again". */
  static final List<Duration> PAUSES =
      List.of(
          Duration.ofMillis(200),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5));

  private static final int ON_THEIR_WAY_MAX = 2_000;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** Longer than a node takes to say that it does not know. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(NotificationSender.class);

  private final List<Duration> pauses;
  private final HttpClient client;
  private final Semaphore free = new Semaphore(ON_THEIR_WAY_MAX);
  private volatile boolean closed;

  /**
   * Creates a sender.
   *
   * @param pauses before the second attempt, the third, and so on; after them it gives up
   */
  NotificationSender(List<Duration> pauses) {
    this.pauses = List.copyOf(pauses);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Completes when the notification is answered or given up; never with an exception. */
  CompletableFuture<Delivery> send(OutgoingNotification notification) {
    return sendAfter(Duration.ZERO, notification);
  }

  /** Returns a copy with the first attempt after a pause. */
  CompletableFuture<Delivery> sendAfter(Duration pause, OutgoingNotification notification) {
    if (!free.tryAcquire()) {
      return CompletableFuture.completedFuture(new Delivery.TooMany());
    }
    HttpRequest request = request(notification);
    CompletableFuture<Delivery> sending =
        pause.isZero() ? attempt(request, 0) : attemptAfter(pause, request, 0);
    return sending.whenComplete((delivery, failure) -> free.release());
  }

  private CompletableFuture<Delivery> attempt(HttpRequest request, int failed) {
    if (closed) return CompletableFuture.completedFuture(new Delivery.GivenUp(failed));
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .handle((response, failure) -> failure == null ? response.statusCode() : 0)
        .thenCompose(
            status ->
                isFinal(status)
                    ? CompletableFuture.completedFuture(new Delivery.Answered(status, failed + 1))
                    : later(request, failed + 1));
  }

  private CompletableFuture<Delivery> later(HttpRequest request, int failed) {
    if (failed > pauses.size()) {
      SimulatorLog.NOTIFICATION_DROPPED.log(log, failed);
      return CompletableFuture.completedFuture(new Delivery.GivenUp(failed));
    }
    return attemptAfter(pauses.get(failed - 1), request, failed);
  }

  private CompletableFuture<Delivery> attemptAfter(
      Duration pause, HttpRequest request, int failed) {
    return CompletableFuture.supplyAsync(
            () -> failed,
            CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS))
        .thenCompose(count -> attempt(request, count));
  }

  private static boolean isFinal(int status) {
    return status != 0 && status != 429 && status < 500;
  }

  private static HttpRequest request(OutgoingNotification notification) {
    return HttpRequest.newBuilder(notification.address())
        .timeout(ANSWER_TIMEOUT)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(notification.body()))
        .build();
  }

  /** Gives up what is on its way. */
  @Override
  public void close() {
    closed = true;
    client.shutdownNow();
  }
}
