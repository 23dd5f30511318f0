package id.kuota.chaos.cluster;

import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.EmbeddedDatabase;
import id.kuota.persistence.database.EmbeddedDatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * PostgreSQL that can be killed, stalled and started again on the same data and port. It flushes to
 * disk as in production.
 */
public final class ChaosDatabase implements AutoCloseable {

  private static final Duration DEATH_MAX = Duration.ofSeconds(20);
  private static final int CONNECTIONS_PER_NODE = 20;
  private static final int CONNECTIONS_OF_OTHERS = 20;

  private final Path directory;
  private final String hub;
  private final Map<String, String> settings;
  private final int port;
  private EmbeddedDatabase running;
  private List<ProcessHandle> stalled = List.of();

  private ChaosDatabase(Path directory, String hub, Map<String, String> settings) {
    this.directory = directory;
    this.hub = hub;
    this.settings = settings;
    this.running = EmbeddedDatabase.start(directory, 0, settings);
    this.port = Integer.parseInt(running.settings().url().replaceFirst(".*:(\\d+)/.*", "$1"));
  }

  /**
   * Starts it.
   *
   * @param hub the address at which nodes reach it, besides this machine's own
   */
  static ChaosDatabase start(Path directory, String hub, int nodes) throws IOException {
    Path access = Files.createDirectories(directory).resolve("access.conf");
    Files.writeString(
        access,
        """
        host all all 127.0.0.1/32 trust
        host all all ::1/128 trust
        host all all %s/24 trust
        """
            .formatted(hub));
    return new ChaosDatabase(
        directory.resolve("server"),
        hub,
        Map.of(
            "listen_addresses",
            "localhost," + hub,
            "hba_file",
            access.toAbsolutePath().toString(),
            "max_connections",
            String.valueOf(nodes * CONNECTIONS_PER_NODE + CONNECTIONS_OF_OTHERS)));
  }

  public int port() {
    return port;
  }

  /** Returns how nodes reach it. */
  DatabaseSettings forNodes() {
    DatabaseSettings local = running.settings();
    return new DatabaseSettings(
        local.url().replace("localhost", hub), local.user(), local.password(), local.poolSize());
  }

  /**
   * Opens a connection from this process, which no fault of the network hits. It fails within
   * seconds while the server is away.
   */
  public Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", running.settings().user());
    properties.setProperty("password", "");
    properties.setProperty("connectTimeout", "1");
    properties.setProperty("socketTimeout", "5");
    properties.setProperty("loginTimeout", "2");
    return DriverManager.getConnection(running.settings().url(), properties);
  }

  /** SIGKILL of the server's first process; the others notice, and end. */
  public synchronized void kill() {
    List<ProcessHandle> all = Signals.family(postmaster());
    all.getFirst().destroyForcibly();
    awaitEnd(all);
    all.stream().skip(1).filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    closeDead();
  }

  /** Starts it again; it recovers from its log. */
  public synchronized void startAgain() {
    running = EmbeddedDatabase.start(directory, port, settings);
  }

  /** SIGSTOP of all processes of the server, the first one first, so that it starts no more. */
  public synchronized void stall() {
    ProcessHandle postmaster = postmaster();
    Signals.stop(postmaster);
    stalled = Signals.family(postmaster);
    stalled.forEach(Signals::stop);
  }

  /** Continues what was stalled. Safe to repeat. */
  public synchronized void goOn() {
    stalled.reversed().forEach(Signals::go);
    stalled = List.of();
  }

  @Override
  public synchronized void close() {
    goOn();
    closeDead();
  }

  private ProcessHandle postmaster() {
    try {
      Path file = directory.resolve("data").resolve("postmaster.pid");
      return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst())).orElseThrow();
    } catch (IOException e) {
      throw new SurroundingsException("PostgreSQL does not run: " + e.getMessage());
    }
  }

  private static void awaitEnd(List<ProcessHandle> processes) {
    var all =
        CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
    try {
      var _ = all.get(DEATH_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException stillThere) {
      return; // They are killed one by one.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Releases the directory; the server that was killed cannot be stopped in order. */
  private void closeDead() {
    try {
      running.close();
    } catch (EmbeddedDatabaseException e) {
      if (!String.valueOf(e.getMessage()).contains("PostgreSQL did not stop")) throw e;
    }
  }
}
