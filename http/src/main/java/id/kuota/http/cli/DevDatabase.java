package id.kuota.http.cli;

import id.kuota.http.node.Ports;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.EmbeddedDatabase;
import id.kuota.persistence.database.EmbeddedDatabaseException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The PostgreSQL of {@code kuota dev}. If it ends by itself it is started again on the same data
 * and port, where the node finds it. Thread-safe.
 */
final class DevDatabase implements AutoCloseable {

  /** A database that is killed more often is killed on purpose. */
  private static final int STARTS_MAX = 10;

  /** What a killed server leaves behind needs a moment to notice, and is in the way until then. */
  private static final int TRIES = 10;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Path folder;
  private final int port;
  private final Map<String, String> more;
  private final Consumer<String> news;
  private EmbeddedDatabase running;
  private int starts = 1;
  private volatile boolean mayEnd;

  private DevDatabase(Path folder, int port, Map<String, String> more, Consumer<String> news) {
    this.folder = folder;
    this.port = port;
    this.more = more;
    this.news = news;
    this.running = EmbeddedDatabase.start(folder, port, more);
  }

  /**
   * Starts the database of this folder.
   *
   * @param news receives in one sentence what happens to it later
   * @throws EmbeddedDatabaseException if it does not start
   */
  static DevDatabase start(Path folder, Consumer<String> news) {
    return start(folder, Map.of(), news);
  }

  /**
   * Starts the database of this folder.
   *
   * @param more settings of PostgreSQL
   */
  static DevDatabase start(Path folder, Map<String, String> more, Consumer<String> news) {
    var database = new DevDatabase(folder, Ports.anyFree(), more, news);
    database.watch();
    return database;
  }

  /** Returns how to reach it, for as long as it is there. */
  synchronized DatabaseSettings settings() {
    return running.settings();
  }

  private void watch() {
    running.ended().thenRunAsync(this::startAgain, work -> thread().start(work));
  }

  private static Thread.Builder thread() {
    return Thread.ofPlatform().name("kuota-dev-database").daemon();
  }

  private synchronized void startAgain() {
    LockSupport.parkNanos(PAUSE.toNanos());
    if (mayEnd) return;
    if (++starts > STARTS_MAX) {
      news.accept("PostgreSQL keeps ending, so it is not restarted. Its log is in " + folder);
      return;
    }
    news.accept("PostgreSQL has ended unexpectedly. Restarting it...");
    letGo();
    String why = "";
    for (int i = 0; i < TRIES && !mayEnd; i++) {
      try {
        running = EmbeddedDatabase.start(folder, port, more);
        news.accept("PostgreSQL runs again, and the node continues.");
        watch();
        return;
      } catch (EmbeddedDatabaseException e) {
        why = String.valueOf(e.getMessage());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    news.accept("PostgreSQL cannot be restarted, so nothing can be sold: " + why);
  }

  /** The folder must be free for the next server; that this one is gone is no news. */
  private void letGo() {
    try {
      running.close();
    } catch (EmbeddedDatabaseException e) {
      // Said already.
    }
  }

  /** Stops it in order. */
  @Override
  public void close() {
    mayEnd = true; // Before the lock: a restart holds that.
    stop();
  }

  private synchronized void stop() {
    running.close();
  }
}
