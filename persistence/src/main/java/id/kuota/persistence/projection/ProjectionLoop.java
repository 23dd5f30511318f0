package id.kuota.persistence.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the steps of one projection in a thread of its own, until it is closed or meets an event
 * that it cannot apply. Trouble with the database is no end: it tries again, with growing pauses.
 * Whatever goes wrong is logged, and noted in the table {@code projection} for all to see.
 */
final class ProjectionLoop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProjectionLoop.class);

  /** Longer than any statement may take, so that closing does not tear a step apart. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(35);

  private final DataSource database;
  private final ProjectionBatch batch;
  private final Thread thread;
  private final BlockingQueue<Boolean> pokes = new ArrayBlockingQueue<>(1);
  private volatile boolean closed;

  /** Whether the table may say that this loop, or one before it, is in trouble. */
  private boolean mayBeNoted = true;

  private ProjectionLoop(DataSource database, ProjectionBatch batch) {
    this.database = database;
    this.batch = batch;
    this.thread =
        Thread.ofPlatform().name("projection-" + batch.name()).daemon(true).unstarted(this::run);
  }

  static ProjectionLoop start(DataSource database, ProjectionBatch batch) {
    var loop = new ProjectionLoop(database, batch);
    loop.thread.start();
    return loop;
  }

  /** A hint that there is something new; may be given from any thread, and may be lost. */
  void poke() {
    boolean first = pokes.offer(true);
    log.trace("poked, {} the first time", first ? "for" : "not for");
  }

  boolean isRunning() {
    return thread.isAlive();
  }

  /** Lets the step that runs come to its end and waits for it. */
  @Override
  public void close() {
    closed = true;
    poke();
    try {
      if (!thread.join(CLOSE_TIMEOUT)) {
        log.error(
            "projection did not stop in time: projection={} timeout={}",
            batch.name(),
            CLOSE_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    log.info("projection started: projection={}", batch.name());
    try {
      PollBackoff backoff = PollBackoff.START;
      while (!closed) {
        backoff = step(backoff);
        pokes.poll(backoff.pause().toNanos(), TimeUnit.NANOSECONDS);
      }
      log.info("projection closed: projection={}", batch.name());
    } catch (InterruptedException e) {
      log.warn("projection was interrupted and closed: projection={}", batch.name());
    } catch (RuntimeException | Error e) {
      log.error(
          "projection stopped; fix the cause and restart: projection={} cause={}",
          batch.name(),
          e.getMessage(),
          e);
      note(OffsetTable.State.FAILED, e);
    }
  }

  private PollBackoff step(PollBackoff backoff) {
    try {
      PollBackoff next = backoff.after(batch.run());
      if (mayBeNoted) {
        noteRecovered();
      }
      return next;
    } catch (SQLException e) {
      if (closed) return backoff; // The pool may be closed before us.
      PollBackoff next = backoff.afterTrouble();
      log.warn("projection retries: projection={} pause={}", batch.name(), next.pause(), e);
      note(OffsetTable.State.RETRYING, e);
      mayBeNoted = true;
      return next;
    }
  }

  private void noteRecovered() throws SQLException {
    try (Connection connection = database.getConnection()) {
      OffsetTable.noteRecovered(connection, batch.name());
      mayBeNoted = false;
    }
  }

  private void note(OffsetTable.State state, Throwable reason) {
    try (Connection connection = database.getConnection()) {
      OffsetTable.note(connection, batch.name(), state, String.valueOf(reason.getMessage()));
    } catch (SQLException e) {
      log.warn(
          "projection cannot record its state: projection={} state={}", batch.name(), state, e);
    }
  }
}
