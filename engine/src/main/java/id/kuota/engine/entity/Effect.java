package id.kuota.engine.entity;

import java.time.Duration;

/**
 * A message that a state still owes to something outside of its entity: a quota, a gateway, another
 * entity. It follows from the state alone, so a crash loses none; it is sent until it is answered,
 * so it must be safe to repeat.
 */
public interface Effect {

  /** Returns its key. An entity runs one effect for each key at a time. */
  Object key();

  Retry retry();

  /** Returns whether an entity that is to stop waits for the answer, as far as it can. */
  default boolean delaysStop() {
    return true;
  }

  /**
   * How an effect is repeated.
   *
   * @param answerWithin an answer that takes longer counts as lost
   * @param backoff pauses after tries that failed or were lost
   * @param triesAwake tries for which the entity stays in memory; later ones are made when it is
   *     woken
   */
  record Retry(Duration answerWithin, Backoff backoff, int triesAwake) {

    /** The entity stays in memory until the effect is done. */
    public static final int ALWAYS_AWAKE = Integer.MAX_VALUE;
  }
}
