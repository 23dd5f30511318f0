package id.kuota.persistence.snapshot;

import static id.kuota.persistence.journal.EngineNode.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import id.kuota.engine.Limits;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaView;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.TestDatabase;
import id.kuota.persistence.journal.EngineNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A quota does without its snapshots: what they abbreviate is in the journal. */
class SnapshotTroubleIT {

  private static final QuotaId QUOTA = QuotaId.shared("trouble", "cat1");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int EVERY = Limits.QUOTA_SNAPSHOT_EVERY;

  private final Instant until = Instant.now().plus(Duration.ofHours(1));

  @Test
  void aQuotaGoesOnWithoutSnapshotsAndComesBackFromOneThatIsUnreadable() throws SQLException {
    try (var embedded = TestDatabase.fresh();
        var database = Database.open(embedded.settings())) {
      database.migrate();
      QuotaView before;
      try (var node = EngineNode.start(embedded.settings())) {
        get(node.engine().quotas().ask(QUOTA, new QuotaRequest.OpenQuota(1_000, "test")));
        execute(database, "ALTER TABLE snapshot RENAME TO hidden");
        try (var log = new Log()) {
          writeUpTo(node, EVERY);
          await().atMost(PATIENCE).until(() -> log.has("a snapshot is not stored"));
        }
        execute(database, "ALTER TABLE hidden RENAME TO snapshot");
        writeUpTo(node, 2 * EVERY + 10);
        await().atMost(PATIENCE).until(() -> ask(database, "SELECT count(*)") == 1);
        before = view(node);
      }
      execute(database, "UPDATE snapshot SET snapshot_payload = 'garbage'");
      try (var node = EngineNode.start(embedded.settings())) {
        assertThat(view(node)).isEqualTo(before);
        // With the fourth the unreadable one goes.
        writeUpTo(node, 4 * EVERY + 10);
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  assertThat(ask(database, "SELECT max(sequence_number)")).isEqualTo(4 * EVERY);
                  assertThat(ask(database, "SELECT min(sequence_number)")).isGreaterThan(2 * EVERY);
                });
        before = view(node);
      }
      // Production never does this; here it proves that the numbers come from the snapshot.
      execute(database, "DELETE FROM event_journal WHERE sequence_number <= " + 4 * EVERY);
      try (var node = EngineNode.start(embedded.settings())) {
        assertThat(view(node)).isEqualTo(before);
      }
    }
  }

  /** What the engine logs meanwhile. */
  private static final class Log implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("id.kuota.engine.entity");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    Log() {
      lines.list = new CopyOnWriteArrayList<>();
      lines.start();
      logger.addAppender(lines);
    }

    boolean has(String sentence) {
      return lines.list.stream().anyMatch(line -> line.getMessage().startsWith(sentence));
    }

    @Override
    public void close() {
      logger.detachAppender(lines);
    }
  }

  /** One request at a time, so that each is an event. */
  private void writeUpTo(EngineNode node, long revision) {
    var owner = new HoldId("owner");
    while (view(node).revision() < revision) {
      var hold = new QuotaRequest.Hold(owner, 1, 1, until, OptionalLong.empty());
      assertThat(get(node.engine().quotas().ask(QUOTA, hold)))
          .isEqualTo(new QuotaAnswer.Granted(until));
      assertThat(
              get(
                  node.engine()
                      .quotas()
                      .ask(QUOTA, new QuotaRequest.Release(owner, OptionalLong.empty()))))
          .isEqualTo(new QuotaAnswer.Ended());
    }
  }

  private static QuotaView view(EngineNode node) {
    return get(node.engine().quotas().explain(QUOTA)).orElseThrow();
  }

  private static long ask(Database database, String question) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(question + " FROM snapshot")) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
