package id.kuota.http.node.view;

import id.kuota.engine.telemetry.Outage;
import id.kuota.http.log.NodeLog;
import id.kuota.persistence.lease.LeaseRecord;
import id.kuota.persistence.lease.NodeLeases;
import id.kuota.persistence.projection.ProjectionStatus;
import id.kuota.persistence.projection.Projections;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the database has of the cluster. A read that hangs is waited for by the next look too, so
 * that there is one at a time. For one caller at a time.
 */
final class StoredState {

  private static final Logger LOG = LoggerFactory.getLogger(StoredState.class);
  private static final Duration READ_MAX = Duration.ofMillis(1500);

  /** Ended leases that are read: their reasons explain what moves. */
  private static final int ENDED = 10;

  /** One read. */
  record Read(List<LeaseRecord> leases, List<ProjectionStatus> projections) {}

  private final DataSource database;
  private final Clock clock;
  private final Outage trouble =
      new Outage(NodeLog.CLUSTER_UNREAD, NodeLog.CLUSTER_READ_AGAIN, System::nanoTime);
  private CompletableFuture<Optional<Read>> reading =
      CompletableFuture.completedFuture(Optional.empty());

  StoredState(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Begins to read. */
  void begin() {
    if (reading.isDone()) {
      reading = CompletableFuture.supplyAsync(this::read, Thread::startVirtualThread);
    }
  }

  /** Returns what was read; empty if the database did not answer in time. Blocks. */
  Optional<Read> await() {
    try {
      return reading.get(READ_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return Optional.empty();
    } catch (ExecutionException bug) {
      throw new IllegalStateException("the state of the cluster cannot be read", bug.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Optional<Read> read() {
    try {
      var read = new Read(NodeLeases.latest(database, ENDED), Projections.list(database, clock));
      trouble.well(LOG);
      return Optional.of(read);
    } catch (SQLException e) {
      trouble.failed(LOG, e.getMessage());
      return Optional.empty();
    }
  }
}
