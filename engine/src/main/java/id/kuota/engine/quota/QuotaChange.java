package id.kuota.engine.quota;

import java.time.Instant;

/** One change within a batch. Each tells its own difference, so that a reader needs no state. */
public sealed interface QuotaChange {

  record CapacitySet(long capacity, long previously, String reason, String by)
      implements QuotaChange {}

  /**
   * Units were taken.
   *
   * @param previously units that the owner's earlier attempt held and that this hold replaces
   */
  record UnitsHeld(HoldId hold, long attempt, int quantity, int previously, Instant until)
      implements QuotaChange {}

  record UnitsSold(HoldId hold, int quantity) implements QuotaChange {}

  record UnitsReleased(HoldId hold, int quantity) implements QuotaChange {}

  /**
   * Sold units came back.
   *
   * @param total what the owner has given back in all, with these
   */
  record UnitsReturned(HoldId hold, int quantity, int total) implements QuotaChange {}
}
