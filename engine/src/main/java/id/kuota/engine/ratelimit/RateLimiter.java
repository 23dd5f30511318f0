package id.kuota.engine.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * The limits of callers, as one node keeps them: it takes permits of a key in advance and gives
 * them away from memory. The first request of a key waits for the counter, a millisecond or so; one
 * that comes often is asked for ahead of need. A key that is refused is refused from memory until
 * its time has come. Thread-safe.
 *
 * <p>While the counter of a key does not answer, this node counts by itself: then a key may get its
 * whole limit from each node, and no caller is refused for a fault of ours.
 */
public final class RateLimiter {

  /** How long permits that a node has taken may be given away; what is left then is lost. */
  public static final Duration LEASE = Duration.ofSeconds(1);

  /** A node takes no more in advance than this part of what a moment allows. */
  static final int LEASED_PART = 10;

  /** Keys that a node remembers: those of the last seconds. */
  static final int KEYS_MAX = 200_000;

  /** Requests of one key that wait for one answer of its counter. */
  static final int WAITING_MAX = 100;

  /** Longer than any lease, and longer than most refusals. */
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  private static final CompletionStage<RateDecision> ALLOWED =
      CompletableFuture.completedFuture(new RateDecision.Allowed());

  /** Asks the counter of a key for permits. The stage fails if it does not answer. */
  interface Counters {
    CompletionStage<RateMessage.LeaseAnswer> lease(RateKey key, RateLimit limit, int wanted);
  }

  private final Cache<RateKey, LeasedKey> keys =
      Caffeine.newBuilder().maximumSize(KEYS_MAX).expireAfterAccess(REMEMBERED).build();
  private final Counters counters;
  private final LongSupplier nanoTime;

  RateLimiter(Counters counters, LongSupplier nanoTime) {
    this.counters = counters;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes one permit of a caller. The stage is there already where memory decides, and never fails.
   *
   * @param value what tells the caller apart from others of its kind
   */
  public CompletionStage<RateDecision> take(RateLimit limit, String value) {
    var key = RateKey.of(limit, value);
    LeasedKey leased = keys.get(key, unknown -> new LeasedKey(limit, nanoTime.getAsLong()));
    return switch (leased.take(limit, nanoTime.getAsLong())) {
      case LeasedKey.Taken.Given(var wanted) -> {
        if (wanted > 0) ask(key, limit, leased, wanted);
        yield ALLOWED;
      }
      case LeasedKey.Taken.Refused(var nanos) -> refused(limit, nanos);
      case LeasedKey.Taken.Waits(var turn, var wanted) -> {
        if (wanted > 0) ask(key, limit, leased, wanted);
        yield turn.thenCompose(nanos -> nanos == 0 ? ALLOWED : refused(limit, nanos));
      }
    };
  }

  private void ask(RateKey key, RateLimit limit, LeasedKey leased, int wanted) {
    counters
        .lease(key, limit, wanted)
        .whenComplete(
            (answer, failure) -> {
              long now = nanoTime.getAsLong();
              if (failure != null) {
                leased.unanswered(now);
                return;
              }
              int next = leased.answered(answer.permits(), answer.waitNanos(), now);
              if (next > 0) ask(key, limit, leased, next);
            });
  }

  private static CompletionStage<RateDecision> refused(RateLimit limit, long nanos) {
    return CompletableFuture.completedFuture(
        new RateDecision.Refused(limit, Duration.ofNanos(nanos)));
  }
}
