package id.kuota.persistence.projection;

import id.kuota.persistence.log.PersistenceLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lag of one projection for a caller that must not wait: each question gets what the one before
 * it has found out, and starts a look at the database. So nothing is read while nothing asks, and
 * one look runs at a time. Thread-safe.
 */
final class ProjectionLag {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectionLag.class);

  private final DataSource database;
  private final String projection;
  private final Clock clock;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile double seconds = Double.NaN;

  ProjectionLag(DataSource database, String projection, Clock clock) {
    this.database = database;
    this.projection = projection;
    this.clock = clock;
  }

  /** Returns the age of the oldest event that waits; not a number before the first look. */
  double seconds() {
    double known = seconds;
    if (looking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("projection-lag-" + projection).start(this::look);
    }
    return known;
  }

  private void look() {
    try (Connection connection = database.getConnection()) {
      var lag = Freshness.read(connection, projection, clock.instant()).lag();
      seconds = (double) lag.toNanos() / TimeUnit.SECONDS.toNanos(1);
    } catch (SQLException e) { // The loop of the projection reports what is wrong.
      PersistenceLog.PROJECTION_LAG_UNREAD.log(LOG, projection, e.getMessage());
    } finally {
      looking.set(false);
    }
  }
}
