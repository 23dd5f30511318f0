package id.kuota.persistence.reconciliation;

import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.projection.JournalPosition;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import id.kuota.persistence.report.AsOf;
import id.kuota.persistence.report.OpenReport;
import id.kuota.persistence.report.ReportPeriod;
import id.kuota.persistence.report.ReportReader;
import id.kuota.persistence.report.ReportRequest;
import id.kuota.persistence.report.Reports;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Puts the numbers of one sale side by side: counts, lists, reports, the gateway's payments,
 * tickets, and the journal. All are read in one snapshot, and change nothing. Blocks on the
 * database; thread-safe.
 */
public final class TieOut {

  private static final List<String> SETTINGS =
      List.of(
          "SET LOCAL enable_sort = off",
          """
          LOCK TABLE projection, sales.sale_listing, sales.sale_minute, sales.quota_summary,
            sales.refund, orders.placed_order, orders.order_line, orders.payment, orders.ticket,
            orders.refund IN ACCESS SHARE MODE
          """);

  /** Time for one statement, however short that for the journal is. */
  private static final Duration STATEMENT_MIN = Duration.ofSeconds(30);

  private static final String FIND =
      "SELECT name, currency FROM sales.sale_listing WHERE sale_id = ?";

  private final DataSource database;
  private final Clock clock;

  public TieOut(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Compares the sale; empty if the read model knows no such sale, or not yet.
   *
   * @param most time for the journal, all of whose orders are read; a longer journal is left out
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Optional<TieOutReport> of(SaleId sale, Duration most) {
    Instant now = clock.instant(); // Before the snapshot, see Freshness.
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      try (Statement settings = connection.createStatement()) {
        long statement = Math.max(STATEMENT_MIN.toMillis(), most.toMillis());
        settings.execute("SET LOCAL statement_timeout = " + statement);
        for (String setting : SETTINGS) settings.execute(setting);
        return find(connection, sale, now, most);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the tie-out of " + sale, e);
    }
  }

  private static Optional<TieOutReport> find(
      Connection connection, SaleId sale, Instant now, Duration most) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, sale.value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(compare(connection, sale, row.getString(1), row.getString(2), now, most))
            : Optional.empty();
      }
    }
  }

  private static TieOutReport compare(
      Connection connection, SaleId sale, String name, String currency, Instant now, Duration most)
      throws SQLException {
    AsOf sales = ReportReader.asOf(connection, "sales", now);
    AsOf orders = ReportReader.asOf(connection, "orders", now);
    var lines = new TieOutLines(sales.position(), orders.position());
    lines.stored(StoredSums.read(connection, sale.value()));
    lines.reported(
        totals(connection, sale, "daily-sales", now), totals(connection, sale, "offers", now));
    try (var rows = new OrderRows(connection, sale.value())) {
      var comparison = new OrderComparison(rows);
      var fold =
          new OrderFold(sale.value(), at(sales.position()), at(orders.position()), comparison);
      boolean isRead = fold.run(connection, most);
      if (isRead) lines.folded(fold);
      return new TieOutReport(
          sale.value(),
          name,
          currency,
          sales,
          orders,
          isRead,
          lines.all(),
          isRead ? comparison.found() : List.of(),
          isRead ? comparison.foundAll() : 0);
    }
  }

  private static Map<String, Long> totals(
      Connection connection, SaleId sale, String report, Instant now) throws SQLException {
    var request =
        new ReportRequest(
            Reports.named(report).orElseThrow(), sale, ReportPeriod.always(ReportPeriod.WIB));
    return OpenReport.totals(connection, request, now);
  }

  private static JournalPosition at(String position) {
    String[] parts = position.split(":", -1);
    return new JournalPosition(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }
}
