package id.kuota.persistence.projection;

import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.TestDatabase;
import id.kuota.persistence.journal.JournalCodec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A fresh database with all tables, and its journal, for one test. */
public final class SalesDatabase implements AutoCloseable {

  private final TestDatabase server = TestDatabase.fresh();
  private final Database database = Database.open(server.settings());
  private final JournalWriter journal = new JournalWriter(database.dataSource());

  public SalesDatabase() {
    database.migrate();
  }

  public DatabaseSettings settings() {
    return server.settings();
  }

  public DataSource source() {
    return database.dataSource();
  }

  public JournalWriter journal() {
    return journal;
  }

  /** One step of the projection, with at most so many rows. */
  ProjectionBatch steps(int limit) {
    var tail = new JournalReader(new JournalCodec(), limit);
    return new ProjectionBatch(source(), new SalesTables(), tail, "sales", "sales", "test:1");
  }

  /** One step of the tables that wake quotas and orders, by a node of this name. */
  ProjectionBatch wakeSteps(String node) {
    var tail = new JournalReader(new JournalCodec(), JournalReader.BATCH_ROWS);
    return new ProjectionBatch(source(), new WakeTables(), tail, "wake", "wake", node);
  }

  /** One step of the lists of orders, with at most so many rows. */
  ProjectionBatch orderSteps(int limit) {
    var tail = new JournalReader(new JournalCodec(), limit);
    return new ProjectionBatch(source(), new OrderTables(), tail, "orders", "orders", "test:1");
  }

  /** Applies all that is in the journal. */
  public void catchUp() throws SQLException {
    int all = JournalReader.BATCH_ROWS;
    for (ProjectionBatch steps : List.of(steps(all), wakeSteps("test:1"), orderSteps(all))) {
      runToTheEnd(steps);
    }
  }

  /** Runs these steps until nothing waits that is settled. */
  static void runToTheEnd(ProjectionBatch steps) throws SQLException {
    while (steps.run() == ProjectionBatch.Outcome.MORE) {}
  }

  /**
   * Applies all that is in the journal, except to the lists of orders: they take no event whose
   * order or ticket lacks the events before it.
   */
  public void catchUpCounts() throws SQLException {
    catchUpSales();
    runToTheEnd(wakeSteps("test:1"));
  }

  /** Applies all that is in the journal to the counts alone. */
  public void catchUpSales() throws SQLException {
    runToTheEnd(steps(JournalReader.BATCH_ROWS));
  }

  /** The rows of an answer, their columns joined by bars. */
  public List<String> rows(String sql) throws SQLException {
    return rows(sql, "SELECT 1");
  }

  /** The same, after a setting of the session, which stays with the pooled connection. */
  List<String> rows(String sql, String setting) throws SQLException {
    var rows = new ArrayList<String>();
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(setting);
      ResultSet result = statement.executeQuery(sql);
      while (result.next()) {
        var columns = new ArrayList<String>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          columns.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", columns));
      }
    }
    return rows;
  }

  public int execute(String sql) throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** Everything in the read models, to be compared with another time. */
  public List<String> readModels() throws SQLException {
    var all = new ArrayList<String>();
    for (String table :
        List.of(
            "quota_summary",
            "quota_minute",
            "sale_minute",
            "sale_listing",
            "void_code",
            "gate_minute",
            "gate_passage",
            "gate_inside",
            "gate_conflict",
            "gate_device",
            "human_code",
            "refund",
            "order_errand")) {
      all.addAll(rows("SELECT '%s', t.* FROM sales.%s t ORDER BY t".formatted(table, table)));
    }
    return all;
  }

  /** Everything in the tables that wake quotas and orders. */
  List<String> wakeTables() throws SQLException {
    var all = new ArrayList<>(rows("SELECT * FROM wake.quota ORDER BY 1"));
    all.addAll(rows("SELECT * FROM wake.order_errand ORDER BY 1, 2"));
    return all;
  }

  /** Everything in the lists of orders. */
  List<String> orderTables() throws SQLException {
    var all = new ArrayList<String>();
    for (String table :
        List.of("placed_order", "order_line", "payment", "refund", "ticket", "check_in")) {
      all.addAll(rows("SELECT '%s', t.* FROM orders.%s t ORDER BY 2, 3".formatted(table, table)));
    }
    return all;
  }

  @Override
  public void close() {
    database.close();
    server.close();
  }
}
