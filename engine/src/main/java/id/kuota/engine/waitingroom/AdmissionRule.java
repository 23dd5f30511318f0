package id.kuota.engine.waitingroom;

/**
 * How many more people may enter now: as many as checkout takes, and as many as there are units
 * for. Units are promised to those who were let in and hold nothing yet; of these only a measured
 * share comes and holds, so more are let in than units are free, but no more than that the chance
 * of a person in vain stays below one in a thousand.
 *
 * @param allowance how many checkout takes at this moment, by the operator's rate
 * @param waiting people behind the last one who was let in
 * @param free units that can be held
 * @param unitsPerHold measured; from 1 on
 * @param coming people who were let in a moment ago, and have not come yet
 * @param shows the share of them that comes
 * @param choosing people with a session, who hold nothing yet
 * @param holds the share of them that holds in the end
 */
public record AdmissionRule(
    long allowance,
    long waiting,
    long free,
    double unitsPerHold,
    long coming,
    Share shows,
    long choosing,
    Share holds) {

  /** The demand exceeds its mean by more standard deviations once in 1300 times. */
  private static final double DEVIATIONS = 3.2;

  /** Returns the number of people to let in; from 0 on. */
  public long admit() {
    long most = Math.min(allowance, waiting);
    if (most <= 0 || free <= 0) return 0;
    long places = (long) (free / Math.max(1, unitsPerHold));
    // One candidate for each place: then not one of them comes in vain.
    long surely = places - coming - choosing;
    return Math.max(0, Math.min(most, Math.max(surely, likely(places, most))));
  }

  /** Returns the most people whose demand the places cover, by the measured shares. */
  private long likely(long places, long most) {
    long from = 0;
    long to = most;
    while (from < to) {
      long middle = (from + to + 1) >>> 1;
      if (demand(middle) <= places) from = middle;
      else to = middle - 1;
    }
    return from;
  }

  private double demand(long more) {
    double held = holds.atMost();
    double taken = shows.atMost() * held;
    long people = coming + more;
    double mean = people * taken + choosing * held;
    double variance = people * taken * (1 - taken) + choosing * held * (1 - held);
    return mean + DEVIATIONS * Math.sqrt(variance);
  }
}
