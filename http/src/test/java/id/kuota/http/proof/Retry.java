package id.kuota.http.proof;

import id.kuota.http.testing.EdgeClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Sends the same request again until the answer is definite: how every client should behave. */
final class Retry {

  /** Longer than a node is away, and longer for a node that is killed again and again. */
  static final Duration PATIENCE =
      Duration.ofSeconds(60)
          .plus(Duration.ofSeconds(15).multipliedBy(ProofSettings.CRASHES.value()));

  private static final int PAUSE_MILLIS_MIN = 300;
  private static final int PAUSE_MILLIS_MAX = 1_200;

  private final SplittableRandom chance;
  private int repeated;

  Retry(SplittableRandom chance) {
    this.chance = chance;
  }

  EdgeClient.Answer ask(Supplier<EdgeClient.Answer> request) {
    return askUntil(request, answer -> true);
  }

  /** Repeats a request also while its answer, definite or not, is not the wanted one. */
  EdgeClient.Answer askUntil(
      Supplier<EdgeClient.Answer> request, Predicate<EdgeClient.Answer> wanted) {
    Instant end = Instant.now().plus(PATIENCE);
    String last = "nothing";
    while (Instant.now().isBefore(end)) {
      try {
        EdgeClient.Answer answer = request.get();
        if (isDefinite(answer) && wanted.test(answer)) return answer;
        last = answer.status() + " " + answer.text();
      } catch (UncheckedIOException e) {
        last = e.toString();
      }
      repeated++;
      pause(Duration.ofMillis(chance.nextInt(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX)));
    }
    throw new AssertionError("no definite answer within " + PATIENCE + ", at last: " + last);
  }

  /** Requests that had to be sent again. */
  int repeated() {
    return repeated;
  }

  /** A buyer takes time to think. */
  static void pauseUntil(Instant moment) {
    pause(Duration.between(Instant.now(), moment));
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration.isNegative() ? Duration.ZERO : duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static boolean isDefinite(EdgeClient.Answer answer) {
    return answer.status() < 500
        && !(answer.status() == 409 && answer.code().equals("idempotency_in_progress"));
  }
}
