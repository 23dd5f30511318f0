package id.kuota.bench.lab.memory;

import id.kuota.bench.result.Violation;
import id.kuota.bench.surroundings.BenchServer;
import id.kuota.load.server.QuotaAnswer;
import id.kuota.persistence.database.DatabaseSettings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of all orders, by their rows in the journal, each of one unit.
 *
 * @param late paid after they had expired
 */
record OrdersInJournal(long placed, long paid, long cancelled, long expired, long late) {

  private static final String COUNT =
      """
      SELECT count(*) FILTER (WHERE event_ser_manifest = 'OP1'),
             count(*) FILTER (WHERE event_ser_manifest = 'OM1'),
             count(*) FILTER (WHERE event_ser_manifest = 'OC1'),
             count(*) FILTER (WHERE event_ser_manifest = 'OX1'),
             count(*) FILTER (WHERE event_ser_manifest = 'ON1')
      FROM event_journal WHERE persistence_id LIKE 'Order|%'
      """;

  static OrdersInJournal count(DatabaseSettings database) throws SQLException {
    try (var connection = BenchServer.connect(database);
        var statement = connection.createStatement();
        var row = statement.executeQuery(COUNT)) {
      row.next();
      return new OrdersInJournal(
          row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }
  }

  /**
   * Compares with the buyers' answers, and with the quota when no hold is open any more.
   *
   * @param granted orders that buyers got as answers
   * @param unknown requests of unknown outcome
   */
  List<Violation> against(long granted, long unknown, QuotaAnswer quota) {
    var found = new ArrayList<String>();
    if (placed < granted || placed > granted + unknown) {
      found.add("%d orders were answered, %d may have been placed".formatted(granted, unknown));
    }
    if (paid + cancelled + expired != placed) found.add("not every order has ended");
    if (quota.held() != 0 || quota.sold() != paid + late) found.add("the quota has others");
    if (quota.available() + quota.held() + quota.sold() != quota.capacity()) {
      found.add("the quota does not add up");
    }
    return found.stream()
        .map(what -> new Violation("at the end", "%s: %s, %s".formatted(what, this, quota)))
        .toList();
  }
}
