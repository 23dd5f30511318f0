package id.kuota.persistence.projection;

import static id.kuota.persistence.projection.SaleStory.FLOOR;
import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.PRICE;
import static id.kuota.persistence.projection.SaleStory.batch;
import static id.kuota.persistence.projection.SaleStory.buyersQuota;
import static id.kuota.persistence.projection.SaleStory.capacity;
import static id.kuota.persistence.projection.SaleStory.held;
import static id.kuota.persistence.projection.SaleStory.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Traces;
import id.kuota.persistence.RecordingTelemetry;
import id.kuota.persistence.journal.JournalCodec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The projection on a real PostgreSQL: nothing is skipped, nothing is applied twice. */
final class ProjectionIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ALL = JournalReader.BATCH_ROWS;
  private static final Clock CLOCK = Clock.fixed(NOON.plusSeconds(60), ZoneOffset.UTC);

  private final SalesDatabase database = new SalesDatabase();
  private final RecordingTelemetry telemetry = new RecordingTelemetry();
  private final JournalWriter journal = database.journal();

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void aSaleIsCounted() throws SQLException {
    journal.begin(100).sell(1, 2, NOON).hold(2, 3, NOON);
    journal.write(batch(FLOOR, NOON, held(3, 1))).write(batch(FLOOR, NOON, released(3, 1)));

    assertThat(database.steps(ALL).run()).isEqualTo(ProjectionBatch.Outcome.APPLIED);
    assertThat(database.steps(ALL).run()).isEqualTo(ProjectionBatch.Outcome.NOTHING);

    assertThat(
            database.rows(
                """
                SELECT quota_id, capacity, held, sold, released, revenue, revision
                FROM sales.quota_summary ORDER BY personal, quota_id
                """))
        .containsExactly(
            "concert.floor|100|3|2|1|10000000|6",
            "concert~buyer1|4|0|2|0|0|2",
            "concert~buyer2|4|3|0|0|0|1");
    assertThat(database.rows("SELECT held, sold, released, revenue FROM sales.quota_minute"))
        .containsExactly("6|2|1|10000000");
    assertThat(database.rows("SELECT placed, paid, cancelled, revenue FROM sales.sale_minute"))
        .containsExactly("2|1|0|10000000");
    assertThat(database.rows("SELECT sale_id, name, status, revision FROM sales.sale_listing"))
        .containsExactly("concert|Concert|planned|1");
  }

  @Test
  void aTransactionThatCommitsLateIsNotSkipped() throws SQLException {
    journal.begin(100);
    try (Connection late = database.source().getConnection()) {
      late.setAutoCommit(false);
      journal.write(late, batch(FLOOR, NOON, held(1, 1)));
      journal.write(batch(buyersQuota(2), NOON, capacity(4), held(2, 2)));

      assertThat(database.steps(ALL).run()).isEqualTo(ProjectionBatch.Outcome.APPLIED);
      assertThat(unitsHeld()).as("the later write waits for the earlier one").isZero();
      late.commit();
    }

    assertThat(database.steps(ALL).run()).isEqualTo(ProjectionBatch.Outcome.APPLIED);
    assertThat(unitsHeld()).isEqualTo(3);
  }

  @Test
  void aRowThatTookItsOrderingEarlyIsNotSkipped() throws SQLException {
    journal.begin(100);
    String ordering =
        database
            .rows("SELECT nextval(pg_get_serial_sequence('event_journal', 'ordering'))")
            .getFirst();
    journal.write(batch(buyersQuota(2), NOON, capacity(4), held(2, 2)));
    assertThat(database.steps(ALL).run()).isEqualTo(ProjectionBatch.Outcome.APPLIED);

    journal.writeWithOrdering(ordering, batch(FLOOR, NOON, held(1, 1)));

    assertThat(database.steps(ALL).run()).isEqualTo(ProjectionBatch.Outcome.APPLIED);
    assertThat(unitsHeld()).isEqualTo(3);
  }

  @Test
  void aRolledBackWriteIsNotWaitedFor() throws SQLException {
    journal.begin(100);
    try (Connection failing = database.source().getConnection()) {
      failing.setAutoCommit(false);
      journal.write(failing, batch(FLOOR, NOON, held(1, 1)));
      failing.rollback();
    }
    journal.forget(FLOOR);
    journal.write(batch(FLOOR, NOON, held(2, 2)));

    assertThat(database.steps(ALL).run()).isEqualTo(ProjectionBatch.Outcome.APPLIED);
    assertThat(unitsHeld()).isEqualTo(2);
  }

  @Test
  void readingAndFoldingDelayNoProjection() throws SQLException {
    journal.begin(100).sell(1, 2, NOON);
    var writing = new AtomicReference<List<String>>();
    ReadModel observed =
        new Wrapped(new SalesTables()) {
          @Override
          public Changes fold(List<JournalRow> rows) {
            writing.set(transactionsWithAnId());
            return super.fold(rows);
          }
        };

    assertThat(batchOf(observed, ALL).run()).isEqualTo(ProjectionBatch.Outcome.APPLIED);

    assertThat(writing.get()).as("they hold the watermark back").isEmpty();
  }

  @Test
  void theTailFollowsItsIndex() throws SQLException {
    String query = JournalReader.READ.replaceFirst("\\?", "'5'").replaceFirst("\\?", "5");

    assertThat(database.rows("EXPLAIN " + query.replace("?", "2000"), "SET enable_sort = off"))
        .anyMatch(line -> line.contains("Index Scan using event_journal_tx_ordering"))
        .noneMatch(line -> line.contains("Sort"));
  }

  @Test
  void aStepThatFailsLeavesNothingBehind() throws SQLException {
    journal.begin(100).hold(1, 2, NOON);
    ReadModel failing =
        new Wrapped(new SalesTables()) {
          @Override
          public Changes fold(List<JournalRow> rows) {
            Changes changes = super.fold(rows);
            return (connection, schema) -> {
              changes.write(connection, schema);
              throw new SQLException("the connection is gone");
            };
          }
        };

    assertThatThrownBy(() -> batchOf(failing, ALL).run()).isInstanceOf(SQLException.class);
    assertThat(database.readModels()).isEmpty();

    assertThat(database.steps(ALL).run()).isEqualTo(ProjectionBatch.Outcome.APPLIED);
    assertThat(unitsHeld()).isEqualTo(4);
  }

  @Test
  void aRestartGoesOnWhereItWas() throws SQLException {
    journal.begin(1_000);
    for (int order = 1; order <= 20; order++) {
      journal.sell(order, 1, NOON);
    }
    for (int step = 1; step <= 5; step++) {
      assertThat(database.steps(7).run()).isEqualTo(ProjectionBatch.Outcome.MORE);
    }
    try (var loops = Projections.start(database.source(), "test:1")) {
      awaitUpToDate();
      assertThat(loops.isRunning()).isTrue();
    }

    assertThat(database.rows("SELECT applied FROM projection WHERE name = 'sales'"))
        .containsExactly("162");
    assertThat(floor()).isEqualTo("0|20|" + 20 * PRICE);
  }

  @Test
  void twoNodesApplyEveryEventOnce() throws SQLException {
    journal.begin(1_000);
    var first = loop(database.steps(13));
    var second = loop(database.steps(17));
    try (first;
        second) {
      for (int order = 1; order <= 150; order++) {
        journal.sell(order, 2, NOON.plusSeconds(order));
        first.poke();
        second.poke();
      }
      awaitUpToDate();
    }

    assertThat(database.rows("SELECT applied, state FROM projection WHERE name = 'sales'"))
        .containsExactly((2 + 150 * 8) + "|running");
    assertThat(telemetry.count(Metric.PROJECTION_EVENTS, "sales")).isEqualTo(2 + 150 * 8);
    assertThat(floor()).isEqualTo("0|300|" + 300 * PRICE);
    assertThat(database.rows("SELECT sum(placed), sum(paid) FROM sales.sale_minute"))
        .containsExactly("150|150");
  }

  @Test
  void theSameRowsTwiceAreNoticed() throws SQLException {
    journal.hold(1, 2, NOON);
    database.steps(ALL).run();
    database.execute("UPDATE projection SET tx_id = '0', ordering = 0");

    assertThatThrownBy(() -> SalesDatabase.runToTheEnd(database.steps(ALL)))
        .isInstanceOf(ProjectionFailedException.class)
        .hasMessageContaining("opened before");
  }

  @Test
  void anUnknownEventStopsTheProjectionVisibly() throws SQLException {
    journal.begin(100);
    try (Connection connection = database.source().getConnection()) {
      journal.write(connection, "Quota|concert.floor", "ZZ9", new byte[] {1});
    }
    journal.write(batch(FLOOR, NOON, held(1, 1)));

    try (var loops =
        Projections.start(database.source(), "test:1", telemetry, Traces.NONE, CLOCK)) {
      await().atMost(PATIENCE).until(() -> !loops.isRunning());
      await()
          .atMost(PATIENCE)
          .until(() -> telemetry.gauge(Metric.PROJECTION_STOPPED, "sales") == 1);
    }
    assertThat(telemetry.count(Metric.PROJECTION_EVENTS, "sales"))
        .as("all before the event is applied")
        .isEqualTo(status().applied());

    ProjectionStatus status = status();
    assertThat(status.state()).isEqualTo(ProjectionStatus.State.FAILED);
    assertThat(status.failure().orElseThrow())
        .contains("event 2 of Quota|concert.floor", "manifest ZZ9");
    assertThat(database.rows("SELECT capacity, held, revision FROM sales.quota_summary"))
        .contains("100|0|1");
  }

  @Test
  void troubleWithTheDatabaseIsTriedAgain() throws SQLException {
    journal.begin(100);
    database.execute("ALTER SCHEMA sales RENAME TO elsewhere");
    try (var loops = Projections.start(database.source(), "test:1")) {
      await().atMost(PATIENCE).until(() -> status().state() == ProjectionStatus.State.RETRYING);
      assertThat(status().failure().orElseThrow()).contains("sales");

      database.execute("ALTER SCHEMA elsewhere RENAME TO sales");
      awaitUpToDate();
      assertThat(loops.isRunning()).isTrue();
    }
    assertThat(status().failure()).isEmpty();
  }

  @Test
  void aJournalFromAnotherServerIsNoticed() throws SQLException {
    journal.begin(100);
    database.execute("UPDATE projection SET tx_id = '4611686018427387904'");

    assertThatThrownBy(() -> database.steps(ALL).run())
        .isInstanceOf(ProjectionFailedException.class)
        .hasMessageContaining("restored from another server");
  }

  @Test
  void theStatusTellsHowFarBehindItIs() throws SQLException {
    journal.at(NOON).begin(100).at(NOON.plusSeconds(20)).hold(1, 2, NOON);
    database.steps(3).run();

    ProjectionStatus status = status();
    assertThat(status.name()).isEqualTo("sales");
    assertThat(status.state()).isEqualTo(ProjectionStatus.State.CATCHING_UP);
    assertThat(status.applied()).isEqualTo(3);
    assertThat(status.rowsBehind()).isEqualTo(2);
    assertThat(status.lag()).isEqualTo(Duration.ofSeconds(40));
    ProjectionLag lag = new ProjectionLag(database.source(), "sales", CLOCK);
    assertThat(lag.seconds()).as("nothing was read before the first question").isNaN();
    await().atMost(PATIENCE).until(() -> lag.seconds() == 40);
  }

  private ProjectionBatch batchOf(ReadModel model, int limit) {
    var tail = new JournalReader(new JournalCodec(), limit);
    return new ProjectionBatch(database.source(), model, tail, "sales", "sales", "test:1");
  }

  private ProjectionLoop loop(ProjectionBatch batch) {
    var lag = new ProjectionLag(database.source(), batch.name(), CLOCK);
    return ProjectionLoop.start(
        database.source(), batch, new ProjectionMetrics(telemetry, batch.name(), lag));
  }

  private void awaitUpToDate() {
    await().atMost(PATIENCE).until(() -> status().state() == ProjectionStatus.State.UP_TO_DATE);
  }

  private ProjectionStatus status() throws SQLException {
    return Projections.list(database.source(), CLOCK).stream()
        .filter(one -> one.name().equals("sales"))
        .findFirst()
        .orElseThrow();
  }

  private List<String> transactionsWithAnId() {
    try {
      return database.rows(
          """
          SELECT pid, query FROM pg_stat_activity
          WHERE datname = current_database() AND backend_type = 'client backend'
            AND backend_xid IS NOT NULL
          """);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long unitsHeld() throws SQLException {
    String sum = database.rows("SELECT coalesce(sum(held), 0) FROM sales.quota_summary").getFirst();
    return Long.parseLong(sum);
  }

  private String floor() throws SQLException {
    return database
        .rows("SELECT held, sold, revenue FROM sales.quota_summary WHERE NOT personal")
        .getFirst();
  }

  /** A read model with something to watch. */
  private static class Wrapped implements ReadModel {

    private final ReadModel model;

    Wrapped(ReadModel model) {
      this.model = model;
    }

    @Override
    public String name() {
      return model.name();
    }

    @Override
    public Changes fold(List<JournalRow> rows) {
      return model.fold(rows);
    }
  }
}
