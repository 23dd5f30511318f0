package id.kuota.persistence.projection;

import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rebuild gives the tables that the projection gave, while nodes go on. */
final class ProjectionRebuildIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String INDEXES =
      "SELECT indexdef FROM pg_indexes WHERE schemaname = 'sales' ORDER BY 1";

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void theNewTablesEqualTheOldOnes() throws SQLException {
    sell(1, 40);
    database.catchUp();
    List<String> before = database.readModels();
    List<String> indexes = database.rows(INDEXES);
    var progress = new ArrayList<String>();

    long rows = rebuild(100).run("sales", (done, total, rate) -> progress.add(done + "/" + total));

    assertThat(rows).isEqualTo(322);
    assertThat(progress).containsExactly("0/322", "100/322", "200/322", "300/322", "322/322");
    assertThat(database.readModels()).isEqualTo(before);
    assertThat(database.rows(INDEXES)).isEqualTo(indexes);
    assertThat(database.rows("SELECT name, applied FROM projection ORDER BY name"))
        .containsExactly("orders|322", "sales|322", "wake|322");
  }

  @Test
  void theListsOfOrdersAreRebuiltToo() throws SQLException {
    sell(1, 40);
    database.catchUp();
    List<String> before = database.orderTables();
    String indexesOfOrders = INDEXES.replace("'sales'", "'orders'");
    List<String> indexes = database.rows(indexesOfOrders);
    assertThat(before).hasSize(4 * 40);
    database.execute("UPDATE orders.placed_order SET state = 'expired'");

    assertThat(rebuild(100).run("orders", (done, total, rate) -> {})).isEqualTo(322);

    assertThat(database.orderTables()).isEqualTo(before);
    assertThat(database.rows(indexesOfOrders)).isEqualTo(indexes);
  }

  @Test
  void wrongTablesAreMended() throws SQLException {
    sell(1, 5);
    database.catchUp();
    List<String> before = database.readModels();
    assertThat(database.execute("UPDATE sales.quota_summary SET sold = sold + 1")).isPositive();

    rebuild(100).run("sales", (done, total, rate) -> {});

    assertThat(database.readModels()).isEqualTo(before);
  }

  @Test
  void nodesGoOnMeanwhile() throws SQLException {
    sell(1, 50);
    try (var loops = Projections.start(database.source(), "test:1")) {
      var enough = new AtomicBoolean();
      CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> sellUntil(enough));
      for (int round = 1; round <= 3; round++) {
        rebuild(500).run("sales", (done, total, rate) -> {});
      }
      enough.set(true);
      int last = writer.join();

      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  Projections.list(database.source(), Clock.systemUTC()).stream()
                      .allMatch(status -> status.rowsBehind() == 0));
      assertThat(loops.isRunning()).isTrue();
      assertThat(last).as("orders sold while the tables were rebuilt").isGreaterThan(50);
      assertThat(
              database.rows(
                  "SELECT held, sold, revenue FROM sales.quota_summary WHERE NOT personal"))
          .containsExactly("0|" + last + "|" + last * PRICE);
      assertThat(database.rows("SELECT sum(paid), sum(placed) FROM sales.sale_minute"))
          .containsExactly(last + "|" + last);
      assertThat(database.rows("SELECT applied FROM projection WHERE name = 'sales'"))
          .isEqualTo(database.rows("SELECT count(*) FROM event_journal"));
    }
  }

  @Test
  void anAbortedRebuildServesNoReader() throws SQLException {
    sell(1, 20);
    database.catchUp();
    List<String> before = database.readModels();

    assertThatThrownBy(
            () ->
                rebuild(50)
                    .run(
                        "sales",
                        (done, total, rate) -> {
                          if (done >= 100) throw new IllegalStateException("Ctrl-C");
                        }))
        .hasMessage("Ctrl-C");
    assertThat(database.readModels()).isEqualTo(before);

    assertThat(rebuild(50).run("sales", (done, total, rate) -> {})).isEqualTo(162);
    assertThat(database.readModels()).isEqualTo(before);
  }

  @Test
  void itWaitsForAReportThatIsBeingRead() throws SQLException {
    sell(1, 5);
    database.catchUp();
    List<String> before = database.readModels();
    CompletableFuture<Long> rebuilt;
    try (Connection report = database.source().getConnection();
        Statement statement = report.createStatement()) {
      report.setAutoCommit(false);
      statement.execute("LOCK TABLE sales.sale_minute IN ACCESS SHARE MODE");
      rebuilt = CompletableFuture.supplyAsync(this::rebuildAll);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  database
                      .rows(
                          "SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'")
                      .size(),
              waiting -> waiting == 1);
      report.rollback();
    }

    assertThat(rebuilt.join()).isEqualTo(42);
    assertThat(database.readModels()).isEqualTo(before);
  }

  @Test
  void anUnknownProjectionIsNamed() {
    assertThatThrownBy(() -> rebuild(50).run("nonsense", (done, total, rate) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nonsense")
        .hasMessageContaining("[sales, wake, orders]");
  }

  private ProjectionRebuild rebuild(int batchRows) {
    return new ProjectionRebuild(database.source(), batchRows, System::nanoTime);
  }

  private long rebuildAll() {
    try {
      return rebuild(50).run("sales", (done, total, rate) -> {});
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Begins the sale and sells one unit to each of these orders: 2 rows, and 8 for each order. */
  private void sell(int first, int last) throws SQLException {
    journal.begin(100_000);
    for (int order = first; order <= last; order++) {
      journal.sell(order, 1, NOON.plusSeconds(order));
    }
  }

  /** Goes on selling after the first 50 orders; returns the last one. */
  private int sellUntil(AtomicBoolean enough) {
    int order = 50;
    try {
      while (!enough.get() && order < 1_500) {
        journal.sell(++order, 1, NOON.plusSeconds(order));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return order;
  }
}
