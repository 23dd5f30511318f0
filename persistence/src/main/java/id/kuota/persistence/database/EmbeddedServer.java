package id.kuota.persistence.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One PostgreSQL server process on this machine, reachable from this machine only. */
final class EmbeddedServer {

  /** Major version of the binaries in the parent pom; a test compares it with the server's word. */
  static final String VERSION = "17";

  static final String USER = "postgres";

  /** Long, because a server that was killed replays its log first. */
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private static final long POLL_MILLIS = 100;

  private EmbeddedServer() {}

  /** A server that keeps its data and flushes it to disk as it would in production. */
  static Kept startKept(DataDirectory directory, int port, Map<String, String> more) {
    FileLock lock = directory.lock();
    try {
      directory.check(VERSION);
      var postmaster = new Postmaster(directory.data());
      postmaster.stopOrphan();
      checkFree(port);
      // Its owner stops it, after everything that still writes; a hook of its own would be too
      // early.
      var builder =
          configured(directory.data(), port)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on");
      more.forEach(builder::setServerConfig);
      var server = start(builder, directory.log());
      directory.markReady();
      return new Kept(server, postmaster, lock);
    } catch (RuntimeException e) {
      release(lock);
      throw e;
    }
  }

  /** Returns a server for tests: as fast as can be, gone with this process. */
  static EmbeddedPostgres startForTests(Path directory) {
    Path log = directory.resolve("postgresql.log");
    directory.toFile().deleteOnExit();
    log.toFile().deleteOnExit();
    var builder =
        configured(directory.resolve("data"), 0)
            .setServerConfig("fsync", "off")
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("max_connections", "200");
    return start(builder, log);
  }

  private static EmbeddedPostgres.Builder configured(Path data, int port) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setPort(port)
        .setPGStartupWait(START_TIMEOUT)
        // Byte order and English messages on every machine.
        .setLocaleConfig("locale", "C")
        // Three nodes with their pools and a guest; see persistence.conf.
        .setServerConfig("max_connections", "60")
        .setServerConfig("shared_buffers", "128MB")
        .setServerConfig("max_wal_size", "2GB")
        // Short statements: compiling them costs more than running them.
        .setServerConfig("jit", "off")
        // No socket file in a shared directory; all clients use TCP on this machine.
        .setServerConfig("unix_socket_directories", "");
  }

  /** Starts in a thread of its own, since the library waits on when the server has given up. */
  private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder, Path logFile) {
    var output = ProcessBuilder.Redirect.appendTo(logFile.toFile());
    var log = new ServerLog(logFile);
    var starting =
        new FutureTask<EmbeddedPostgres>(
            builder.setOutputRedirector(output).setErrorRedirector(output)::start);
    Thread starter = Thread.ofPlatform().daemon().name("postgresql-start").start(starting);
    boolean givenUp = false;
    while (true) {
      try {
        EmbeddedPostgres server = starting.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (givenUp) {
          closeQuietly(server);
          throw failed(log, null);
        }
        return server;
      } catch (TimeoutException e) {
        if (!givenUp && log.saysGivenUp()) {
          givenUp = true;
          starter.interrupt(); // Ends the wait, and the task with it.
        }
      } catch (ExecutionException e) {
        throw failed(log, e.getCause());
      } catch (InterruptedException e) {
        starter.interrupt();
        Thread.currentThread().interrupt();
        throw new EmbeddedDatabaseException("interrupted while PostgreSQL was starting", e);
      }
    }
  }

  private static EmbeddedDatabaseException failed(ServerLog log, @Nullable Throwable cause) {
    String reason = log.reason();
    String message =
        reason.contains("cannot be run as root")
            ? "PostgreSQL does not run as root, and this machine does not allow a user namespace; run Kuota as another user"
            : "PostgreSQL did not start: " + reason;
    return cause == null
        ? new EmbeddedDatabaseException(message)
        : new EmbeddedDatabaseException(message, cause);
  }

  /** Checks that no other server has the port. */
  private static void checkFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return;
    } catch (IOException e) {
      throw new EmbeddedDatabaseException(
          "port %d for the database is taken by another program; stop that, or choose another port"
              .formatted(port),
          e);
    }
  }

  private static void closeQuietly(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new EmbeddedDatabaseException("PostgreSQL did not stop", e);
    }
  }

  private static void release(FileLock lock) {
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      throw new EmbeddedDatabaseException("cannot release the database directory", e);
    }
  }

  /** A running server and the directory that it keeps locked. */
  record Kept(EmbeddedPostgres server, Postmaster postmaster, FileLock lock) {

    int port() {
      return server.getPort();
    }

    /** Stops in order: what was committed is on disk. */
    void stop() {
      try {
        closeQuietly(server);
        if (!postmaster.awaitStopped()) {
          throw new EmbeddedDatabaseException(
              "PostgreSQL is still writing after half a minute; its data is safe, but the next start will have to wait for it");
        }
      } finally {
        release(lock);
      }
    }
  }
}
