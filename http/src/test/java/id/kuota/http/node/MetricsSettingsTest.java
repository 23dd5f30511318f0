package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import id.kuota.http.telemetry.MetricsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where metrics are read, whether they are kept, and what is said of a wrong setting. */
final class MetricsSettingsTest {

  @Test
  void byDefaultTheyAreReadOnTheMachineItself() {
    MetricsSettings metrics = settings(Map.of()).metrics();
    assertThat(metrics).isEqualTo(new MetricsSettings("127.0.0.1", 9095));
    assertThat(metrics.kept()).isTrue();
  }

  @Test
  void withPortZeroNoneAreKept() {
    assertThat(settings(Map.of("kuota.metrics.port", "0")).metrics().kept()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "kuota.metrics.port, -1, KUOTA_METRICS_PORT",
    "kuota.metrics.port, 65536, KUOTA_METRICS_PORT",
    "kuota.metrics.port, off, KUOTA_METRICS_PORT",
    "kuota.metrics.host, '', KUOTA_METRICS_HOST",
  })
  void whatIsWrongStopsTheStartWithItsNameAndItsVariable(
      String setting, String value, String variable) {
    assertThatThrownBy(() -> settings(Map.of(setting, value)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(setting)
        .hasMessageContaining("Set " + variable);
  }

  @Test
  void aPortThatIsTakenStopsTheStartWithItsNumberAndItsVariable() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      NodeSettings settings = freeBut(other.getLocalPort());
      assertThatThrownBy(() -> Ports.requireFree(settings))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("Port %d (metrics)".formatted(other.getLocalPort()))
          .hasMessageContaining("KUOTA_METRICS_PORT (0: no metrics)");
    }
    Ports.requireFree(freeBut(0));
  }

  private static NodeSettings freeBut(int metrics) {
    return settings(Map.of("kuota.http.port", String.valueOf(Ports.anyFree())))
        .withInternalPorts(Ports.anyFree(), Ports.anyFree(), metrics);
  }

  private static NodeSettings settings(Map<String, String> own) {
    return NodeSettings.read(
        ConfigFactory.parseMap(own)
            .withFallback(
                ConfigFactory.parseMap(
                    Map.of(
                        "kuota.secret", "0123456789".repeat(4),
                        "kuota.operator-key", "0123456789".repeat(4),
                        "kuota.database.url", "jdbc:postgresql://db.internal/kuota",
                        "kuota.database.user", "kuota",
                        "kuota.database.password", "")))
            .withFallback(ConfigFactory.parseResources("kuota.conf"))
            .resolve());
  }
}
