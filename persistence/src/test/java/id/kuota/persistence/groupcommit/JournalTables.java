package id.kuota.persistence.groupcommit;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.TestDatabase;
import id.kuota.persistence.journal.JournalConfig;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** An empty journal on a real PostgreSQL, and what tests do to it from outside. */
final class JournalTables implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestDatabase embedded = TestDatabase.fresh();
  private final Database database = Database.open(embedded.settings());

  JournalTables() {
    database.migrate();
  }

  DatabaseSettings settings() {
    return embedded.settings();
  }

  DataSource dataSource() {
    return database.dataSource();
  }

  Config config() {
    return JournalConfig.of(embedded.settings()).withFallback(ConfigFactory.load());
  }

  /** The settings of {@code persistence.conf} with some of them changed. */
  GroupCommitLimits limits(String... changed) {
    return GroupCommitLimits.read(
        ConfigFactory.parseString(String.join("\n", changed))
            .atPath("kuota.journal")
            .withFallback(config()));
  }

  /** A row that has nothing special, except its position and its writer. */
  static EventRow row(String persistenceId, long sequenceNumber, String writer) {
    byte[] payload = (persistenceId + sequenceNumber).getBytes(StandardCharsets.UTF_8);
    return new EventRow(persistenceId, sequenceNumber, writer, 1, "", 7, "T1", payload);
  }

  /** The first row of a writer that has not read whether there are others. */
  static EventRow unreadRow(String persistenceId, String writer) {
    return new EventRow(persistenceId, 1, writer, 1, "", 7, "T1", new byte[] {1}, true, null);
  }

  /** As another node would write it. */
  void insert(EventRow row) throws SQLException {
    try (Connection connection = dataSource().getConnection()) {
      JournalInsert.insert(connection, List.of(row), Optional.empty());
    }
  }

  long count(String sql) throws SQLException {
    try (var connection = dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  void execute(String sql) throws SQLException {
    try (var connection = dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Blocks all writes to the journal until this is closed; reading goes on. */
  Connection locked() throws SQLException {
    Connection connection = dataSource().getConnection();
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("LOCK TABLE event_journal IN EXCLUSIVE MODE");
    }
    return connection;
  }

  /** Waits until so many inserts of the journal hang at a place, for example {@code Lock}. */
  void awaitWriters(int number, String waitEvent) {
    await().atMost(PATIENCE).until(() -> hanging(waitEvent) == number);
  }

  /** Waits until a write is done, or its insert hangs there. */
  boolean hangs(Future<?> write, String waitEvent) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                write.isDone()
                    ? Optional.of(false)
                    : hanging(waitEvent) == 1 ? Optional.of(true) : Optional.<Boolean>empty(),
            Optional::isPresent)
        .orElseThrow();
  }

  private long hanging(String waitEvent) throws SQLException {
    return count("SELECT count(*)" + writersThatWait(waitEvent));
  }

  /** Ends the server's side of the connections whose insert hangs there. */
  void killWriters(String waitEvent) throws SQLException {
    execute("SELECT pg_terminate_backend(pid)" + writersThatWait(waitEvent));
  }

  private static String writersThatWait(String waitEvent) {
    return """
         FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE 'INSERT INTO event_journal%%'
          AND state = 'active' AND '%s' IN (wait_event_type, wait_event)"""
        .formatted(waitEvent);
  }

  @Override
  public void close() {
    database.close();
    embedded.close();
  }
}
