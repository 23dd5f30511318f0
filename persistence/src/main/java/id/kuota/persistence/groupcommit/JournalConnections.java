package id.kuota.persistence.groupcommit;

import com.typesafe.config.Config;
import com.zaxxer.hikari.HikariDataSource;
import id.kuota.persistence.database.ConfiguredPool;

/**
 * The connections of the journal, in two pools, so that no writer ever waits for a reader. Opened
 * when they are first asked for; a database that is not there yet fails calls, not the node.
 *
 * @param writers one for each writer, which keeps it
 * @param readers for recovery: one for sequence numbers, the rest for replays
 * @param scan one, opened only to read the whole journal through
 */
record JournalConnections(HikariDataSource writers, HikariDataSource readers, HikariDataSource scan)
    implements AutoCloseable {

  private static final String DATABASE = "pekko-persistence-jdbc.shared-databases.write.db";

  /** Address, user and network limits are those of the plugin's own pool of this name. */
  static JournalConnections open(Config config, GroupCommitLimits limits) {
    Config database = config.getConfig(DATABASE);
    return new JournalConnections(
        pool("kuota-journal-writers", limits.writers(), limits.writers(), database, limits),
        pool("kuota-journal-readers", limits.readers(), limits.readers(), database, limits),
        pool("kuota-journal-scan", 1, 0, database, limits));
  }

  private static HikariDataSource pool(
      String name, int size, int idle, Config database, GroupCommitLimits limits) {
    return ConfiguredPool.open(name, size, idle, database, limits.statementTimeout());
  }

  @Override
  public void close() {
    writers.close();
    readers.close();
    scan.close();
  }
}
