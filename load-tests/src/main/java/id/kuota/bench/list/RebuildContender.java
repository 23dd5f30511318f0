package id.kuota.bench.list;

import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Round;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Violation;
import id.kuota.bench.surroundings.BenchServer;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.projection.ProjectionRebuild;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A rebuild of the projection {@code orders} from the whole journal. */
final class RebuildContender implements Contender {

  static final String SECONDS = "rebuild";

  private final DatabaseSettings settings;
  private final SoldOrders journal;

  RebuildContender(DatabaseSettings settings, SoldOrders journal) {
    this.settings = settings;
    this.journal = journal;
  }

  @Override
  public String name() {
    return "orders";
  }

  /** Does nothing: a person starts it in a fresh process, too. */
  @Override
  public void warmUp(Effort effort) {}

  @Override
  public Round round(Effort effort) throws SQLException {
    long start = System.nanoTime();
    try (var database = Database.open(settings)) {
      new ProjectionRebuild(database.dataSource()).run(name(), (done, total, rate) -> {});
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Round(
        List.of(
            Figure.of(SECONDS, "s", seconds),
            Figure.of("orders", "1/s", journal.orders() / seconds),
            Figure.of("events", "1/s", journal.rows() / seconds)),
        violations());
  }

  private List<Violation> violations() throws SQLException {
    try (Connection connection = BenchServer.connect(settings);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM orders.placed_order")) {
      result.next();
      return result.getLong(1) == journal.orders()
          ? List.of()
          : List.of(
              new Violation(
                  name(),
                  "%d orders in the list, %d in the journal"
                      .formatted(result.getLong(1), journal.orders())));
    }
  }
}
