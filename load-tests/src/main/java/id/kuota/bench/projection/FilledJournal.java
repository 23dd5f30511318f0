package id.kuota.bench.projection;

import id.kuota.bench.measure.Numbers;
import id.kuota.bench.surroundings.JournalRows;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.database.DatabaseSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A journal as a sale leaves it: each order has its row, its hold stands in a row of the shared
 * quota together with those of the others of that moment, and, if buyers are limited, in the only
 * row of the buyer's own quota.
 *
 * @param rows in the journal
 */
record FilledJournal(SaleId sale, long orders, boolean limited, long rows) {

  /** Orders whose holds came in the same batch. */
  private static final int BATCH = 200;

  private static final Numbers ORDERS = new Numbers();
  private static final int ROWS_AT_ONCE = 1_000;
  private static final long CAPACITY = 1_000_000_000;
  private static final int LIMIT = 4;
  private static final long FACE = 5_000_000;
  private static final Duration HOLD = Duration.ofMinutes(15);

  static FilledJournal write(DatabaseSettings database, String name, long orders, boolean limited)
      throws SQLException {
    var sale = new SaleId(name);
    QuotaId quota = QuotaId.shared(name, "cat1");
    Instant start = Instant.now();
    long written = 0;
    try (var rows = new JournalRows(database)) {
      rows.add("Quota|" + quota, batch(quota, start, List.of(opened(CAPACITY))));
      for (long first = 0; first < orders; first += BATCH) {
        Instant at = start.plusMillis(first / BATCH * 10);
        var holds = new ArrayList<QuotaChange>();
        for (long number = first; number < Math.min(orders, first + BATCH); number++) {
          holds.add(held((int) number, at));
        }
        rows.add("Quota|" + quota, batch(quota, at, holds));
        for (int i = 0; i < holds.size(); i++) {
          int number = (int) first + i;
          if (limited) addPersonal(rows, sale, number, at);
          rows.add("Order|" + order(number), placed(sale, quota, number, limited, at));
        }
        if (rows.size() >= ROWS_AT_ONCE) written += rows.write();
      }
      written += rows.write();
    }
    return new FilledJournal(sale, orders, limited, written);
  }

  private static void addPersonal(JournalRows rows, SaleId sale, int number, Instant at) {
    QuotaId own = QuotaId.personal(sale.value(), "buyer" + number);
    rows.add("Quota|" + own, batch(own, at, List.of(opened(LIMIT), held(number, at))));
  }

  private static QuotaEvent.BatchApplied batch(
      QuotaId quota, Instant at, List<QuotaChange> changes) {
    return new QuotaEvent.BatchApplied(quota, changes, 0, at);
  }

  private static QuotaChange.CapacitySet opened(long capacity) {
    return new QuotaChange.CapacitySet(capacity, 0, "opened", "bench");
  }

  private static QuotaChange.UnitsHeld held(int number, Instant at) {
    return new QuotaChange.UnitsHeld(
        new HoldId(order(number).value()), at.toEpochMilli(), 1, 0, at.plus(HOLD));
  }

  private static OrderId order(int number) {
    return new OrderId(ORDERS.orderId(number));
  }

  private static OrderEvent.OrderPlaced placed(
      SaleId sale, QuotaId quota, int number, boolean limited, Instant at) {
    var line =
        new OrderLine(
            new OfferId("cat1"), "CAT 1", new Price(FACE, List.of()).times(1), List.of(quota));
    var content =
        new OrderContent(
            sale,
            1,
            "IDR",
            new BuyerKey("buyer" + number),
            List.of(line),
            HOLD,
            limited ? LIMIT : 0,
            "0123456789abcdef0123456789abcdef");
    return new OrderEvent.OrderPlaced(order(number), content, at.plus(HOLD), at);
  }
}
