package id.kuota.persistence.reconciliation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the orders of the journal with their rows, one by one. Both come in the order of their
 * ids, byte by byte, so none is kept in memory. Not thread-safe.
 */
final class OrderComparison {

  private final OrderRows rows;
  private final List<TieOutReport.Row> found = new ArrayList<>();
  private Optional<OrderRow> next;
  private long foundAll;

  OrderComparison(OrderRows rows) throws SQLException {
    this.rows = rows;
    this.next = rows.next();
  }

  /** Takes the next order of the journal. */
  void order(OrderRow expected) throws SQLException {
    while (next.isPresent() && next.get().order().compareTo(expected.order()) < 0) {
      differs(next.get().order(), "order", "none", next.get().state());
      next = rows.next();
    }
    if (next.isEmpty() || !next.get().order().equals(expected.order())) {
      differs(expected.order(), "order", expected.state(), "none");
      return;
    }
    OrderRow row = next.get();
    compare(row, "state", expected.state(), row.state());
    compare(row, "total", expected.total(), row.total());
    compare(row, "tickets", expected.tickets(), row.tickets());
    compare(row, "paid", expected.paid(), row.paid());
    next = rows.next();
  }

  /** The journal has no more orders. */
  void end() throws SQLException {
    for (; next.isPresent(); next = rows.next()) {
      differs(next.get().order(), "order", "none", next.get().state());
    }
  }

  List<TieOutReport.Row> found() {
    return found;
  }

  long foundAll() {
    return foundAll;
  }

  private void compare(OrderRow row, String what, Object expected, Object stored) {
    if (!expected.equals(stored)) {
      differs(row.order(), what, expected.toString(), stored.toString());
    }
  }

  private void differs(String order, String what, String journal, String stored) {
    foundAll++;
    if (found.size() < TieOutReport.ROWS_MAX) {
      found.add(new TieOutReport.Row(order, what, journal, stored));
    }
  }
}
