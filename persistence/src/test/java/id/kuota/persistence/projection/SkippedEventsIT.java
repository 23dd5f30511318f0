package id.kuota.persistence.projection;

import static id.kuota.persistence.projection.SaleStory.FLOOR;
import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.batch;
import static id.kuota.persistence.projection.SaleStory.held;
import static id.kuota.persistence.projection.SaleStory.order;
import static id.kuota.persistence.projection.SaleStory.sold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.kuota.persistence.journal.JournalCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A projection passes over an event that it cannot apply when that was allowed, and only then. */
final class SkippedEventsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String QUOTA = "Quota|concert.floor";
  private static final String POISON = QUOTA + "#3";
  private static final String NUMBERS =
      "SELECT capacity, held, revision FROM sales.quota_summary WHERE quota_id = 'concert.floor'";

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void itStandsAtTheEventAndGoesOnByItselfWhenItMayPassOver() throws SQLException {
    writePoison();

    try (var loops = Projections.start(database.source(), "test:1")) {
      await().atMost(PATIENCE).until(() -> standing().isPresent());
      assertThat(loops.isRunning()).isFalse();
      assertThat(database.rows(NUMBERS)).as("all before it is applied").containsExactly("100|1|2");
      assertThat(standing().orElseThrow().event()).isEqualTo(POISON);
      assertThat(standing().orElseThrow().failure())
          .contains("event 3 of " + QUOTA, "manifest ZZ9", "its form cannot be read");

      assertThat(allow(QUOTA + "#2", false)).as("it does not stand there").isFalse();
      assertThat(allow(POISON, false)).isTrue();

      await().atMost(PATIENCE).until(() -> database.rows(NUMBERS).equals(List.of("100|3|4")));
      assertThat(standing()).isEmpty();
      await().atMost(PATIENCE).until(() -> database.rows(failed("sales")).isEmpty());
    }
    assertThat(SkippedEvents.list(database.source(), 10))
        .singleElement()
        .satisfies(
            skip -> {
              assertThat(skip.projection()).isEqualTo("sales");
              assertThat(skip.event()).isEqualTo(POISON);
              assertThat(skip.reason()).isEqualTo("a fault of the test");
              assertThat(skip.askedBy()).isEqualTo("tester");
            });
  }

  @Test
  void otherProjectionsGoOnUntilTheyMeetWhatTheyCannotApply() throws SQLException {
    journal.begin(100).hold(1, 1, NOON);
    try (Connection connection = database.source().getConnection()) {
      journal.write(connection, QUOTA, "ZZ9", new byte[] {1});
    }
    journal.hold(2, 2, NOON);

    try (var _ = Projections.start(database.source(), "test:1")) {
      await().atMost(PATIENCE).until(() -> standing().isPresent());
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(database.rows("SELECT order_id FROM orders.placed_order"))
                      .as("orders does not read quotas")
                      .containsExactlyInAnyOrder(order(1).value(), order(2).value()));
    }
  }

  @Test
  void aRebuildPassesOverItTooAndAppliesItOnceItCan() throws SQLException {
    writePoison();
    standAt(POISON);
    assertThat(allow(POISON, false)).isTrue();
    database.catchUpSales();

    new ProjectionRebuild(database.source()).run("sales", (done, total, rate) -> {});
    assertThat(database.rows(NUMBERS)).containsExactly("100|3|4");

    mendPoison();
    new ProjectionRebuild(database.source()).run("sales", (done, total, rate) -> {});
    assertThat(database.rows(NUMBERS)).containsExactly("100|8|4");
  }

  @Test
  void aRebuildWithoutPermissionNamesTheEventAndLeavesTheTablesInUse() throws SQLException {
    writePoison();

    assertThatThrownBy(
            () -> new ProjectionRebuild(database.source()).run("sales", (done, total, rate) -> {}))
        .isInstanceOf(ProjectionFailedException.class)
        .hasMessageContaining("event 3 of " + QUOTA);
    assertThat(database.rows("SELECT applied FROM projection WHERE name = 'sales'"))
        .containsExactly("0");
  }

  @Test
  void whatTheTablesRefuseIsAFaultOfTheEventAndNotOfTheDatabase() throws SQLException {
    journal.begin(100).write(batch(FLOOR, NOON, sold(1, 4))).write(batch(FLOOR, NOON, held(2, 1)));

    assertThatThrownBy(() -> SalesDatabase.runToTheEnd(database.wakeSteps("test:1")))
        .isInstanceOf(ProjectionFailedException.class)
        .hasMessageContaining("event 2 of " + QUOTA)
        .hasMessageContaining("the tables refuse it");
  }

  @Test
  void allLaterEventsOfTheEntityMayBePassedOver() throws SQLException {
    journal.begin(100);
    database.catchUpSales();
    database.execute("DELETE FROM sales.quota_summary");
    for (int number = 1; number <= 5; number++) journal.write(batch(FLOOR, NOON, held(number, 1)));
    standAt(QUOTA + "#2");

    assertThat(allow(QUOTA + "#2", true)).isTrue();
    database.catchUpSales();

    assertThat(database.rows(NUMBERS)).isEmpty();
    assertThat(database.rows("SELECT applied FROM projection WHERE name = 'sales'"))
        .containsExactly("7");
  }

  @Test
  void anEventThatCanBeAppliedIsAppliedWhateverWasAllowed() throws SQLException {
    writePoison();
    standAt(POISON);
    assertThat(allow(POISON, false)).isTrue();
    mendPoison();

    database.catchUpSales();

    assertThat(database.rows(NUMBERS)).containsExactly("100|8|4");
  }

  /** Capacity 100, one unit held, an event of an unknown form, two units held. */
  private void writePoison() throws SQLException {
    journal.begin(100).write(batch(FLOOR, NOON, held(1, 1)));
    try (Connection connection = database.source().getConnection()) {
      journal.write(connection, QUOTA, "ZZ9", new byte[] {1});
    }
    journal.write(batch(FLOOR, NOON, held(2, 2)));
  }

  /** As if a later version could read it: five units held. */
  private void mendPoison() throws SQLException {
    var codec = new JournalCodec();
    var event = batch(FLOOR, NOON, held(3, 5));
    try (Connection connection = database.source().getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                UPDATE event_journal SET event_ser_manifest = ?, event_payload = ?
                WHERE persistence_id = 'Quota|concert.floor' AND sequence_number = 3
                """)) {
      statement.setString(1, codec.manifest(event));
      statement.setBytes(2, codec.encode(event));
      assertThat(statement.executeUpdate()).isOne();
    }
  }

  /** Lets the loop come to the event and note that it stands there. */
  private void standAt(String event) {
    try (var _ = Projections.start(database.source(), "test:1")) {
      await()
          .atMost(PATIENCE)
          .until(() -> standing().filter(at -> at.event().equals(event)).isPresent());
    }
  }

  private boolean allow(String event, boolean later) throws SQLException {
    return SkippedEvents.allow(
        database.source(), "sales", event, later, "a fault of the test", "tester");
  }

  private Optional<SkippedEvents.Standing> standing() throws SQLException {
    return SkippedEvents.standing(database.source(), "sales");
  }

  private static String failed(String name) {
    return "SELECT failure FROM projection WHERE name = '%s' AND state = 'failed'".formatted(name);
  }
}
