package id.kuota.engine.ratelimit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * The permits of one key that this node may give away, and the requests that wait for more.
 * Thread-safe; requests that have waited go on outside of the lock.
 */
final class LeasedKey {

  private static final long LEASE_NANOS = RateLimiter.LEASE.toNanos();

  /** What became of a request. */
  sealed interface Taken {

    /**
     * It has its permit.
     *
     * @param wanted permits that are to be asked for now; 0: none
     */
    record Given(int wanted) implements Taken {}

    record Refused(long waitNanos) implements Taken {}

    /**
     * It waits for the counter.
     *
     * @param turn 0 when it may go on, else the nanoseconds until it may come back
     * @param wanted permits that are to be asked for now; 0: none
     */
    record Waits(CompletableFuture<Long> turn, int wanted) implements Taken {}
  }

  private final Queue<CompletableFuture<Long>> waiting = new ArrayDeque<>();
  private RateLimit limit;
  private int permits;
  private long permitsEnd;
  private long refusedUntil;
  private long aloneUntil;
  private boolean isAsked;

  /** Permits that were given away since {@link #since}, and in the time of a lease before that. */
  private int given;

  private int givenBefore;
  private long since;

  /** What this node has given away by itself, while the counter did not answer. */
  private long momentUsedUp;

  private long longerUsedUp;

  LeasedKey(RateLimit limit, long now) {
    this.limit = limit;
    permitsEnd = now;
    refusedUntil = now;
    aloneUntil = now;
    since = now;
    momentUsedUp = now;
    longerUsedUp = now;
  }

  synchronized Taken take(RateLimit current, long now) {
    limit = current;
    turn(now);
    if (now - permitsEnd >= 0) permits = 0;
    if (permits > 0) {
      permits--;
      given++;
      return new Taken.Given(wantedAhead());
    }
    if (refusedUntil - now > 0) return new Taken.Refused(refusedUntil - now);
    if (aloneUntil - now > 0) {
      long wait = takeAlone(now);
      return wait == 0 ? new Taken.Given(0) : new Taken.Refused(wait);
    }
    if (waiting.size() >= RateLimiter.WAITING_MAX) return new Taken.Refused(LEASE_NANOS);
    var turn = new CompletableFuture<Long>();
    waiting.add(turn);
    return new Taken.Waits(turn, isAsked ? 0 : wanted());
  }

  /** Ahead of need: when a quarter is left of what is given away in a lease's time. */
  private int wantedAhead() {
    return isAsked || permits * 4 >= demand() ? 0 : wanted();
  }

  private int wanted() {
    isAsked = true;
    int most = Math.max(1, limit.moment().permits() / RateLimiter.LEASED_PART);
    return Math.clamp(Math.max(demand(), waiting.size()), 1, most);
  }

  private int demand() {
    return Math.max(given, givenBefore);
  }

  private void turn(long now) {
    long passed = now - since;
    if (passed < LEASE_NANOS) return;
    givenBefore = passed < 2 * LEASE_NANOS ? given : 0;
    given = 0;
    since = now;
  }

  /** Takes the counter's answer. Returns the permits that are to be asked for next; 0: none. */
  int answered(int more, long waitNanos, long now) {
    var turns = new ArrayList<Turn>();
    int next = pass(more, waitNanos, now, turns);
    settle(turns);
    return next;
  }

  /**
   * Gives away by itself from now on, for the time of a lease, since the counter does not answer.
   */
  void unanswered(long now) {
    var turns = new ArrayList<Turn>();
    synchronized (this) {
      isAsked = false;
      aloneUntil = now + LEASE_NANOS;
      for (var request : waiting) turns.add(new Turn(request, takeAlone(now)));
      waiting.clear();
    }
    settle(turns);
  }

  /** Returns 0 where this node would allow it if it were the only one, else the time to wait. */
  private long takeAlone(long now) {
    long wait =
        Math.max(
            Gcra.waitFor(limit.moment(), momentUsedUp, now),
            Gcra.waitFor(limit.longer(), longerUsedUp, now));
    if (wait > 0) return wait;
    momentUsedUp = Gcra.after(limit.moment(), momentUsedUp, now, 1);
    longerUsedUp = Gcra.after(limit.longer(), longerUsedUp, now, 1);
    return 0;
  }

  /** A request that has waited, and what it is told. */
  private record Turn(CompletableFuture<Long> request, long waitNanos) {}

  private synchronized int pass(int more, long waitNanos, long now, List<Turn> turns) {
    isAsked = false;
    if (now - permitsEnd >= 0) permits = 0;
    permits += more;
    if (more > 0) permitsEnd = now + LEASE_NANOS;
    else refusedUntil = now + waitNanos;
    while (permits > 0 && !waiting.isEmpty()) {
      permits--;
      given++;
      turns.add(new Turn(waiting.remove(), 0));
    }
    if (waiting.isEmpty()) return 0;
    if (more > 0) return wanted();
    for (var request : waiting) turns.add(new Turn(request, Math.max(waitNanos, 1)));
    waiting.clear();
    return 0;
  }

  private static void settle(List<Turn> turns) {
    for (Turn turn : turns) turn.request().complete(turn.waitNanos());
  }
}
