package id.kuota.engine.ratelimit;

import id.kuota.engine.ClusterMessage;
import org.apache.pekko.actor.typed.ActorRef;

/** What nodes say to the counters of a node. */
public sealed interface RateMessage {

  /**
   * Asks for permits of a key.
   *
   * @param limit with the rates of the asking node: while settings are changed, nodes differ
   * @param wanted the most that the node will give away soon
   */
  record LeaseRequest(RateKey key, RateLimit limit, int wanted, ActorRef<LeaseAnswer> replyTo)
      implements RateMessage, ClusterMessage {}

  /**
   * The answer.
   *
   * @param permits 0 if the key has used up its limit
   * @param waitNanos until it may have one more, where it was given none
   */
  record LeaseAnswer(int permits, long waitNanos) implements ClusterMessage {}

  /** Time to forget idle keys; never leaves its node. */
  enum Sweep implements RateMessage {
    SWEEP
  }
}
