package id.kuota.engine.quota;

import java.time.Instant;

/** The answer to one request; answers stand in the order of the requests. */
public sealed interface QuotaAnswer {

  /** The units are held until {@code until}, and the journal has it. */
  record Granted(Instant until) implements QuotaAnswer {}

  /** The hold is settled, released or was so before. */
  record Ended() implements QuotaAnswer {}

  /** The capacity is as asked. */
  record CapacityIs(long capacity) implements QuotaAnswer {}

  /**
   * Turned down.
   *
   * @param available units that were free at that moment
   */
  record Refused(QuotaRefusal reason, long available) implements QuotaAnswer {}
}
