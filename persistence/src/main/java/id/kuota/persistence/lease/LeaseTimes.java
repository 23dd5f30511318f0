package id.kuota.persistence.lease;

import java.time.Duration;

/**
 * How long leases hold.
 *
 * @param validity how long a node answers from memory after it has sent its last renewal, by its
 *     own monotonic clock; other nodes fence it after the same time by the database's clock, which
 *     begins later
 * @param renewal the time from one renewal to the next
 */
public record LeaseTimes(Duration validity, Duration renewal) {

  /** So many renewals may be lost before the lease runs out. */
  private static final int SPARE = 4;

  public static final LeaseTimes DEFAULT = of(Duration.ofMillis(2500));

  public LeaseTimes {
    if (renewal.multipliedBy(SPARE).compareTo(validity) > 0) {
      throw new IllegalArgumentException(
          "a lease of %s must be renewed %d times, not every %s"
              .formatted(validity, SPARE, renewal));
    }
  }

  public static LeaseTimes of(Duration validity) {
    return new LeaseTimes(validity, validity.dividedBy(SPARE + 1));
  }
}
