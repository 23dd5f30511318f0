package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import id.kuota.http.edge.connection.ConnectionSettings;
import id.kuota.http.edge.connection.ForwardedHeader;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EdgeSettingsTest {

  @Test
  void theFileSaysWhatTheDefaultsAre() {
    assertThat(EdgeSettings.read(ConfigFactory.parseResources("kuota.conf")))
        .isEqualTo(ConnectionSettings.DEFAULT);
  }

  @Test
  void eachCanBeSet() {
    assertThat(read("head-time", "3s").headTime()).isEqualTo(Duration.ofSeconds(3));
    assertThat(read("max-connections", "100").max()).isEqualTo(100);
    assertThat(read("per-address", "0").perAddress()).isZero();
    assertThat(read("trusted-proxies", "").trustedProxies()).isEmpty();
    assertThat(read("forwarded-header", "forwarded").forwardedBy())
        .isEqualTo(ForwardedHeader.FORWARDED);
  }

  @ParameterizedTest
  @CsvSource({
    "head-time, 0s, KUOTA_HTTP_HEAD_TIME",
    "head-time, 61s, KUOTA_HTTP_HEAD_TIME",
    "head-time, soon, KUOTA_HTTP_HEAD_TIME",
    "max-connections, 15, KUOTA_HTTP_MAX_CONNECTIONS",
    "max-connections, many, KUOTA_HTTP_MAX_CONNECTIONS",
    "per-address, -1, KUOTA_HTTP_PER_ADDRESS",
    "trusted-proxies, proxy.example.org, KUOTA_HTTP_TRUSTED_PROXIES",
    "trusted-proxies, 10.0.0.0/40, KUOTA_HTTP_TRUSTED_PROXIES",
    "forwarded-header, X-Real-IP, KUOTA_HTTP_FORWARDED_HEADER",
  })
  void whatIsWrongStopsTheStartWithTheNameOfItsVariable(
      String setting, String value, String variable) {
    assertThatThrownBy(() -> read(setting, value))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("Set " + variable);
  }

  @Test
  void thereAreNoMoreConnectionsThanFileDescriptors() {
    var wanted = ConnectionSettings.DEFAULT;
    assertThat(FileDescriptors.bound(wanted, OptionalLong.empty())).isEqualTo(wanted);
    assertThat(FileDescriptors.bound(wanted, OptionalLong.of(20_000))).isEqualTo(wanted);
    assertThat(FileDescriptors.bound(wanted, OptionalLong.of(1_024)).max()).isEqualTo(512);
    assertThat(FileDescriptors.bound(wanted, OptionalLong.of(100)).max()).isEqualTo(1);
  }

  private static ConnectionSettings read(String setting, String value) {
    return EdgeSettings.read(
        ConfigFactory.parseMap(Map.of("kuota.http." + setting, value))
            .withFallback(ConfigFactory.parseResources("kuota.conf")));
  }
}
