package id.kuota.http.edge.admission;

import java.time.Duration;

/**
 * The limit on orders in work while tickets are scanned: as many as leave the scans quick. There is
 * room for so many scans and orders together. A scan enters at once, whether or not there is room;
 * an order enters when scans and orders leave some. When the scans of a period took longer than
 * {@link #IN_TIME} on average, the room becomes a fifth smaller; when they came in time, a tenth
 * larger. Where nothing is scanned there is no room.
 *
 * <p>A sale at full speed has as much work waiting as there are buyers, and a scan would wait
 * behind all of it at every step of its way. With few orders at a time the work waits outside,
 * where a scan passes it; and when scans have piled up, because the node was held up for a moment,
 * they take the room of the orders until they are answered. It is the scheme of {@link
 * ConcurrencyLimit} with another end: that one asks how many can be served at all, this one in
 * which order.
 *
 * <p>Never fewer orders than {@link #FEWEST_PER_PROCESSOR}: when scans are slow for another reason
 * (the database is), waiting buyers make them no quicker, and the sale must go on.
 *
 * <p>Thread-safe. Moments are nanoseconds of {@link System#nanoTime}.
 */
final class ScanPriority {

  /**
   * The mean. A scan alone takes 2 to 4 ms on two processors, and less would be no room for a sale.
   * When a processor is away for a moment, the slowest of a hundred scans take eight times as long.
   */
  static final Duration IN_TIME = Duration.ofMillis(6);

  static final int FEWEST_PER_PROCESSOR = 2;
  static final int NO_LIMIT = Integer.MAX_VALUE;

  /** More at a time are no limit: it is what a node lets in at most. */
  static final int MOST = ConcurrencyLimit.MOST;

  /** When the last scan is so long ago, the gates are idle. */
  static final Duration QUIET = Duration.ofSeconds(5);

  private static final Duration PERIOD = Duration.ofMillis(100);
  private static final int BEGIN_PER_PROCESSOR = 4 * FEWEST_PER_PROCESSOR;
  private static final double LESS = 0.8;
  private static final double MORE = 1.1;

  /** Fewer answers say nothing. */
  private static final int ANSWERS_MIN = 5;

  private final int fewest;
  private final int begin;
  private volatile double room;
  private volatile int underWay;
  private volatile long lastScan;
  private int answers;
  private long waited;
  private long periodBegan;

  ScanPriority(int processors, long now) {
    fewest = FEWEST_PER_PROCESSOR * processors;
    begin = BEGIN_PER_PROCESSOR * processors;
    room = begin;
    lastScan = now - QUIET.toNanos();
    periodBegan = now;
  }

  /** Returns how many orders may be worked on now. */
  int ordersAtOnce(long now) {
    return isQuiet(now) ? NO_LIMIT : Math.max(fewest, (int) room - underWay);
  }

  /** Returns how many scans are not answered yet. */
  int underWay() {
    return underWay;
  }

  /** Notes the start of a scan. */
  synchronized void began(long now) {
    if (isQuiet(now)) {
      room = begin;
      forget(now);
    }
    lastScan = now;
    underWay++;
  }

  /** Notes the answer to a scan that began at {@code since}. */
  synchronized void answered(long since, long now) {
    underWay--;
    answers++;
    waited += now - since;
    if (answers < ANSWERS_MIN || now - periodBegan < PERIOD.toNanos()) return;
    room = waited / answers > IN_TIME.toNanos() ? less() : more();
    forget(now);
  }

  private boolean isQuiet(long now) {
    return now - lastScan >= QUIET.toNanos();
  }

  private double less() {
    return Math.max(fewest, room * LESS);
  }

  private double more() {
    return Math.min(MOST, room * MORE);
  }

  private void forget(long now) {
    periodBegan = now;
    answers = 0;
    waited = 0;
  }
}
