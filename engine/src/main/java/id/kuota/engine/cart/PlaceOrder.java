package id.kuota.engine.cart;

import id.kuota.engine.Limits;
import id.kuota.engine.entity.Backoff;
import id.kuota.engine.entity.Effect;
import java.time.Duration;

/**
 * An effect that asks the order of a cart in checkout until it has decided: it is placed, or never
 * will be.
 */
record PlaceOrder(Choice choice) implements Effect {

  static final Object KEY = PlaceOrder.class;

  /** Longer than the call itself, which always ends. */
  private static final Duration ANSWER_WITHIN = Limits.ENTITY_TIMEOUT.multipliedBy(2);

  private static final Retry RETRY =
      new Retry(
          ANSWER_WITHIN,
          new Backoff(Limits.EFFECT_RETRY_MIN, Limits.EFFECT_RETRY_MAX),
          Retry.ALWAYS_AWAKE);

  @Override
  public Object key() {
    return KEY;
  }

  @Override
  public Retry retry() {
    return RETRY;
  }
}
