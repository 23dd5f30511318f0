package id.kuota.persistence.projection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What consecutive events of one quota change in its summary.
 *
 * @param first sequence number of the first event in it
 * @param last sequence number of the last one
 * @param capacity the last capacity set; null if none was
 * @param granted holds that were granted, each replacement counted
 * @param held units that are held more now; negative when more holds ended than began
 * @param lastDeadline the latest deadline of the holds that began; null if none did
 */
record QuotaDelta(
    long first,
    long last,
    @Nullable Long capacity,
    long granted,
    long held,
    long sold,
    long released,
    long refused,
    @Nullable Instant lastDeadline,
    Instant at) {

  /** Returns the sum of this one and the next. */
  QuotaDelta then(QuotaDelta next) {
    return new QuotaDelta(
        first,
        next.last,
        next.capacity == null ? capacity : next.capacity,
        granted + next.granted,
        held + next.held,
        sold + next.sold,
        released + next.released,
        refused + next.refused,
        later(lastDeadline, next.lastDeadline),
        next.at);
  }

  static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) return one == null ? other : one;
    return one.isAfter(other) ? one : other;
  }
}
