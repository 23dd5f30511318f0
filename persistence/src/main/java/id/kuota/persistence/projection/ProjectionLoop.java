package id.kuota.persistence.projection;

import id.kuota.persistence.log.PersistenceLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the steps of one projection in a thread of its own, until it is closed. Trouble with the
 * database is no end: it tries again, with growing pauses. At an event that it cannot apply it
 * stands, looks again every few seconds, and goes on when that may be passed over or another node
 * has applied it. Each trouble is logged, and noted in the table {@code projection} for all to see.
 */
final class ProjectionLoop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProjectionLoop.class);

  /** Longer than any statement may take, so that closing does not tear a step apart. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(35);

  private final DataSource database;
  private final ProjectionBatch batch;
  private final ProjectionMetrics metrics;
  private final Thread thread;
  private final BlockingQueue<Boolean> pokes = new ArrayBlockingQueue<>(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile boolean closed;

  /** Why it stands at an event, as it was logged; null while it does not. */
  private volatile @Nullable String failure;

  /** Whether the table may say that this loop, or one before it, is in trouble. */
  private boolean mayBeNoted = true;

  private boolean retrying;

  private ProjectionLoop(DataSource database, ProjectionBatch batch, ProjectionMetrics metrics) {
    this.database = database;
    this.batch = batch;
    this.metrics = metrics;
    this.thread =
        Thread.ofPlatform().name("projection-" + batch.name()).daemon(true).unstarted(this::run);
  }

  static ProjectionLoop start(
      DataSource database, ProjectionBatch batch, ProjectionMetrics metrics) {
    var loop = new ProjectionLoop(database, batch, metrics);
    metrics.watch(loop);
    loop.thread.start();
    return loop;
  }

  /** A hint that there is something new; may be given from any thread, and may be lost. */
  void poke() {
    boolean _ = pokes.offer(true); // A poke that waits serves for this one too.
  }

  /** Returns whether it follows the journal: its thread lives and stands at no event. */
  boolean isRunning() {
    return thread.isAlive() && !stands();
  }

  /** Returns whether it stands at an event that it cannot apply. */
  boolean stands() {
    return failure != null;
  }

  /** Lets the step that runs come to its end and waits for it. */
  @Override
  public void close() {
    closed = true;
    closing.countDown();
    poke();
    try {
      if (!thread.join(CLOSE_TIMEOUT)) {
        PersistenceLog.PROJECTION_SLOW_TO_STOP.log(log, batch.name(), CLOSE_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    PersistenceLog.PROJECTION_STARTED.log(log, batch.name());
    try {
      PollBackoff backoff = PollBackoff.START;
      while (!closed) {
        backoff = step(backoff);
        rest(backoff.pause());
      }
      PersistenceLog.PROJECTION_CLOSED.log(log, batch.name());
    } catch (InterruptedException e) {
      PersistenceLog.PROJECTION_INTERRUPTED.log(log, batch.name());
    } catch (RuntimeException | Error e) {
      stand(e);
    }
  }

  /** New events are no reason to look sooner at the one that it stands at. */
  private void rest(Duration pause) throws InterruptedException {
    if (stands()) {
      boolean _ = closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } else {
      pokes.poll(pause.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private PollBackoff step(PollBackoff backoff) {
    try {
      ProjectionBatch.Outcome outcome = batch.run();
      metrics.applied(batch.applied());
      if (stands()) {
        if (batch.applied() == 0 && isStillFailed()) return PollBackoff.STANDING;
        failure = null;
        PersistenceLog.PROJECTION_RECOVERED.log(log, batch.name());
      }
      PollBackoff next = backoff.after(outcome);
      if (mayBeNoted) {
        noteRecovered();
      }
      if (retrying) PersistenceLog.PROJECTION_RECOVERED.log(log, batch.name());
      retrying = false;
      return next;
    } catch (ProjectionFailedException e) {
      stand(e);
      return PollBackoff.STANDING;
    } catch (SQLException e) {
      if (closed) return backoff; // The pool may be closed before us.
      PollBackoff next = backoff.afterTrouble();
      PersistenceLog.PROJECTION_RETRIES.logThrown(log, e, batch.name(), next.pause());
      retrying = true;
      note(OffsetTable.State.RETRYING, e);
      mayBeNoted = true;
      return next;
    }
  }

  private void stand(Throwable reason) {
    String message = String.valueOf(reason.getMessage());
    if (message.equals(failure)) return;
    failure = message;
    PersistenceLog.PROJECTION_STOPPED.logThrown(log, reason, batch.name(), message);
    note(OffsetTable.State.FAILED, reason);
  }

  private boolean isStillFailed() throws SQLException {
    try (Connection connection = database.getConnection()) {
      return OffsetTable.hasFailed(connection, batch.name());
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
      PersistenceLog.PROJECTION_STATE_UNNOTED.logThrown(log, e, batch.name(), state);
    }
  }
}
