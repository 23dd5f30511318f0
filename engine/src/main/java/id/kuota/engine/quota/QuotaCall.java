package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import id.kuota.engine.entity.Backoff;
import id.kuota.engine.entity.Effect;

/**
 * A request that an entity owes a quota until the quota has acknowledged it.
 *
 * @param tag tells calls of one entity to the same quota apart; returned with the answer
 */
public record QuotaCall(QuotaId quota, QuotaRequest request, long tag) implements Effect {

  private static final Retry RETRY =
      new Retry(
          Limits.EFFECT_RETRY_MIN,
          new Backoff(Limits.EFFECT_RETRY_MIN, Limits.EFFECT_RETRY_MAX),
          Retry.ALWAYS_AWAKE);

  /** What a call is about. */
  public record Key(QuotaId quota, long tag) {}

  @Override
  public Key key() {
    return new Key(quota, tag);
  }

  @Override
  public Retry retry() {
    return RETRY;
  }
}
