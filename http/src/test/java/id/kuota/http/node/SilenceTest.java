package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A longer lease makes the whole cluster more patient. */
class SilenceTest {

  private static final String PAUSE = "pekko.cluster.failure-detector.acceptable-heartbeat-pause";
  private static final String SETTLING = "kuota.downing.settling";

  @Test
  void theUsualLeaseGivesTheTimesOfTheConfiguration() {
    Config written = ConfigFactory.parseResources("cluster.conf").resolve();
    Config usual = config(Duration.ofMillis(2_500));
    for (Map.Entry<String, ConfigValue> setting : usual.entrySet()) {
      String name = setting.getKey();
      assertThat(usual.getDuration(name)).as(name).isEqualTo(written.getDuration(name));
    }
  }

  @Test
  void aLongerLeaseBridgesLongerSilences() {
    Config patient = config(Duration.ofSeconds(15));
    assertThat(patient.getDuration(PAUSE)).isEqualTo(Duration.ofSeconds(9));
    assertThat(patient.getDuration(SETTLING)).isEqualTo(Duration.ofSeconds(18));
  }

  private static Config config(Duration lease) {
    return ConfigFactory.parseMap(Silence.settings(lease));
  }
}
