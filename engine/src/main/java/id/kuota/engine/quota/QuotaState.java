package id.kuota.engine.quota;

import id.kuota.engine.JournalEvent;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Where a quota stands. Immutable to its last part: snapshots are made of it by another thread
 * while the quota goes on.
 */
public sealed interface QuotaState extends JournalEvent {

  /** The quota has no capacity yet. */
  record Unopened() implements QuotaState {
    public Counting opened(QuotaChange.CapacitySet change, Instant at) {
      return new Counting(
          change.capacity(), at, change.reason(), OpenHolds.NONE, 0, ReturnedUnits.NONE);
    }
  }

  /**
   * The quota counts. What is held is the sum of the open holds by construction; what is available
   * is what remains.
   *
   * @param sold units that are sold now: those that were given back are not
   */
  record Counting(
      long capacity,
      Instant capacitySince,
      String capacityReason,
      OpenHolds holds,
      long sold,
      ReturnedUnits returned)
      implements QuotaState {

    public Counting {
      if (capacity < 0 || sold < 0 || holds.units() < 0) {
        throw new IllegalStateException(
            "negative count: capacity %d, held %d, sold %d"
                .formatted(capacity, holds.units(), sold));
      }
    }

    public long held() {
      return holds.units();
    }

    /** Free units; negative after the capacity was forced below what is in use. */
    public long available() {
      return capacity - held() - sold;
    }

    Counting resized(QuotaChange.CapacitySet change, Instant at) {
      return new Counting(change.capacity(), at, change.reason(), holds, sold, returned);
    }

    Counting holding(QuotaChange.UnitsHeld change, OptionalLong epoch) {
      var hold =
          new OpenHolds.OpenHold(
              change.hold(), change.attempt(), change.quantity(), change.until(), epoch);
      return with(holds.with(hold), sold, returned);
    }

    Counting settled(QuotaChange.UnitsSold change) {
      return with(holds.without(change.hold()), sold + change.quantity(), returned);
    }

    Counting released(QuotaChange.UnitsReleased change) {
      return with(holds.without(change.hold()), sold, returned);
    }

    Counting returned(QuotaChange.UnitsReturned change) {
      return with(holds, sold - change.quantity(), returned.with(change.hold(), change.total()));
    }

    private Counting with(OpenHolds nowHeld, long nowSold, ReturnedUnits nowReturned) {
      return new Counting(capacity, capacitySince, capacityReason, nowHeld, nowSold, nowReturned);
    }
  }
}
