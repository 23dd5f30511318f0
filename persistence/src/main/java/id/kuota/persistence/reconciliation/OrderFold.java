package id.kuota.persistence.reconciliation;

import id.kuota.engine.order.OrderEvent;
import id.kuota.persistence.journal.JournalCodec;
import id.kuota.persistence.journal.UnreadableException;
import id.kuota.persistence.projection.JournalPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Folds the orders of one sale from the journal, and hands each to the comparison with its row. The
 * sums are of two positions: those of the projections {@code sales} and {@code orders}. Not
 * thread-safe; for one run.
 */
final class OrderFold {

  private static final int FETCH_ROWS = 1_000;
  private static final String ORDER = "Order|";

  // In the order of the primary key; the id after the last order's begins with the next letter.
  private static final String READ =
      """
      SELECT tx_id::text::bigint, ordering, persistence_id, sequence_number, event_ser_manifest,
             event_payload
      FROM event_journal WHERE persistence_id >= 'Order|' AND persistence_id < 'Order}'
      ORDER BY persistence_id, sequence_number
      """;

  /** Sums over all orders of the sale, up to the position of the projection {@code orders}. */
  record Sums(long placed, long paid, long ended, long paidAmount, long tickets) {

    static final Sums NONE = new Sums(0, 0, 0, 0, 0);

    Sums plus(FoldedOrder order, OrderRow row) {
      return new Sums(
          placed + 1,
          paid + (order.isPaid() ? 1 : 0),
          ended + (order.hasEnded() ? 1 : 0),
          Math.addExact(paidAmount, row.paid()),
          tickets + row.tickets());
    }
  }

  private final JournalCodec codec = new JournalCodec();
  private final String sale;
  private final JournalPosition ordersPosition;
  private final OrderComparison comparison;
  private final AuditTotals totals;
  private final RefundTotals refunds = new RefundTotals();
  private final Findings findings = new Findings();
  private Sums sums = Sums.NONE;

  private String entity = "";
  private @Nullable FoldedOrder order;
  private @Nullable OrderAudit audit;
  private RefundBook book = new RefundBook();

  OrderFold(
      String sale,
      JournalPosition salesPosition,
      JournalPosition ordersPosition,
      OrderComparison comparison) {
    this.sale = sale;
    this.ordersPosition = ordersPosition;
    this.comparison = comparison;
    this.totals = new AuditTotals(salesPosition);
  }

  /**
   * Reads the journal.
   *
   * @param most ends the reading after this time
   * @return whether it came to the end
   */
  boolean run(Connection connection, Duration most) throws SQLException {
    long begun = System.nanoTime();
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (System.nanoTime() - begun > most.toNanos()) return false;
          next(row);
        }
      }
    }
    endOrder();
    comparison.end();
    return true;
  }

  private void next(ResultSet row) throws SQLException {
    String id = row.getString(3);
    if (!id.equals(entity)) {
      endOrder();
      entity = id;
      order = new FoldedOrder(id.substring(ORDER.length()));
      audit = new OrderAudit(id.substring(ORDER.length()), totals, findings);
      book = new RefundBook();
    }
    var position = new JournalPosition(row.getLong(1), row.getLong(2));
    try {
      if (codec.decodeEvent(row.getString(5), row.getBytes(6)) instanceof OrderEvent event) {
        apply(event, row.getLong(4), position);
      }
    } catch (UnreadableException e) {
      throw new SQLException("event %d of %s cannot be read".formatted(row.getLong(4), id), e);
    }
  }

  private void apply(OrderEvent event, long sequenceNumber, JournalPosition position) {
    if (order != null && position.compareTo(ordersPosition) <= 0) order.apply(event);
    if (audit != null) audit.apply(event, sequenceNumber, position);
    if (totals.isCounted(position)) book.apply(event);
  }

  private void endOrder() throws SQLException {
    if (order == null || !order.isOf(sale)) return;
    OrderRow row = order.row();
    sums = sums.plus(order, row);
    refunds.add(book);
    comparison.order(row);
  }

  Sums sums() {
    return sums;
  }

  /** Returns what {@code sales.sale_minute} should sum up to. */
  SaleTally tally() {
    return totals.sales().getOrDefault(sale, SaleTally.NONE);
  }

  /** Returns all refunds of the sale, up to the position of the projection {@code sales}. */
  RefundTotals refunds() {
    return refunds;
  }
}
