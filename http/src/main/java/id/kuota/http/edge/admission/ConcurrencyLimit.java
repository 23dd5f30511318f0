package id.kuota.http.edge.admission;

import java.time.Duration;

/**
 * The adaptive limit on orders in flight: as many as are answered in time. When the answers of a
 * period took longer than {@link #IN_TIME} on average, a part of the permits goes; when all permits
 * were taken and the answers came in time, a tenth is added.
 *
 * <p>So a fast node admits every order, and a slow one (it has just started, its database is busy,
 * it has too few processors) admits those that it can answer, instead of letting all of them wait
 * until their buyers leave. By Little's law the permits settle at what the node does in {@link
 * #IN_TIME}. The scheme is that of Chiu and Jain, "Analysis of the increase and decrease algorithms
 * for congestion avoidance in computer networks", 1989.
 *
 * <p>A burst is admitted, up to {@link #CROWD}: only when the node stays late it was too large. So
 * the permits come back as long as they are not needed.
 *
 * <p>Rejections carry a time to come back; it grows with the ratio of rejected to admitted orders,
 * since saying no costs processor time too.
 *
 * <p>Thread-safe. Moments are nanoseconds of {@link System#nanoTime}.
 */
final class ConcurrencyLimit {

  /** The mean; then the slowest of a hundred waits for about half a second. */
  static final Duration IN_TIME = Duration.ofMillis(250);

  static final int FEWEST = 32;
  static final int CROWD = 1_500;
  static final int MOST = 4_000;

  private static final Duration PERIOD = Duration.ofMillis(200);
  private static final double LESS = 0.9;
  private static final double MUCH_LESS = 0.7;
  private static final double MORE = 1.1;
  private static final Duration BACK_SOONEST = Duration.ofSeconds(2);
  private static final Duration BACK_LATEST = Duration.ofSeconds(10);

  /** Fewer answers say nothing. */
  private static final int ANSWERS_MIN = 10;

  /** After so long without an order in flight, what was learned is out of date. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private double limit = CROWD;
  private int taken;
  private int mostTaken;
  private int answers;
  private int sentAway;
  private long waited;
  private Duration comeBackAfter = BACK_SOONEST;
  private long periodBegan;

  ConcurrencyLimit(long now) {
    periodBegan = now;
  }

  /** Takes a place if there is one. */
  synchronized boolean take(long now) {
    turnPeriod(now);
    mostTaken = Math.max(mostTaken, taken + 1); // A rejected order shows too that all are taken.
    if (taken >= (int) limit) {
      sentAway++;
      return false;
    }
    taken++;
    return true;
  }

  /** Gives a place back that was taken at {@code since}. */
  synchronized void giveBack(long since, long now) {
    taken--;
    answers++;
    waited += now - since;
    turnPeriod(now);
  }

  /** Returns when a rejected order may find a place, by the pressure of the last period. */
  synchronized Duration comeBackAfter() {
    return comeBackAfter;
  }

  /** Returns how many are taken now. */
  synchronized int taken() {
    return taken;
  }

  /** Returns how many there are in all. */
  synchronized int limit() {
    return (int) limit;
  }

  private void turnPeriod(long now) {
    long length = now - periodBegan;
    if (length < PERIOD.toNanos()) return;
    if (taken == 0 && length >= QUIET.toNanos()) {
      limit = Math.max(limit, CROWD);
    } else if (answers >= ANSWERS_MIN) {
      limit = next();
    } else {
      return;
    }
    Duration pressure = BACK_SOONEST.plusSeconds(sentAway / Math.max(1, answers));
    comeBackAfter = pressure.compareTo(BACK_LATEST) < 0 ? pressure : BACK_LATEST;
    periodBegan = now;
    mostTaken = taken;
    answers = 0;
    sentAway = 0;
    waited = 0;
  }

  private double next() {
    long mean = waited / answers;
    if (mean > 4 * IN_TIME.toNanos()) return Math.max(FEWEST, limit * MUCH_LESS);
    if (mean > IN_TIME.toNanos()) return Math.max(FEWEST, limit * LESS);
    boolean allWereTaken = mostTaken >= (int) limit;
    return allWereTaken || limit < CROWD ? Math.min(MOST, limit * MORE) : limit;
  }
}
