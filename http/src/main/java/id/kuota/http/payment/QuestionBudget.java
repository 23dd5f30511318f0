package id.kuota.http.payment;

import java.util.function.LongSupplier;

/**
 * How many questions may be under way, and how many may begin in a second. A second's worth may
 * begin at once. Thread-safe; never blocks.
 */
final class QuestionBudget {

  private static final double NANOS = 1e9;

  private final int inFlightMax;
  private final int perSecond;
  private final LongSupplier nanos;

  private int inFlight;
  private double left;
  private long lastFilled;

  /**
   * Creates a full budget.
   *
   * @param nanos a clock that only goes forward
   */
  QuestionBudget(int inFlightMax, int perSecond, LongSupplier nanos) {
    this.inFlightMax = inFlightMax;
    this.perSecond = perSecond;
    this.nanos = nanos;
    this.left = perSecond;
    this.lastFilled = nanos.getAsLong();
  }

  /** Takes a place, to be given back when the question is answered; false if there is none. */
  synchronized boolean take() {
    long now = nanos.getAsLong();
    left = Math.min(perSecond, left + (now - lastFilled) / NANOS * perSecond);
    lastFilled = now;
    if (inFlight >= inFlightMax || left < 1) return false;
    inFlight++;
    left--;
    return true;
  }

  synchronized void giveBack() {
    inFlight--;
  }
}
