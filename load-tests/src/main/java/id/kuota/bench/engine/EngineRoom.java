package id.kuota.bench.engine;

import id.kuota.bench.surroundings.BenchServer;
import id.kuota.bench.surroundings.EngineNode;
import id.kuota.persistence.database.DatabaseSettings;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The node that is running, one at a time: what the orders of one path leave in memory does not
 * weigh on the other one.
 */
final class EngineRoom implements AutoCloseable {

  private final Map<JournalPath, DatabaseSettings> databases = new EnumMap<>(JournalPath.class);
  private @Nullable EngineNode node;
  private @Nullable JournalPath running;

  EngineRoom(BenchServer server) throws SQLException {
    for (JournalPath path : JournalPath.values()) {
      databases.put(path, server.kuotaDatabase("bench_engine_" + path.shortly()));
    }
  }

  DatabaseSettings database(JournalPath path) {
    return Objects.requireNonNull(databases.get(path));
  }

  /** Returns the node with this path; the other one is stopped. */
  EngineNode node(JournalPath path) throws Exception {
    if (node != null && path == running) return node;
    close();
    EngineNode started = EngineNode.start(database(path), path.setting());
    node = started;
    running = path;
    return started;
  }

  @Override
  public void close() {
    if (node != null) node.close();
    node = null;
  }
}
