package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import id.kuota.engine.entity.Backoff;
import id.kuota.engine.entity.Effect;

/**
 * An effect that asks the owner of a hold to resolve it. A late answer about an earlier attempt
 * does not answer this one.
 */
record ResolveHold(HoldId hold, long attempt, HoldQuestion.Occasion occasion) implements Effect {

  private static final Retry AT_DEADLINE =
      new Retry(
          Limits.RESOLUTION_TIMEOUT,
          new Backoff(Limits.RESOLUTION_RETRY, Limits.RESOLUTION_RETRY),
          Retry.ALWAYS_AWAKE);

  /** The first question may reach no entity, since shards of the lost node are still moving. */
  private static final Retry NODE_GONE =
      new Retry(
          Limits.NODE_GONE_TIMEOUT,
          new Backoff(Limits.RESOLUTION_RETRY, Limits.RESOLUTION_RETRY),
          Retry.ALWAYS_AWAKE);

  /** What a question is about: at the deadline the same hold is asked about once more. */
  record Key(HoldId hold, long attempt) {
    static Key of(HoldResolution resolution) {
      return new Key(resolution.hold(), resolution.attempt());
    }
  }

  static ResolveHold of(OpenHolds.OpenHold hold, HoldQuestion.Occasion occasion) {
    return new ResolveHold(hold.id(), hold.attempt(), occasion);
  }

  @Override
  public Key key() {
    return new Key(hold, attempt);
  }

  @Override
  public Retry retry() {
    return switch (occasion) {
      case DEADLINE -> AT_DEADLINE;
      case NODE_GONE -> NODE_GONE;
    };
  }

  /** The quota asks again wherever it wakes; a hand-over must not wait for orders. */
  @Override
  public boolean delaysStop() {
    return false;
  }
}
