package id.kuota.persistence.groupcommit;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The bounds of the journal path, from {@code kuota.journal} of the configuration.
 *
 * @param queue writes that may wait, and recoveries; above it they fail at once
 * @param flushRows rows in one statement; a single write that is larger goes alone
 * @param writers threads that write, each with a connection of its own
 * @param readers connections for recovery, one of them for what each asks first
 * @param recoveriesAtOnce recoveries that one query answers, and heads of streams that are kept
 * @param pageRows events read at once in a replay
 * @param statementTimeout after which the server gives up a statement
 * @param closeTimeout how long closing waits for what is queued
 */
record GroupCommitLimits(
    int queue,
    int flushRows,
    int writers,
    int readers,
    int recoveriesAtOnce,
    int pageRows,
    Duration statementTimeout,
    Duration closeTimeout) {

  GroupCommitLimits {
    require("queue", queue, 1, 1_000_000);
    require("flush-rows", flushRows, 1, 100_000);
    require("writers", writers, 1, 16);
    require("readers", readers, 2, 64);
    require("recoveries-at-once", recoveriesAtOnce, 1, 100_000);
    require("page-rows", pageRows, 1, 100_000);
    require("statement-timeout", statementTimeout);
    require("close-timeout", closeTimeout);
  }

  static GroupCommitLimits read(Config config) {
    Config journal = config.getConfig("kuota.journal");
    return new GroupCommitLimits(
        journal.getInt("queue"),
        journal.getInt("flush-rows"),
        journal.getInt("writers"),
        journal.getInt("readers"),
        journal.getInt("recoveries-at-once"),
        journal.getInt("page-rows"),
        journal.getDuration("statement-timeout"),
        journal.getDuration("close-timeout"));
  }

  private static void require(String setting, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "kuota.journal.%s must be %d to %d, it is %d".formatted(setting, least, most, value));
    }
  }

  private static void require(String setting, Duration value) {
    if (!value.isPositive() || value.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "kuota.journal.%s must be above 0 and a minute at most, it is %s"
              .formatted(setting, value));
    }
  }
}
