package id.kuota.bench.surroundings;

import id.kuota.bench.measure.Books;
import id.kuota.bench.measure.Numbers;
import id.kuota.persistence.database.DatabaseSettings;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Optional;

/** Which orders of a round the journal has. */
public final class OrderJournal {

  private static final String READ =
      """
      SELECT persistence_id FROM event_journal
      WHERE persistence_id LIKE ? AND sequence_number = 1 AND event_ser_manifest = 'OP1'
      """;

  private final DatabaseSettings database;

  public OrderJournal(DatabaseSettings database) {
    this.database = database;
  }

  /**
   * The orders as if they were holds: one unit each.
   *
   * @param capacity of the one quota that they draw from
   */
  public Books books(Numbers numbers, long capacity) throws SQLException {
    var known = new BitSet();
    try (var connection = BenchServer.connect(database);
        var statement = connection.prepareStatement(READ)) {
      statement.setString(1, "Order|" + numbers.series().replace("_", "\\_") + "%");
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          known.set(Numbers.of(row.getString(1).substring("Order|".length())));
        }
      }
    }
    int orders = known.cardinality();
    return new Books(
        "the orders in the journal",
        capacity,
        capacity - orders,
        orders,
        0,
        orders,
        Optional.of(known));
  }
}
