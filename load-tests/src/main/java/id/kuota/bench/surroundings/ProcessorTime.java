package id.kuota.bench.surroundings;

import id.kuota.persistence.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What the processes of a measurement have used of the processors so far.
 *
 * @param client this JVM
 */
public record ProcessorTime(Duration server, Duration database, Duration client) {

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration QUIET_PATIENCE = Duration.ofSeconds(10);

  /** The part of one core that a system without work may use. */
  private static final double QUIET = 0.25;

  /** Processes that are watched together. */
  public record Watch(ProcessHandle server, List<ProcessHandle> database) {

    public ProcessorTime now() {
      return new ProcessorTime(
          used(Stream.of(server)),
          used(database.stream().flatMap(Watch::family)),
          used(Stream.of(ProcessHandle.current())));
    }

    /**
     * Waits until they are done with what they were given before, such as a projection that is
     * behind; not longer than {@link #QUIET_PATIENCE}.
     */
    public void awaitQuiet() {
      long last = System.nanoTime() + QUIET_PATIENCE.toNanos();
      ProcessorTime before = now();
      do {
        ProcessorTime earlier = before;
        LockSupport.parkNanos(LOOK.toNanos());
        before = now();
        Duration used = before.since(earlier).total();
        if (used.toNanos() < QUIET * LOOK.toNanos()) return;
      } while (System.nanoTime() < last);
    }

    private static Stream<ProcessHandle> family(ProcessHandle parent) {
      return Stream.concat(Stream.of(parent), parent.descendants());
    }
  }

  /** Returns what was used since an earlier moment. */
  public ProcessorTime since(ProcessorTime earlier) {
    return new ProcessorTime(
        server.minus(earlier.server),
        database.minus(earlier.database),
        client.minus(earlier.client));
  }

  public Duration total() {
    return server.plus(database).plus(client);
  }

  /**
   * Returns the PostgreSQL server process of this database, if it runs on this machine, with all
   * that work for it.
   */
  public static List<ProcessHandle> postgres(DatabaseSettings database) throws SQLException {
    try (Connection connection = BenchServer.connect(database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT pg_backend_pid()")) {
      result.next();
      return ProcessHandle.of(result.getLong(1)).flatMap(ProcessHandle::parent).stream().toList();
    }
  }

  private static Duration used(Stream<ProcessHandle> processes) {
    return processes
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
