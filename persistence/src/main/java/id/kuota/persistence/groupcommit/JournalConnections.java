package id.kuota.persistence.groupcommit;

import com.typesafe.config.Config;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.persistence.database.ConfiguredPool;
import id.kuota.persistence.database.PoolMetrics;
import id.kuota.persistence.database.SessionSettings;
import java.util.Map;

/**
 * The connections of the journal, in two pools, so that no writer ever waits for a reader. Opened
 * when they are first asked for; a database that is not there yet fails calls, not the node.
 *
 * @param writers one for each writer, which keeps it
 * @param readers for recovery: one for what each asks first, the rest for long replays
 */
record JournalConnections(HikariDataSource writers, HikariDataSource readers)
    implements AutoCloseable {

  private static final String DATABASE = "pekko-persistence-jdbc.shared-databases.write.db";

  /**
   * These few statements are all that such a connection ever executes, and each of them is one walk
   * along the primary key for each row that it is given. With a plan of its own for each call the
   * server spends more time on planning than on reading. But the one plan may be made while the
   * journal is empty, when reading all of it looks as good, so those ways are closed.
   */
  private static final Map<String, String> ONE_PLAN =
      Map.of(
          "plan_cache_mode", "force_generic_plan",
          "enable_seqscan", "off",
          "enable_hashjoin", "off",
          "enable_mergejoin", "off");

  /** Address, user and network limits are those of the plugin's own pool of this name. */
  static JournalConnections open(Config config, GroupCommitLimits limits, Telemetry telemetry) {
    Config database = config.getConfig(DATABASE);
    return new JournalConnections(
        pool(
            "kuota-journal-writers",
            limits.writers(),
            database,
            limits,
            new PoolMetrics(telemetry, JournalMetrics.POOL).ofKept()),
        pool(
            "kuota-journal-readers",
            limits.readers(),
            database,
            limits,
            new PoolMetrics(telemetry, "recovery")));
  }

  private static HikariDataSource pool(
      String name,
      int size,
      Config database,
      GroupCommitLimits limits,
      MetricsTrackerFactory metrics) {
    // The server gives up before the caller does: then it is known what became of the statement.
    var session = SessionSettings.of(limits.statementTimeout()).and(ONE_PLAN);
    return ConfiguredPool.open(name, size, size, database, session, metrics);
  }

  @Override
  public void close() {
    writers.close();
    readers.close();
  }
}
