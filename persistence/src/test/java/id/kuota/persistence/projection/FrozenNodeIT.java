package id.kuota.persistence.projection;

import static id.kuota.persistence.projection.SaleStory.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.Relay;
import id.kuota.persistence.database.SessionSettings;
import id.kuota.persistence.journal.JournalCodec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A node that stands still keeps its connections, and no lock for long. */
final class FrozenNodeIT {

  /** For the server to notice, and for a slow machine. */
  private static final Duration BOUND = SessionSettings.LOCK_MAX.plusSeconds(2);

  private static final Duration POLL = Duration.ofMillis(100);

  private final CountDownLatch thawed = new CountDownLatch(1);

  @Test
  void anotherNodeGoesOnWithTheProjectionsOfAFrozenOne() throws Exception {
    try (var database = new SalesDatabase();
        var relay = new Relay(database.settings());
        Database frozenPool = Database.open(database.settings());
        Database frozenWire = Database.open(relay.through(database.settings()))) {
      database.journal().begin(100).hold(1, 2, NOON);
      CompletableFuture<?> silent = freezeInABatch(frozenPool);
      CompletableFuture<?> deaf = freezeInAnAnswer(frozenWire, relay, database);

      long since = System.nanoTime();
      assertThat(database.steps(JournalReader.BATCH_ROWS).run())
          .isEqualTo(ProjectionBatch.Outcome.ELSEWHERE);
      assertThat(canTakeTurn(database, "other")).isFalse();

      await()
          .atMost(BOUND)
          .pollInterval(POLL)
          .untilAsserted(
              () ->
                  assertThat(database.steps(JournalReader.BATCH_ROWS).run())
                      .isEqualTo(ProjectionBatch.Outcome.APPLIED));
      await().atMost(BOUND).pollInterval(POLL).until(() -> canTakeTurn(database, "other"));
      assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(BOUND);

      thawed.countDown();
      assertThat(silent).failsWithin(BOUND);
      relay.cut();
      assertThat(deaf).failsWithin(BOUND);
      assertThat(database.rows("SELECT applied FROM projection WHERE name = 'sales'"))
          .as("the thawed node applied nothing a second time")
          .containsExactly("5");
    }
  }

  /** Stops in the middle of a batch: with the turn taken, and nothing sent to the server. */
  private CompletableFuture<?> freezeInABatch(Database pool) throws InterruptedException {
    var folding = new CountDownLatch(1);
    var tables = new SalesTables();
    ReadModel standingStill =
        new ReadModel() {
          @Override
          public String name() {
            return tables.name();
          }

          @Override
          public Changes fold(List<JournalRow> rows) {
            folding.countDown();
            awaitThaw();
            return tables.fold(rows);
          }
        };
    var tail = new JournalReader(new JournalCodec(), JournalReader.BATCH_ROWS);
    var batch =
        new ProjectionBatch(pool.dataSource(), standingStill, tail, "sales", "sales", "test:1");
    CompletableFuture<?> running = inBackground(batch::run);
    folding.await();
    return running;
  }

  /** Stops while the server sends it more than fits into the buffers of the network. */
  private CompletableFuture<?> freezeInAnAnswer(
      Database wire, Relay relay, SalesDatabase database) {
    CompletableFuture<?> running =
        inBackground(
            () -> {
              try (Connection connection = wire.dataSource().getConnection();
                  var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                assertThat(OffsetTable.takeTurn(connection, "other")).isTrue();
                relay.freeze();
                statement.executeQuery(
                    "SELECT repeat('x', 1000000) FROM generate_series(1, 100) AS big");
              }
              return "read";
            });
    await()
        .atMost(BOUND)
        .untilAsserted(
            () ->
                assertThat(
                        database.rows(
                            """
                            SELECT wait_event FROM pg_stat_activity
                            WHERE query LIKE '%AS big' AND wait_event = 'ClientWrite'
                            """))
                    .isNotEmpty());
    return running;
  }

  private static boolean canTakeTurn(SalesDatabase database, String name) throws SQLException {
    try (Connection connection = database.source().getConnection()) {
      return OffsetTable.takeTurn(connection, name);
    }
  }

  private void awaitThaw() {
    try {
      thawed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static CompletableFuture<?> inBackground(Work work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.run();
          } catch (SQLException e) {
            throw new CompletionException(e);
          }
        },
        task -> Thread.ofPlatform().daemon().start(task));
  }

  private interface Work {
    Object run() throws SQLException;
  }
}
