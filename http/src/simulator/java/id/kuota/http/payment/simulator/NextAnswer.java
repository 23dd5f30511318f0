package id.kuota.http.payment.simulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the simulator answers the next request to begin a payment, which it does begin. */
enum NextAnswer {
  /** Late, and within the time that a node waits. */
  SLOW(Duration.ofSeconds(3)),
  /** Much later than any node waits: as good as lost on the way. */
  LOST(Duration.ofSeconds(30));

  private final Duration delay;

  NextAnswer(Duration delay) {
    this.delay = delay;
  }

  /** Returns the last segment of its address. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Duration delay() {
    return delay;
  }

  static Optional<NextAnswer> of(String word) {
    return Arrays.stream(values()).filter(answer -> answer.word().equals(word)).findFirst();
  }
}
