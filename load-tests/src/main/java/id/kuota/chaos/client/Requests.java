package id.kuota.chaos.client;

import id.kuota.chaos.history.Operation;
import id.kuota.load.server.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Sends a request until its answer is final: after silence and after 503 once more, through another
 * node, with the pause that the answer names. Thread-safe; blocks.
 */
final class Requests implements AutoCloseable {

  private static final Duration CONNECT_MAX = Duration.ofSeconds(1);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(3);
  private static final int PAUSE_MILLIS = 100;
  private static final int PAUSE_MILLIS_MAX = 1_000;

  /** Longer than a placement waits for its quotas while most nodes are in. */
  private static final long WAITING_NANOS_MAX = Duration.ofSeconds(20).toNanos();

  private static final String IN_PROGRESS = "idempotency_in_progress";

  private final Balancer balancer;
  private final BooleanSupplier isEnded;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .build();

  /**
   * Makes them.
   *
   * @param isEnded whether to give up at once
   */
  Requests(Balancer balancer, BooleanSupplier isEnded) {
    this.balancer = balancer;
    this.isEnded = isEnded;
  }

  /** How a request ended. */
  record Outcome(Operation.Type type, Operation.Answer answer) {
    boolean isOk() {
      return type == Operation.Type.OK;
    }
  }

  /** What one try brought: an answer, or silence with a reason. */
  private record Try(int status, String body, long retryAfterSeconds, String silence) {
    boolean isFinal() {
      return silence.isEmpty() && status < 500 && !code().equals(IN_PROGRESS);
    }

    /** Returns whether a balancer would look for another node. */
    boolean isFault() {
      return !silence.isEmpty() || code().equals("not_in_service");
    }

    String code() {
      return status < 400 ? silence : Json.text(body, "code");
    }
  }

  /**
   * Sends a request until its answer is final.
   *
   * @param request from the address of a node
   * @param patience after which the outcome stays unknown
   */
  Outcome untilFinal(Function<URI, HttpRequest.Builder> request, Duration patience) {
    long last = System.nanoTime() + patience.toNanos();
    var doubt = new Doubt();
    for (int attempts = 1; ; attempts++) {
      int node = balancer.choose();
      Try tried = send(request.apply(balancer.url(node)));
      boolean isFinal = tried.isFinal() && !doubt.remainsAfter(tried);
      if (isFinal) return outcome(tried, node, attempts, doubt);
      doubt.after(tried);
      if (tried.isFault()) balancer.failed(node);
      long pause = pauseMillis(tried, attempts);
      if (System.nanoTime() + pause * 1_000_000 > last || isEnded.getAsBoolean()) {
        return new Outcome(
            Operation.Type.INFO,
            new Operation.Answer("", "", tried.status() + " " + tried.code(), node, attempts));
      }
      pause(pause);
    }
  }

  private static Outcome outcome(Try tried, int node, int attempts, Doubt doubt) {
    boolean done = tried.status() < 300;
    return new Outcome(
        done ? Operation.Type.OK : Operation.Type.FAIL,
        new Operation.Answer(
            done ? Json.text(tried.body(), "id") : "",
            done ? Json.text(tried.body(), "status") : "",
            done && doubt.wasRefused ? Operation.GRANTED_AFTER_REFUSAL : tried.code(),
            node,
            attempts));
  }

  /**
   * Whether an earlier try may still be carried out. A node that has no units in its cache refuses
   * at once; it does not know of a try that waits in another node, and may yet be granted when
   * units come back. So after silence this refusal is final only when no try can be waiting any
   * more.
   */
  private static final class Doubt {
    private long since = System.nanoTime() - WAITING_NANOS_MAX;
    private boolean wasRefused;

    boolean remainsAfter(Try tried) {
      boolean isRefused = tried.code().equals("temporarily_unavailable");
      boolean remains = isRefused && System.nanoTime() - since < WAITING_NANOS_MAX;
      wasRefused |= remains;
      return remains;
    }

    void after(Try tried) {
      if (!tried.silence().isEmpty() || tried.code().equals("outcome_unknown")) {
        since = System.nanoTime();
      }
    }
  }

  /** A client that is refused at once goes elsewhere at once; later it backs off, with jitter. */
  private static long pauseMillis(Try tried, int attempts) {
    long named = Math.min(tried.retryAfterSeconds() * 1_000, PAUSE_MILLIS_MAX);
    long own = Math.min((long) PAUSE_MILLIS * attempts, PAUSE_MILLIS_MAX);
    return Math.max(named, own / 2 + ThreadLocalRandom.current().nextLong(own / 2 + 1));
  }

  private Try send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.timeout(ANSWER_MAX).build(), HttpResponse.BodyHandlers.ofString());
      long retryAfter = response.headers().firstValueAsLong("Retry-After").orElse(0);
      return new Try(response.statusCode(), response.body(), retryAfter, "");
    } catch (IOException e) {
      return new Try(0, "", 0, e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Try(0, "", 0, "interrupted");
    }
  }

  static void pause(long millis) {
    LockSupport.parkNanos(millis * 1_000_000);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
