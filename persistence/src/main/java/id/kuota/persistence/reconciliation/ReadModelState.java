package id.kuota.persistence.reconciliation;

import id.kuota.persistence.projection.JournalPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the read models say, as of the snapshot of one transaction. Sums by sale and by shared quota
 * are in memory; the rows of quotas, of which there are many, are fetched as they are needed.
 */
final class ReadModelState {

  /** A quota's row. */
  record Summary(
      long capacity,
      long held,
      long sold,
      long released,
      long refused,
      long revenue,
      long revision) {}

  /** All minutes of a shared quota. */
  record MinuteSums(long taken, long sold, long released, long refused, long revenue) {

    static final MinuteSums NONE = new MinuteSums(0, 0, 0, 0, 0);
  }

  /** A sale's row. */
  record Listing(String name, String status, long revision) {
    @Override
    public String toString() {
      return "%s, %s, revision %d".formatted(name, status, revision);
    }
  }

  private final Connection connection;
  private final JournalPosition position;
  private final long rowsWaiting;
  private final Map<String, Listing> listings;
  private final Map<String, SaleTally> tallies;
  private final Map<String, MinuteSums> minutes;
  private final Map<String, GateTally> gates;
  private final Map<String, VoidTally> voids;
  private final Map<String, Long> tickets;
  private final RefundTotals refunds = new RefundTotals();

  private ReadModelState(Connection connection) throws SQLException {
    this.connection = connection;
    this.position =
        first(
            "SELECT tx_id::text::bigint, ordering FROM projection WHERE name = 'sales'",
            row -> new JournalPosition(row.getLong(1), row.getLong(2)));
    this.rowsWaiting =
        first(
            """
            SELECT count(*) FROM event_journal j JOIN projection p ON p.name = 'sales'
            WHERE (j.tx_id, j.ordering) > (p.tx_id, p.ordering)
            """,
            row -> row.getLong(1));
    this.listings =
        map(
            "SELECT sale_id, name, status, revision FROM sales.sale_listing",
            row -> new Listing(row.getString(2), row.getString(3), row.getLong(4)));
    this.tallies =
        map(
            """
            SELECT sale_id, sum(placed), sum(paid), sum(cancelled), sum(expired),
                   sum(refunds_owed), sum(refund_amount), sum(revenue)
            FROM sales.sale_minute GROUP BY sale_id
            """,
            row ->
                new SaleTally(
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8)));
    map(
            "SELECT status, count(*), sum(amount) FROM sales.refund GROUP BY status",
            row -> new RefundTotals.Sum(row.getLong(2), row.getLong(3)))
        .forEach(refunds::add);
    this.minutes =
        map(
            """
            SELECT quota_id, sum(held), sum(sold), sum(released), sum(refused), sum(revenue)
            FROM sales.quota_minute GROUP BY quota_id
            """,
            row ->
                new MinuteSums(
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)));
    this.gates =
        map(
            """
            SELECT gate_id || ', list ' || list_id, sum(entered), sum(departed), sum(conflicts)
            FROM sales.gate_minute GROUP BY gate_id, list_id
            """,
            row -> new GateTally(row.getLong(2), row.getLong(3), row.getLong(4)));
    this.voids =
        map(
            "SELECT sale_id, count(*), sum(below) FROM sales.void_code GROUP BY sale_id",
            row -> new VoidTally(row.getLong(2), row.getLong(3)));
    this.tickets =
        map(
            "SELECT sale_id || ', offer ' || offer_id, tickets FROM sales.offer_tickets",
            row -> row.getLong(2));
  }

  /**
   * Reads what is kept in memory.
   *
   * @param connection in a transaction that keeps its snapshot
   */
  static ReadModelState read(Connection connection) throws SQLException {
    return new ReadModelState(connection);
  }

  /** Returns the rows of these quotas, where there are any. */
  Map<String, Summary> summaries(Collection<String> quotas) throws SQLException {
    var summaries = new HashMap<String, Summary>();
    if (quotas.isEmpty()) return summaries;
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT quota_id, capacity, held, sold, released, refused, revenue, revision
            FROM sales.quota_summary WHERE quota_id = ANY (?)
            """)) {
      statement.setArray(1, connection.createArrayOf("text", quotas.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          summaries.put(
              row.getString(1),
              new Summary(
                  row.getLong(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6),
                  row.getLong(7),
                  row.getLong(8)));
        }
      }
    }
    return summaries;
  }

  /** Returns rows that no entity in the journal explains: {@code quota x} or {@code sale x}. */
  List<String> unexplained() throws SQLException {
    Map<String, Boolean> found =
        map(
            """
            SELECT 'quota ' || quota_id FROM sales.quota_summary
            WHERE NOT EXISTS (
              SELECT 1 FROM event_journal WHERE persistence_id = 'Quota|' || quota_id)
            UNION ALL
            SELECT 'sale ' || sale_id FROM sales.sale_listing
            WHERE NOT EXISTS (
              SELECT 1 FROM event_journal WHERE persistence_id = 'Sale|' || sale_id)
            LIMIT %d
            """
                .formatted(Findings.KEPT_MAX),
            row -> true);
    return found.keySet().stream().sorted().toList();
  }

  /** Returns the last row of the journal in the read models. */
  JournalPosition position() {
    return position;
  }

  long rowsWaiting() {
    return rowsWaiting;
  }

  Optional<Listing> listing(String sale) {
    return Optional.ofNullable(listings.get(sale));
  }

  SaleTally tally(String sale) {
    return tallies.getOrDefault(sale, SaleTally.NONE);
  }

  RefundTotals refunds() {
    return refunds;
  }

  /** Returns the sales for which orders were counted. */
  Stream<String> tallied() {
    return tallies.keySet().stream();
  }

  /** Returns all minutes of each gate and list. */
  Map<String, GateTally> gates() {
    return gates;
  }

  /** Returns the void codes of each sale. */
  Map<String, VoidTally> voids() {
    return voids;
  }

  /** Returns the tickets of each offer that were sold and are not void. */
  Map<String, Long> tickets() {
    return tickets;
  }

  /** Returns the people inside, by gate and list. */
  Map<String, Long> inside() throws SQLException {
    return map(
        """
        SELECT gate_id || ', list ' || list_id, sum(inside)
        FROM sales.gate_inside GROUP BY gate_id, list_id
        """,
        row -> row.getLong(2));
  }

  /**
   * Returns whether all passages of the journal are in {@link #inside}, or older ones need a
   * rebuild.
   */
  boolean insideKnown() throws SQLException {
    return first(
        "SELECT NOT EXISTS (SELECT 1 FROM sales.inside_unknown)", row -> row.getBoolean(1));
  }

  MinuteSums minutes(String quota) {
    return minutes.getOrDefault(quota, MinuteSums.NONE);
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> T first(String sql, Reader<T> reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      if (!result.next()) {
        throw new SQLException("the table projection has no row for sales");
      }
      return reader.read(result);
    }
  }

  /** Returns the rows by their first column. */
  private <T> Map<String, T> map(String sql, Reader<T> reader) throws SQLException {
    var map = new HashMap<String, T>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        map.put(result.getString(1), reader.read(result));
      }
    }
    return map;
  }
}
