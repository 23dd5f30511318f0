package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import id.kuota.engine.entity.Backoff;
import id.kuota.engine.entity.Effect;

/**
 * An effect that asks the owner of an overdue hold to resolve it. A late answer about an earlier
 * attempt does not answer this one.
 */
record ResolveHold(HoldId hold, long attempt) implements Effect {

  private static final Retry RETRY =
      new Retry(
          Limits.RESOLUTION_TIMEOUT,
          new Backoff(Limits.RESOLUTION_RETRY, Limits.RESOLUTION_RETRY),
          Retry.ALWAYS_AWAKE);

  @Override
  public ResolveHold key() {
    return this;
  }

  @Override
  public Retry retry() {
    return RETRY;
  }

  /** The quota asks again wherever it wakes; a hand-over must not wait for orders. */
  @Override
  public boolean delaysStop() {
    return false;
  }
}
