package id.kuota.persistence.groupcommit;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The connection that one writer keeps from flush to flush. Since the pool has as many connections
 * as there are writers, the one that follows a dropped one is always new. For one thread.
 */
final class WriterConnection implements AutoCloseable {

  private final HikariDataSource pool;
  private @Nullable Connection connection;

  WriterConnection(HikariDataSource pool) {
    this.pool = pool;
  }

  /** Blocks while a new one is opened, as long as the pool's connection timeout at most. */
  Connection get() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = pool.getConnection();
      connection = open;
    }
    return open;
  }

  /** Never used again: it is broken, or leads to a server that can no longer write. */
  void drop() {
    Connection dropped = connection;
    connection = null;
    if (dropped != null) {
      pool.evictConnection(dropped);
    }
  }

  @Override
  public void close() {
    drop();
  }
}
