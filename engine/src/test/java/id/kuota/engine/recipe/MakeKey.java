package id.kuota.engine.recipe;

import id.kuota.engine.entity.Backoff;
import id.kuota.engine.entity.Effect;
import java.time.Duration;

/** The key that the key maker has to make for the guest. */
record MakeKey(String guest) implements Effect {

  private static final Retry RETRY =
      new Retry(
          Duration.ofSeconds(2),
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)),
          Retry.ALWAYS_AWAKE);

  @Override
  public Object key() {
    return guest;
  }

  @Override
  public Retry retry() {
    return RETRY;
  }
}
