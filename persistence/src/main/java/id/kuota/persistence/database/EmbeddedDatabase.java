package id.kuota.persistence.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL that Kuota brings along: for development, kept in a directory; for tests, gone
 * afterwards. It listens on this machine only and asks for no password.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final String NAME = "kuota";
  private static final int POOL_SIZE = 8;

  private final DatabaseSettings settings;
  private final Runnable ending;
  private final CompletableFuture<?> ended;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedDatabase(DatabaseSettings settings, Runnable ending, CompletableFuture<?> ended) {
    this.settings = settings;
    this.ending = ending;
    this.ended = ended;
  }

  /**
   * Starts the server of this directory on a free port, which may be another one each time.
   *
   * @see #start(Path, int)
   */
  public static EmbeddedDatabase start(Path directory) {
    return start(directory, 0);
  }

  /**
   * Starts the server of this directory, creates it the first time, and finds everything again the
   * next time. A server that a killed Kuota left running there is stopped first. The caller closes
   * it, after everything that writes to it: no shutdown hook does.
   *
   * @param port where it listens; 0 takes a free one
   * @throws EmbeddedDatabaseException if the directory cannot be written, is in use, damaged, or of
   *     another PostgreSQL version, or if the port is taken
   */
  public static EmbeddedDatabase start(Path directory, int port) {
    return start(directory, port, Map.of());
  }

  /**
   * The same, with more settings for the server.
   *
   * @param more settings of PostgreSQL, like {@code listen_addresses}
   * @see #start(Path, int)
   */
  public static EmbeddedDatabase start(Path directory, int port, Map<String, String> more) {
    var folder = new DataDirectory(directory.toAbsolutePath().normalize());
    var server = EmbeddedServer.startKept(folder, port, more);
    try {
      createIfAbsent(server.port(), NAME);
      return new EmbeddedDatabase(
          settings(server.port(), NAME), server::stop, server.postmaster().ended());
    } catch (RuntimeException e) {
      server.stop();
      throw e;
    }
  }

  /**
   * Returns a fresh, empty database for one test, on a server that all tests of this process share.
   * It does not flush to disk, and ends with the process.
   */
  public static EmbeddedDatabase temporary() {
    int port = Shared.SERVER.getPort();
    String name = "test_" + Shared.DATABASES.incrementAndGet();
    execute(port, "CREATE DATABASE " + name);
    return new EmbeddedDatabase(
        settings(port, name),
        () -> execute(port, "DROP DATABASE %s WITH (FORCE)".formatted(name)),
        new CompletableFuture<>());
  }

  /** Returns how to reach it, with a pool size that fits its limit of connections. */
  public DatabaseSettings settings() {
    return settings;
  }

  /**
   * Completes when the server has ended, by {@link #close} or by itself. Never for a temporary one.
   */
  public CompletionStage<?> ended() {
    return ended;
  }

  /** Stops the server in order, or drops the temporary database. Safe to repeat. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      ending.run();
    }
  }

  private static DatabaseSettings settings(int port, String name) {
    return new DatabaseSettings(url(port, name), EmbeddedServer.USER, "", POOL_SIZE);
  }

  private static String url(int port, String name) {
    return "jdbc:postgresql://localhost:%d/%s".formatted(port, name);
  }

  private static void createIfAbsent(int port, String name) {
    try (var connection =
            DriverManager.getConnection(url(port, "postgres"), EmbeddedServer.USER, "");
        var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "SELECT 1 FROM pg_database WHERE datname = '%s'".formatted(name))) {
      if (!found.next()) {
        statement.execute("CREATE DATABASE " + name);
      }
    } catch (SQLException e) {
      throw new EmbeddedDatabaseException("cannot create the database " + name, e);
    }
  }

  private static void execute(int port, String sql) {
    try (var connection =
            DriverManager.getConnection(url(port, "postgres"), EmbeddedServer.USER, "");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new EmbeddedDatabaseException("the embedded database refused: " + sql, e);
    }
  }

  /** Started by the first test that asks. */
  private static final class Shared {

    static final AtomicInteger DATABASES = new AtomicInteger();
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedServer.startForTests(Files.createTempDirectory("kuota-test-postgresql"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
