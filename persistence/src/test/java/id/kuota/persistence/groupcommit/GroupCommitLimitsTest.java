package id.kuota.persistence.groupcommit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

class GroupCommitLimitsTest {

  @Test
  void aSettingOutOfBoundsIsNamed() {
    refuses("writers = 0", "kuota.journal.writers must be 1 to 16, it is 0");
    refuses("readers = 1", "kuota.journal.readers must be 2 to 64, it is 1");
    refuses("queue = 2000000", "kuota.journal.queue must be 1 to 1000000, it is 2000000");
    refuses(
        "statement-timeout = 0s",
        "kuota.journal.statement-timeout must be more than nothing and a minute at most, it is PT0S");
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
