package id.kuota.persistence.snapshot;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The bounds of storing snapshots, from {@code kuota.snapshots} of the configuration.
 *
 * @param threads that serialize and talk to the database, each with a connection
 * @param queue calls that may wait for a thread; above it they fail at once
 * @param statementTimeout after which the server gives up a statement
 * @param closeTimeout how long closing waits for what was begun
 */
record SnapshotLimits(int threads, int queue, Duration statementTimeout, Duration closeTimeout) {

  SnapshotLimits {
    require("threads", threads, 1, 16);
    require("queue", queue, 1, 100_000);
    require("statement-timeout", statementTimeout);
    require("close-timeout", closeTimeout);
  }

  static SnapshotLimits read(Config config) {
    Config snapshots = config.getConfig("kuota.snapshots");
    return new SnapshotLimits(
        snapshots.getInt("threads"),
        snapshots.getInt("queue"),
        snapshots.getDuration("statement-timeout"),
        snapshots.getDuration("close-timeout"));
  }

  private static void require(String setting, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "kuota.snapshots.%s must be %d to %d, it is %d".formatted(setting, least, most, value));
    }
  }

  private static void require(String setting, Duration value) {
    if (!value.isPositive() || value.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "kuota.snapshots.%s must be above 0 and a minute at most, it is %s"
              .formatted(setting, value));
    }
  }
}
