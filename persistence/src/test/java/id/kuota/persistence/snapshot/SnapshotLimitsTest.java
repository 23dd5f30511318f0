package id.kuota.persistence.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SnapshotLimitsTest {

  private final Config shipped = ConfigFactory.parseResources("persistence.conf");

  @Test
  void aSettingOutOfBoundsIsNamed() {
    refuses("threads = 0", "kuota.snapshots.threads must be 1 to 16, it is 0");
    refuses("queue = 0", "kuota.snapshots.queue must be 1 to 100000, it is 0");
    refuses(
        "statement-timeout = 2m",
        "kuota.snapshots.statement-timeout must be above 0 and a minute at most," + " it is PT2M");
    refuses(
        "close-timeout = 0s",
        "kuota.snapshots.close-timeout must be above 0 and a minute at most, it is PT0S");
  }

  @Test
  void whatIsShippedFitsTogether() {
    var limits = SnapshotLimits.read(shipped.withOnlyPath("kuota.snapshots"));
    Duration connection =
        Duration.ofMillis(
            shipped.getLong("pekko-persistence-jdbc.shared-databases.write.db.connectionTimeout"));
    assertThat(limits.statementTimeout().plus(connection))
        .as("a call ends before its caller gives up")
        .isLessThan(shipped.getDuration("jdbc-snapshot-store.circuit-breaker.call-timeout"));
    assertThat(limits.queue())
        .as("a recovery finds room, or would read its whole journal")
        .isGreaterThanOrEqualTo(shipped.getInt("kuota.journal.queue"));
  }

  private void refuses(String setting, String sentence) {
    var config =
        ConfigFactory.parseString(setting)
            .atPath("kuota.snapshots")
            .withFallback(shipped.withOnlyPath("kuota.snapshots"));
    assertThatThrownBy(() -> SnapshotLimits.read(config)).hasMessage(sentence);
  }
}
