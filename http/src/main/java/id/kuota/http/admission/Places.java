package id.kuota.http.admission;

import java.time.Duration;

/**
 * How many orders may be on their way at the same time: as many as are answered in time. When the
 * answers of a period took longer than {@link #IN_TIME} in the mean, a part of the places goes;
 * when all places were taken and the answers came in time, a tenth is added.
 *
 * <p>So a node that is fast lets everybody in, and one that is slow (it has just started, its
 * database is busy, it has too few processors) lets in those whom it can answer, instead of letting
 * all of them wait until they go away. By Little's law the places settle at what the node does in
 * {@link #IN_TIME}. The scheme is that of Chiu and Jain, "Analysis of the increase and decrease
 * algorithms for congestion avoidance in computer networks", 1989.
 *
 * <p>A crowd that comes all at once is let in, up to {@link #CROWD}: only when the node stays late
 * it was too large. So the places come back as long as they are not needed.
 *
 * <p>Who is sent away is told when to come back: the more are sent away for each one who is let in,
 * the later, since saying no costs processor time too.
 *
 * <p>Thread-safe. Moments are nanoseconds of {@link System#nanoTime}.
 */
final class Places {

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

  /** When nobody was inside for so long, what was learned is out of date. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private double limit = CROWD;
  private int taken;
  private int mostTaken;
  private int answers;
  private int sentAway;
  private long waited;
  private Duration comeBackAfter = BACK_SOONEST;
  private long periodBegan;

  Places(long now) {
    periodBegan = now;
  }

  /** Takes a place if there is one. */
  synchronized boolean take(long now) {
    turnPeriod(now);
    mostTaken = Math.max(mostTaken, taken + 1); // Also who is sent away shows that all are taken.
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

  /** When there may be a place for who found none, by the pressure of the last period. */
  synchronized Duration comeBackAfter() {
    return comeBackAfter;
  }

  /** How many there are in all. */
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
