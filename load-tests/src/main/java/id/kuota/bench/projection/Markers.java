package id.kuota.bench.projection;

import id.kuota.bench.surroundings.BenchServer;
import id.kuota.bench.surroundings.JournalRows;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.persistence.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * A measurement from outside of the read model's lag: one thread writes rows of a quota that only
 * it knows into the journal, each in a transaction of its own; another looks again and again for
 * how far that quota has come in the read model. What the projection says of itself is not asked.
 */
final class Markers {

  static final Duration WRITTEN_EVERY = Duration.ofMillis(5);

  /** The age is known as exactly as this. */
  static final Duration LOOKED_EVERY = Duration.ofMillis(2);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int DIGITS = 3;
  private static final String LOOK =
      "SELECT coalesce(max(revision), 0) FROM sales.quota_summary WHERE quota_id = ?";

  /** A row whose commit has been acknowledged. */
  private record Marker(long number, long committedNanos) {}

  private final DatabaseSettings database;
  private final QuotaId quota;
  private final Queue<Marker> unseen = new ConcurrentLinkedQueue<>();
  private final Histogram ages = new Histogram(1_000, LONGEST_NANOS, DIGITS);
  private volatile boolean stopped;

  /**
   * Markers for one measurement.
   *
   * @param name no other has it
   */
  Markers(DatabaseSettings database, String name) {
    this.database = database;
    this.quota = QuotaId.shared("marker", name);
  }

  /** Something that is done while markers are written. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /**
   * Writes and looks while the work is done, and then until everything has been seen.
   *
   * @return the ages in nanoseconds, from the acknowledgement of the commit
   * @throws TimeoutException if a row is not seen
   */
  Histogram during(Work work) throws Exception {
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      Future<?> writer = threads.submit(this::write);
      Future<?> watcher = threads.submit(this::look);
      try {
        work.run();
      } finally {
        stopped = true;
      }
      writer.get();
      watcher.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) throw cause;
      throw e;
    }
    return ages;
  }

  private long write() throws SQLException {
    long number = 0;
    try (var rows = new JournalRows(database)) {
      while (!stopped) {
        var capacity = new QuotaChange.CapacitySet(number + 1, number, "marked", "bench");
        var event = new QuotaEvent.BatchApplied(quota, List.of(capacity), 0, Instant.now());
        number = rows.add("Quota|" + quota, event);
        rows.write();
        unseen.add(new Marker(number, System.nanoTime()));
        LockSupport.parkNanos(WRITTEN_EVERY.toNanos());
      }
    }
    return number;
  }

  private long look() throws SQLException, TimeoutException {
    long seen = 0;
    long lastSeen = System.nanoTime();
    try (Connection connection = BenchServer.connect(database);
        PreparedStatement statement = connection.prepareStatement(LOOK)) {
      statement.setString(1, quota.value());
      while (!stopped || !unseen.isEmpty()) {
        seen = revision(statement);
        long now = System.nanoTime();
        for (Marker next = unseen.peek();
            next != null && next.number() <= seen;
            next = unseen.peek()) {
          ages.recordValue(Math.clamp(now - next.committedNanos(), 0, LONGEST_NANOS));
          unseen.remove();
          lastSeen = now;
        }
        if (now - lastSeen > PATIENCE.toNanos()) {
          throw new TimeoutException("no marked row has been projected within " + PATIENCE);
        }
        LockSupport.parkNanos(LOOKED_EVERY.toNanos());
      }
    }
    return seen;
  }

  private static long revision(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }
}
