package id.kuota.persistence.projection;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a batch of the journal changes in the tables that wake quotas and orders. Pure. */
final class WakeChanges {

  /**
   * What a quota holds more, or less.
   *
   * @param lastDeadline of the holds in the batch; null if there are none
   */
  record Held(boolean isPersonal, long units, @Nullable Instant lastDeadline) {

    Held then(Held later) {
      return new Held(
          isPersonal,
          Math.addExact(units, later.units),
          QuotaDelta.later(lastDeadline, later.lastDeadline));
    }
  }

  private final Map<String, Held> quotas = new TreeMap<>();
  private final MoneyChanges money = new MoneyChanges();

  private WakeChanges() {}

  static WakeChanges fold(List<JournalRow> rows) {
    var changes = new WakeChanges();
    for (JournalRow row : rows) {
      switch (row.event()) {
        case QuotaEvent.BatchApplied batch -> changes.apply(batch);
        case OrderEvent event -> changes.money.apply(row.entity(), event);
        default -> {} // Nothing else sleeps. An unknown event stops the sales.
      }
    }
    return changes;
  }

  private void apply(QuotaEvent.BatchApplied batch) {
    long held = 0;
    @Nullable Instant lastDeadline = null;
    for (QuotaChange change : batch.changes()) {
      switch (change) {
        case QuotaChange.CapacitySet set -> {}
        case QuotaChange.UnitsHeld hold -> {
          held += hold.quantity() - hold.previously();
          lastDeadline = QuotaDelta.later(lastDeadline, hold.until());
        }
        case QuotaChange.UnitsSold sold -> held -= sold.quantity();
        case QuotaChange.UnitsReleased released -> held -= released.quantity();
        case QuotaChange.UnitsReturned back -> {} // They were sold.
      }
    }
    quotas.merge(
        batch.quota().value(),
        new Held(batch.quota().isPersonal(), held, lastDeadline),
        Held::then);
  }

  Map<String, Held> quotas() {
    return quotas;
  }

  MoneyChanges money() {
    return money;
  }
}
