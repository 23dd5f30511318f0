package id.kuota.persistence.readmodel;

import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.projection.Freshness;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The query of passages by gate. Blocks on the database; thread-safe. */
public final class GateReports {

  /** What counts as recent: the pace at a gate is read from it. */
  public static final Duration RECENT = Duration.ofMinutes(5);

  /** Gates and lists of one sale that are read; more are not set up by people. */
  private static final int ROWS_MAX = 2_000;

  private static final String COUNTS =
      """
      SELECT gate_id, list_id, entered, departed, conflicts, recent, coalesce(inside, 0)
      FROM (
        SELECT sale_id, gate_id, list_id, sum(entered) AS entered, sum(departed) AS departed,
               sum(conflicts) AS conflicts,
               coalesce(sum(entered) FILTER (WHERE minute >= ?), 0) AS recent
        FROM sales.gate_minute WHERE sale_id = ? GROUP BY sale_id, gate_id, list_id) passed
      LEFT JOIN sales.gate_inside USING (sale_id, gate_id, list_id)
      ORDER BY gate_id, list_id LIMIT ?
      """;

  private static final String UNKNOWN =
      """
      SELECT EXISTS (SELECT 1 FROM sales.inside_unknown WHERE sale_id = ?)
      """;

  /** As many rows as a sale has offers, and those that have left its terms. */
  private static final String TICKETS =
      """
      SELECT offer_id, tickets FROM sales.offer_tickets WHERE sale_id = ?
      """;

  /**
   * One gate and list.
   *
   * @param entered entries, also several of one ticket
   * @param recent entries in the last {@link #RECENT}
   * @param inside people that are in the list and entered last through this gate, see {@link
   *     id.kuota.engine.ticket.PeopleInside}
   */
  public record GateCount(
      String gate,
      String list,
      long entered,
      long departed,
      long conflicts,
      long recent,
      long inside) {}

  /**
   * A sale's gates.
   *
   * @param asOf everything up to here is counted
   * @param lag age of the oldest event that is not counted yet
   * @param insideKnown false if passages of the sale are from before people were counted; then
   *     {@code inside} lacks them until the projection is rebuilt
   * @param tickets how many of each offer were sold and are not void
   */
  public record GateReport(
      SaleId sale,
      Instant asOf,
      Duration lag,
      List<GateCount> gates,
      boolean insideKnown,
      Map<OfferId, Long> tickets) {
    public GateReport {
      gates = List.copyOf(gates);
      tickets = Map.copyOf(tickets);
    }
  }

  private final DataSource database;
  private final Clock clock;

  public GateReports(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * The counts as of one moment.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public GateReport of(SaleId sale) {
    Instant now = clock.instant();
    return Snapshot.read(
        database,
        "the counts of the gates",
        connection -> {
          Freshness freshness = Freshness.read(connection, "sales", now);
          return new GateReport(
              sale,
              freshness.asOf(),
              freshness.lag(),
              counts(connection, sale, now),
              insideKnown(connection, sale),
              tickets(connection, sale));
        });
  }

  private static List<GateCount> counts(Connection connection, SaleId sale, Instant now)
      throws SQLException {
    var counts = new ArrayList<GateCount>();
    try (PreparedStatement statement = connection.prepareStatement(COUNTS)) {
      statement.setObject(1, OffsetDateTime.ofInstant(now.minus(RECENT), ZoneOffset.UTC));
      statement.setString(2, sale.value());
      statement.setInt(3, ROWS_MAX);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          counts.add(
              new GateCount(
                  result.getString(1),
                  result.getString(2),
                  result.getLong(3),
                  result.getLong(4),
                  result.getLong(5),
                  result.getLong(6),
                  result.getLong(7)));
        }
      }
    }
    return counts;
  }

  private static boolean insideKnown(Connection connection, SaleId sale) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UNKNOWN)) {
      statement.setString(1, sale.value());
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && !result.getBoolean(1);
      }
    }
  }

  private static Map<OfferId, Long> tickets(Connection connection, SaleId sale)
      throws SQLException {
    var tickets = new HashMap<OfferId, Long>();
    try (PreparedStatement statement = connection.prepareStatement(TICKETS)) {
      statement.setString(1, sale.value());
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          tickets.put(new OfferId(result.getString(1)), result.getLong(2));
        }
      }
    }
    return tickets;
  }
}
