package id.kuota.engine.order;

import id.kuota.engine.Limits;
import java.time.Duration;
import java.time.Instant;

/**
 * How often a gateway was asked about a payment or a refund without a result, and when it is asked
 * next. It follows from the journal, so the pauses grow across passivation, crashes and nodes.
 *
 * @param tries rounds without a result
 * @param since the first of them; an operator's retry begins anew
 * @param last the latest of them
 * @param notBefore when the next round may begin
 */
record GatewayTries(int tries, Instant since, Instant last, Instant notBefore) {

  static final GatewayTries NONE = new GatewayTries(0, Instant.MIN, Instant.MIN, Instant.MIN);

  /** Counts one more round without a result. */
  GatewayTries after(int rounds, Instant at, Instant next) {
    return new GatewayTries(rounds, tries == 0 ? at : since, at, next);
  }

  /** The operator wants an answer now. The pauses do not become short again. */
  GatewayTries retriedAt(Instant at) {
    return tries == 0 ? this : new GatewayTries(tries, at, last, at);
  }

  /** Returns when the next round may begin if something new was heard of the payment. */
  Instant afterNews() {
    if (tries == 0) return notBefore;
    Instant soon = last.plus(Limits.PENDING_ORDERS_SEEN_AFTER);
    return soon.isBefore(notBefore) ? soon : notBefore;
  }

  /** Returns whether the gateway was asked for so long that a person must decide. */
  boolean isOver(Instant now) {
    return tries > 0 && !now.isBefore(since.plus(Limits.OUTSIDE_IN_FLIGHT_MAX));
  }

  /**
   * Returns the pause after a number of rounds. It doubles each time, and is up to an eighth
   * shorter: by how much follows from the subject, so that orders of one deadline spread and a
   * replay gives the same instant.
   */
  static Duration pause(String subject, int rounds) {
    long longest = Limits.OUTSIDE_RETRY_MAX.toMillis();
    long doubled = Limits.OUTSIDE_RETRY_MIN.toMillis() << Math.min(rounds - 1, 30);
    long pause = Math.min(doubled, longest);
    long eighth = Math.max(1, pause / 8);
    return Duration.ofMillis(pause - Math.floorMod((subject.hashCode() + rounds) * 31L, eighth));
  }
}
