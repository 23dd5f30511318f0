package id.kuota.persistence.groupcommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.Limits;
import org.junit.jupiter.api.Test;

class GroupCommitLimitsTest {

  @Test
  void aSettingOutOfBoundsIsNamed() {
    refuses("writers = 0", "kuota.journal.writers must be 1 to 16, it is 0");
    refuses("readers = 1", "kuota.journal.readers must be 2 to 64, it is 1");
    refuses("queue = 2000000", "kuota.journal.queue must be 1 to 1000000, it is 2000000");
    refuses(
        "statement-timeout = 0s",
        "kuota.journal.statement-timeout must be above 0 and a minute at most, it is PT0S");
  }

  @Test
  void whatIsShippedFitsTogether() {
    Config shipped = ConfigFactory.parseResources("persistence.conf");
    var limits = GroupCommitLimits.read(shipped.withOnlyPath("kuota.journal"));
    assertThat(limits.queue())
        .as("while every writer has a full statement under way, the next ones can gather")
        .isGreaterThanOrEqualTo(2 * limits.writers() * limits.flushRows());
    assertThat(limits.statementTimeout())
        .as("a statement ends before its caller gives up: then it is known what was written")
        .isLessThan(shipped.getDuration("jdbc-journal.circuit-breaker.call-timeout"));
    assertThat(Limits.STASH)
        .as("what a sweep brings back while its quota writes has room beside the batches")
        .isGreaterThan(Limits.QUOTA_BATCH_MAX + Limits.RESOLUTIONS_IN_FLIGHT_MAX);
    assertThat(limits.pageRows() * 4)
        .as("a quota comes back from its snapshot in a few pages")
        .isGreaterThanOrEqualTo(Limits.QUOTA_SNAPSHOT_EVERY);
  }

  private static void refuses(String setting, String sentence) {
    var config =
        ConfigFactory.parseString(setting)
            .atPath("kuota.journal")
            .withFallback(
                ConfigFactory.parseResources("persistence.conf").withOnlyPath("kuota.journal"));
    assertThatThrownBy(() -> GroupCommitLimits.read(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }
}
