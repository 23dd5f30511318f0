package id.kuota.persistence.report;

import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.projection.Freshness;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Opens reports. Blocks on the database; thread-safe. */
public final class ReportReader {

  /**
   * How long the reader of a file may take nothing. A session of the pool ends after four seconds
   * of silence; a report holds no lock that a buyer waits for, so it may be more patient.
   */
  public static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private static final String POSITION =
      "SELECT tx_id::text || ':' || ordering, written_at FROM projection WHERE name = ?";

  private static final String FIND =
      "SELECT name, currency FROM sales.sale_listing WHERE sale_id = ?";

  private final DataSource database;
  private final Clock clock;

  public ReportReader(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Opens a report; empty if the read model knows no such sale, or not yet. The caller closes it:
   * it has a connection.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Optional<OpenReport> open(ReportRequest request) {
    Instant now = clock.instant(); // Before the snapshot, see Freshness.
    Connection connection;
    try {
      connection = database.getConnection();
    } catch (SQLException e) {
      throw unavailable(request, e);
    }
    boolean isOpen = false;
    try {
      begin(connection, request.report());
      Optional<ReportHead> head = head(connection, request, now);
      isOpen = head.isPresent();
      return head.map(found -> new OpenReport(connection, found));
    } catch (SQLException e) {
      throw unavailable(request, e);
    } finally {
      if (!isOpen) abandon(connection, request);
    }
  }

  /** The snapshot is taken by the first question, after the locks: see {@code Snapshot}. */
  private static void begin(Connection connection, Report report) throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    var tables = new TreeSet<String>();
    tables.add("projection");
    tables.add("sales.sale_listing");
    report.tables().forEach(table -> tables.add(report.source() + "." + table));
    try (Statement statement = connection.createStatement()) {
      String silence = Long.toString(SILENCE_MAX.toMillis());
      statement.execute("SET LOCAL idle_in_transaction_session_timeout = " + silence);
      statement.execute("LOCK TABLE %s IN ACCESS SHARE MODE".formatted(String.join(", ", tables)));
    }
  }

  private static Optional<ReportHead> head(
      Connection connection, ReportRequest request, Instant now) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setString(1, request.sale().value());
      try (ResultSet sale = find.executeQuery()) {
        if (!sale.next()) return Optional.empty();
        AsOf asOf = asOf(connection, request.report().source(), now);
        return Optional.of(new ReportHead(request, sale.getString(1), sale.getString(2), asOf));
      }
    }
  }

  /**
   * Reads where a projection stands, in the transaction of the caller.
   *
   * @param now the moment of asking, taken before the transaction's snapshot
   */
  public static AsOf asOf(Connection connection, String projection, Instant now)
      throws SQLException {
    Duration lag = Freshness.read(connection, projection, now).lag();
    try (PreparedStatement statement = connection.prepareStatement(POSITION)) {
      statement.setString(1, projection);
      try (ResultSet row = statement.executeQuery()) {
        row.next(); // Freshness has found it.
        return new AsOf(row.getString(1), Instant.ofEpochMilli(row.getLong(2)), lag);
      }
    }
  }

  private static void abandon(Connection connection, ReportRequest request) {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      throw unavailable(request, e);
    }
  }

  private static ReadModelUnavailableException unavailable(ReportRequest request, SQLException e) {
    SaleId sale = request.sale();
    return new ReadModelUnavailableException(
        "the report %s of %s".formatted(request.report().name(), sale), e);
  }
}
