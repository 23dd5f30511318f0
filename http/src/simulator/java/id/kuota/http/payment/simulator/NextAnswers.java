package id.kuota.http.payment.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** How the next requests to begin a payment are answered, each by one word. Thread-safe. */
final class NextAnswers {

  private static final int WAITING_MAX = 100;

  private final Queue<NextAnswer> waiting = new ArrayDeque<>();

  /** The request after all that have a word already has this one; how many have one then. */
  synchronized Optional<Integer> add(NextAnswer answer) {
    if (waiting.size() >= WAITING_MAX) return Optional.empty();
    waiting.add(answer);
    return Optional.of(waiting.size());
  }

  /** Returns how long the answer to this request is kept back. */
  synchronized Duration delayOfThis() {
    NextAnswer next = waiting.poll();
    return next == null ? Duration.ZERO : next.delay();
  }
}
