package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The cold quotas of a node in recent use, which must not wait for the work of a hot one. Two are
 * enough: one of them differs from the quota that asks. Thread-safe; all batchers share it.
 */
final class Neighbours {

  private record Sight(QuotaId quota, long nanos) {}

  private record Sights(@Nullable Sight last, @Nullable Sight other) {
    Sights with(Sight sight) {
      boolean changes = last != null && !last.quota().equals(sight.quota());
      return new Sights(sight, changes ? last : other);
    }
  }

  private final AtomicReference<Sights> sights = new AtomicReference<>(new Sights(null, null));

  /** Notes a small batch of a shared quota. */
  void seen(QuotaId quota, long nowNanos) {
    var sight = new Sight(quota, nowNanos);
    sights.updateAndGet(known -> known.with(sight));
  }

  /**
   * Returns whether another quota than this was seen in the last {@link
   * Limits#QUOTA_NEIGHBOUR_SEEN}.
   */
  boolean hasOne(QuotaId quota, long nowNanos) {
    Sights known = sights.get();
    Sight last = known.last();
    Sight sight = last != null && last.quota().equals(quota) ? known.other() : last;
    return sight != null && nowNanos - sight.nanos() < Limits.QUOTA_NEIGHBOUR_SEEN.toNanos();
  }
}
