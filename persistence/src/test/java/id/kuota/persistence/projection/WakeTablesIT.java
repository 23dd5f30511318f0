package id.kuota.persistence.projection;

import static id.kuota.persistence.projection.SaleStory.FLOOR;
import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.batch;
import static id.kuota.persistence.projection.SaleStory.held;
import static id.kuota.persistence.projection.SaleStory.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tables that wake quotas and orders, and which node applies them. */
final class WakeTablesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void aQuotaIsInTheTableWhileItHoldsSomething() throws SQLException {
    journal.begin(100).sell(1, 2, NOON).hold(2, 3, NOON);
    database.catchUp();
    assertThat(heldBy("wake.quota"))
        .containsExactly("concert.floor|3", "concert~buyer2|3")
        .isEqualTo(heldBy("sales.quota_summary WHERE held > 0"));

    journal.write(batch(FLOOR, NOON, held(3, 1))).write(batch(FLOOR, NOON, released(3, 1)));
    database.catchUp();
    assertThat(heldBy("wake.quota")).isEqualTo(heldBy("sales.quota_summary WHERE held > 0"));

    List<String> before = database.wakeTables();
    new ProjectionRebuild(database.source()).run("wake", (done, total, rate) -> {});
    assertThat(database.wakeTables()).isEqualTo(before);
  }

  @Test
  void unitsThatWereNeverHeldStopTheProjection() throws SQLException {
    journal.begin(100).write(batch(FLOOR, NOON, released(1, 1)));
    assertThatThrownBy(() -> SalesDatabase.runToTheEnd(database.wakeSteps("a:1")))
        .isInstanceOf(ProjectionFailedException.class)
        .hasMessageContaining("quota_held_check");
  }

  @Test
  void oneNodeGoesOnAndAnotherTakesOverWhenItStandsStill() throws SQLException {
    ProjectionBatch first = database.wakeSteps("a:1");
    ProjectionBatch second = database.wakeSteps("b:1");
    journal.begin(100);
    assertThat(first.run()).isEqualTo(ProjectionBatch.Outcome.APPLIED);
    assertThat(second.run()).as("nothing waits").isEqualTo(ProjectionBatch.Outcome.ELSEWHERE);

    journal.hold(1, 1, NOON);
    assertThat(second.run()).as("rows wait").isEqualTo(ProjectionBatch.Outcome.ELSEWHERE);
    assertThat(first.run()).isEqualTo(ProjectionBatch.Outcome.APPLIED);
    ProjectionStatus.Running running = running();
    assertThat(running.node()).isEqualTo("a:1");

    journal.hold(2, 1, NOON);
    long since = System.nanoTime();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(second.run()).isEqualTo(ProjectionBatch.Outcome.APPLIED));
    assertThat(Duration.ofNanos(System.nanoTime() - since))
        .isGreaterThanOrEqualTo(Standby.STANDSTILL);
    assertThat(running().node()).isEqualTo("b:1");
    assertThat(running().since()).isAfter(running.since());
    assertThat(first.run()).as("it stands by now").isEqualTo(ProjectionBatch.Outcome.ELSEWHERE);
  }

  private ProjectionStatus.Running running() throws SQLException {
    return Projections.list(database.source(), Clock.systemUTC()).stream()
        .filter(status -> status.name().equals("wake"))
        .findFirst()
        .flatMap(ProjectionStatus::running)
        .orElseThrow();
  }

  private List<String> heldBy(String table) throws SQLException {
    return database.rows("SELECT quota_id, held FROM %s ORDER BY quota_id".formatted(table));
  }
}
