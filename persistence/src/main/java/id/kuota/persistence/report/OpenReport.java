package id.kuota.persistence.report;

import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A report whose moment is fixed and whose rows are not read yet. It has a connection of the pool
 * until it is closed. Used by one thread.
 */
public final class OpenReport implements AutoCloseable {

  /** Rows that are in memory at a time. */
  private static final int FETCH_ROWS = 1_000;

  private final Connection connection;
  private final ReportHead head;
  private final NamedParameters query;

  OpenReport(Connection connection, ReportHead head) {
    this.connection = connection;
    this.head = head;
    this.query = NamedParameters.of(head.report().query());
  }

  public ReportHead head() {
    return head;
  }

  /**
   * Returns whether the report has more rows than this. Reads no more than needed to know.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public boolean hasMoreThan(int rows) {
    var counting =
        new NamedParameters(
            "SELECT count(*) > %d FROM (%s LIMIT %d) counted"
                .formatted(rows, query.sql(), rows + 1L),
            query.names());
    try (PreparedStatement statement = counting.prepare(connection, head.request());
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getBoolean(1);
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(subject(), e);
    }
  }

  /**
   * Returns how many rows the report has. Reads them all.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public long count() {
    var counting =
        new NamedParameters(
            "SELECT count(*) FROM (%s) counted".formatted(query.sql()), query.names());
    try (PreparedStatement statement = counting.prepare(connection, head.request());
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(subject(), e);
    }
  }

  /**
   * Reads all rows into the sink. To be called once.
   *
   * @throws IOException what the sink has thrown
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public void writeTo(ReportSink sink) throws IOException {
    List<ReportColumn> columns = head.report().columns();
    long[] totals = new long[columns.size()];
    long rows = 0;
    sink.begin(head);
    try (PreparedStatement statement = query.prepare(connection, head.request())) {
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          List<Cell> cells = cells(columns, result);
          add(totals, cells);
          rows++;
          sink.row(cells);
        }
      }
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(subject(), e);
    }
    sink.end(rows, totals(columns, totals));
  }

  /**
   * Returns the totals of a report, read in the transaction of the caller.
   *
   * @param now the moment of asking, taken before the transaction's snapshot
   */
  public static Map<String, Long> totals(Connection connection, ReportRequest request, Instant now)
      throws SQLException {
    Report report = request.report();
    AsOf asOf = ReportReader.asOf(connection, report.source(), now);
    var totals = new TotalsSink();
    try {
      new OpenReport(connection, new ReportHead(request, "", "", asOf)).writeTo(totals);
    } catch (IOException e) {
      throw new IllegalStateException("a sink that writes nothing fails at nothing", e);
    }
    return totals.byColumn();
  }

  private static List<Cell> cells(List<ReportColumn> columns, ResultSet row) throws SQLException {
    var cells = new ArrayList<Cell>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      cells.add(cell(columns.get(i).kind(), row, i + 1));
    }
    return cells;
  }

  private static Cell cell(ReportColumn.Kind kind, ResultSet row, int column) throws SQLException {
    return switch (kind) {
      case TEXT -> {
        String text = row.getString(column);
        yield text == null ? Cell.Empty.EMPTY : new Cell.Text(text);
      }
      case MONEY, COUNT -> {
        long whole = row.getLong(column);
        yield row.wasNull() ? Cell.Empty.EMPTY : new Cell.Whole(whole);
      }
      case TIME -> {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        yield time == null ? Cell.Empty.EMPTY : new Cell.Time(time.toInstant());
      }
      case DATE -> {
        LocalDate day = row.getObject(column, LocalDate.class);
        yield day == null ? Cell.Empty.EMPTY : new Cell.Day(day);
      }
    };
  }

  private static void add(long[] totals, List<Cell> cells) {
    for (int i = 0; i < totals.length; i++) {
      if (cells.get(i) instanceof Cell.Whole whole) {
        totals[i] = Math.addExact(totals[i], whole.value());
      }
    }
  }

  private static List<Cell> totals(List<ReportColumn> columns, long[] totals) {
    var cells = new ArrayList<Cell>(totals.length);
    for (int i = 0; i < totals.length; i++) {
      cells.add(columns.get(i).isSummed() ? new Cell.Whole(totals[i]) : Cell.Empty.EMPTY);
    }
    return cells;
  }

  private String subject() {
    return "the report %s of %s".formatted(head.report().name(), head.request().sale());
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(subject(), e);
    }
  }
}
