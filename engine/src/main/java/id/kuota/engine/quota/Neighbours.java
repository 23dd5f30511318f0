package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for which quotas few have asked lately, who must not wait for many. The two latest are
 * enough: one of them is a neighbour of whoever asks. Not thread-safe; lives in the batcher.
 */
final class Neighbours {

  private record Sight(QuotaId quota, long nanos) {}

  private @Nullable Sight last;
  private @Nullable Sight other;

  /** A batch of few is sent to a quota that buyers share. */
  void seen(QuotaId quota, long nowNanos) {
    if (last != null && !last.quota().equals(quota)) other = last;
    last = new Sight(quota, nowNanos);
  }

  /** Whether another quota than this was seen in the last {@link Limits#QUOTA_NEIGHBOUR_SEEN}. */
  boolean hasOne(QuotaId quota, long nowNanos) {
    Sight sight = last != null && last.quota().equals(quota) ? other : last;
    return sight != null && nowNanos - sight.nanos() < Limits.QUOTA_NEIGHBOUR_SEEN.toNanos();
  }
}
