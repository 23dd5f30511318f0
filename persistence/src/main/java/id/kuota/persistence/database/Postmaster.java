package id.kuota.persistence.database;

import id.kuota.persistence.log.PersistenceLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server process that PostgreSQL's own {@code postmaster.pid} names. */
final class Postmaster {

  private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private final Path pidFile;

  Postmaster(Path data) {
    this.pidFile = data.resolve("postmaster.pid");
  }

  /**
   * Stops a server that outlived its Kuota: the caller holds the directory's lock, so no other
   * process can own it. What it had acknowledged is safe; it shuts down in order.
   */
  void stopOrphan() {
    Optional<ProcessHandle> running = running();
    if (running.isEmpty()) {
      dropStalePidFile();
      return;
    }
    long pid = running.get().pid();
    PersistenceLog.ORPHANED_DATABASE_STOPPED.log(log, pid);
    try {
      // SIGINT is the fast and orderly shutdown; SIGTERM would wait for clients that are gone.
      new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw inUse(pid, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw inUse(pid, e);
    }
    if (!awaitStopped()) {
      throw inUse(pid, null);
    }
  }

  /** Waits, at most half a minute, until the server has released the directory. */
  boolean awaitStopped() {
    Optional<ProcessHandle> running = running();
    try {
      if (running.isPresent()) {
        running.get().onExit().get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      }
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Completes when the server that runs now has ended, for whatever reason. */
  CompletableFuture<?> ended() {
    return running()
        .<CompletableFuture<?>>map(ProcessHandle::onExit)
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  /** After a reboot the number in the file may belong to a process of another kind. */
  private Optional<ProcessHandle> running() {
    return readPid().flatMap(ProcessHandle::of).filter(Postmaster::isPostgres);
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.isAlive() && process.info().command().orElse("postgres").endsWith("postgres");
  }

  private Optional<Long> readPid() {
    try (var lines = Files.lines(pidFile)) {
      return lines.findFirst().map(String::strip).filter(s -> s.matches("\\d+")).map(Long::valueOf);
    } catch (IOException e) {
      return Optional.empty(); // The usual case: no server, no file.
    }
  }

  /** PostgreSQL would refuse to start if the number in it belongs to any living process. */
  private void dropStalePidFile() {
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new EmbeddedDatabaseException("cannot delete the stale " + pidFile, e);
    }
  }

  private EmbeddedDatabaseException inUse(long pid, @Nullable Throwable cause) {
    String message =
        "the database in %s is in use by the PostgreSQL server with process id %d, which does not stop; stop it, or choose another directory"
            .formatted(pidFile.getParent(), pid);
    return cause == null
        ? new EmbeddedDatabaseException(message)
        : new EmbeddedDatabaseException(message, cause);
  }
}
