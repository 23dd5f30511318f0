package id.kuota.bench.surroundings;

import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The PostgreSQL that Kuota brings along, with {@code fsync} on, in a folder that goes away with
 * it.
 */
public final class BenchServer implements AutoCloseable {

  /** Beyond, PostgreSQL refuses. */
  private static final Duration SLOWER_MAX = Duration.ofMillis(100);

  private static final int LOG_FILE_MEBIBYTES = 16;
  private static final int LOG_FILES = 48;

  private final EmbeddedDatabase server;
  private final Path folder;

  private final Thread whenInterrupted = new Thread(this::stop, "bench-server-stop");
  private final AtomicBoolean stopped = new AtomicBoolean();

  private BenchServer(EmbeddedDatabase server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /** Starts it in an empty folder, which is on the volume that is to be measured. */
  public static BenchServer start(Path folder) {
    var started = new BenchServer(EmbeddedDatabase.start(folder), folder);
    // Ctrl-C must not leave a server and its data behind.
    Runtime.getRuntime().addShutdownHook(started.whenInterrupted);
    return started;
  }

  /**
   * Writes its log once round, as that of a server that has run for a while: a checkpoint keeps old
   * files for later use. A young server has none, and creates the next one, 16 MiB of zeros and a
   * flush, while all commits wait.
   */
  public void fillLog() throws SQLException {
    execute("ALTER SYSTEM SET min_wal_size = '%dMB'".formatted(LOG_FILES * LOG_FILE_MEBIBYTES));
    execute("SELECT pg_reload_conf()");
    for (int file = 0; file < LOG_FILES; file++) {
      execute("SELECT pg_logical_emit_message(true, 'kuota', 'so that there is one more file')");
      execute("SELECT pg_switch_wal()");
    }
    execute("CHECKPOINT");
  }

  /** Where the server keeps its data. */
  public Path folder() {
    return folder;
  }

  /** Returns an empty database of this name, in place of an earlier one. */
  public DatabaseSettings emptyDatabase(String name) throws SQLException {
    execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
    execute("CREATE DATABASE " + name);
    DatabaseSettings own = server.settings();
    String url = own.url().substring(0, own.url().lastIndexOf('/') + 1) + name;
    return new DatabaseSettings(url, own.user(), own.password(), own.poolSize());
  }

  /** Returns a database of this name with the tables of Kuota, empty. */
  public DatabaseSettings kuotaDatabase(String name) throws SQLException {
    DatabaseSettings settings = emptyDatabase(name);
    try (var database = Database.open(settings)) {
      database.migrate();
    }
    return settings;
  }

  /** Returns a connection of its own, which commits by itself. */
  public static Connection connect(DatabaseSettings settings) throws SQLException {
    return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
  }

  /**
   * Makes every flush of the log take longer from now on, for all clients: with {@code
   * commit_siblings = 0} the server sleeps for {@code commit_delay} before each flush, also when
   * only one transaction is running. What commits meanwhile goes along, as with a slow disk.
   */
  public void slowCommitsBy(Duration time) throws SQLException {
    if (time.isNegative() || time.compareTo(SLOWER_MAX) > 0) {
      throw new IllegalArgumentException("commits are slowed by 0 to 100 ms, not " + time);
    }
    execute("ALTER SYSTEM SET commit_siblings = 0");
    execute("ALTER SYSTEM SET commit_delay = " + time.toNanos() / 1_000);
    execute("SELECT pg_reload_conf()");
  }

  /** Returns what the server says of itself: version and the settings that matter here. */
  public List<String> words() throws SQLException {
    try (var connection = connect(server.settings());
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                SELECT current_setting('server_version'), current_setting('fsync'),
                       current_setting('synchronous_commit'), current_setting('wal_sync_method'),
                       current_setting('shared_buffers')
                """)) {
      row.next();
      return List.of(
          row.getString(1),
          "fsync %s, synchronous_commit %s, wal_sync_method %s, shared_buffers %s"
              .formatted(row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = connect(server.settings());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Stops the server and removes its folder. */
  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(whenInterrupted);
  }

  private void stop() {
    if (!stopped.compareAndSet(false, true)) return;
    server.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
