package id.kuota.persistence.history;

import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaId;
import id.kuota.persistence.projection.JournalPosition;
import java.time.Instant;
import java.util.Optional;

/**
 * One hold that a quota granted.
 *
 * @param position of the batch that it is in: the order of grants over all quotas
 * @param before the quota just before it; empty if that cannot be told at a bounded cost
 */
public record QuotaGrant(
    QuotaId quota,
    QuotaChange.UnitsHeld held,
    Instant at,
    JournalPosition position,
    Optional<Moment> before) {

  /**
   * The numbers of a quota at one moment.
   *
   * @param granted holds that were granted until then, each replacement counted
   * @param refused requests that were refused until then, as far as the quota has written it
   */
  public record Moment(long granted, long capacity, long held, long sold, long refused) {

    static final Moment START = new Moment(0, 0, 0, 0, 0);

    /** Returns the free units; negative after the capacity was forced below what is in use. */
    public long free() {
      return capacity - held - sold;
    }

    Moment after(QuotaChange change) {
      return switch (change) {
        case QuotaChange.CapacitySet set ->
            new Moment(granted, set.capacity(), held, sold, refused);
        case QuotaChange.UnitsHeld more ->
            new Moment(
                granted + 1, capacity, held + more.quantity() - more.previously(), sold, refused);
        case QuotaChange.UnitsSold settled ->
            new Moment(
                granted, capacity, held - settled.quantity(), sold + settled.quantity(), refused);
        case QuotaChange.UnitsReleased released ->
            new Moment(granted, capacity, held - released.quantity(), sold, refused);
        case QuotaChange.UnitsReturned back ->
            new Moment(granted, capacity, held, sold - back.quantity(), refused);
      };
    }

    Moment refusing(int more) {
      return new Moment(granted, capacity, held, sold, refused + more);
    }
  }
}
