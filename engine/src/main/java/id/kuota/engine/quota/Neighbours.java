package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import org.jspecify.annotations.Nullable;

/**
 * The cold quotas in recent use, whose requests must not wait behind a hot one. Two are enough: one
 * of them differs from the quota that asks. Not thread-safe; lives in the batcher.
 */
final class Neighbours {

  private record Sight(QuotaId quota, long nanos) {}

  private @Nullable Sight last;
  private @Nullable Sight other;

  /** Notes a small batch of a shared quota. */
  void seen(QuotaId quota, long nowNanos) {
    if (last != null && !last.quota().equals(quota)) other = last;
    last = new Sight(quota, nowNanos);
  }

  /**
   * Returns whether another quota than this was seen in the last {@link
   * Limits#QUOTA_NEIGHBOUR_SEEN}.
   */
  boolean hasOne(QuotaId quota, long nowNanos) {
    Sight sight = last != null && last.quota().equals(quota) ? other : last;
    return sight != null && nowNanos - sight.nanos() < Limits.QUOTA_NEIGHBOUR_SEEN.toNanos();
  }
}
