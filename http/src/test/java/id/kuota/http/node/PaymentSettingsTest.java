package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.payment.AmountRange;
import id.kuota.http.payment.midtrans.MidtransSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PaymentSettingsTest {

  @Test
  void nothingIsEnabledByDefault() {
    assertThat(read(Map.of())).isEqualTo(PaymentSettings.NONE);
  }

  @Test
  void aKeyEnablesMidtransInItsSandbox() {
    assertThat(read(Map.of("server-key", "SB-Mid-server-x")).midtrans())
        .contains(
            new MidtransSettings(
                "midtrans",
                "SB-Mid-server-x",
                "https://app.sandbox.midtrans.com",
                "https://api.sandbox.midtrans.com",
                List.of("qris", "virtual_account"),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "snap-url         | http://app.midtrans.com   | KUOTA_MIDTRANS_SNAP_URL",
        "api-url          | https://api.midtrans.com/ | KUOTA_MIDTRANS_API_URL",
        "api-url          | api.midtrans.com          | KUOTA_MIDTRANS_API_URL",
        "methods          | qris,                     | KUOTA_MIDTRANS_METHODS",
        "methods          | QRIS                      | KUOTA_MIDTRANS_METHODS",
        "amounts          | qris=0..5                 | KUOTA_MIDTRANS_AMOUNTS",
        "amounts          | qris=5..4                 | KUOTA_MIDTRANS_AMOUNTS",
        "amounts          | qris=1..2,                | KUOTA_MIDTRANS_AMOUNTS",
        "amounts          | qris=1..2, qris=1..3      | KUOTA_MIDTRANS_AMOUNTS",
        "amounts          | qris=1..1000000000000000  | KUOTA_MIDTRANS_AMOUNTS",
        "amounts          | qris                      | KUOTA_MIDTRANS_AMOUNTS",
        "notification-url | /v1/payments              | KUOTA_MIDTRANS_NOTIFICATION_URL",
        "server-key       | Mid-server-x              | KUOTA_MIDTRANS_SNAP_URL",
      })
  void whatIsWrongStopsTheStartWithTheNameOfItsVariable(
      String setting, String value, String variable) {
    var settings = new HashMap<>(Map.of("server-key", "SB-Mid-server-x"));
    settings.put(setting, value);

    assertThatThrownBy(() -> read(settings))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(variable);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "Mid-server-x    | https://app.midtrans.com         | https://api.midtrans.com",
        "Mid-server-x    | http://127.0.0.1:8090            | http://127.0.0.1:8090",
        "SB-Mid-server-x | https://pay.example              | https://pay.example",
        "other           | https://pay.example              | https://pay.example",
      })
  void theSimulatorIsRefusedWhereMoneyMayBeReal(String key, String snap, String api) {
    var settings = Map.of("server-key", key, "snap-url", snap, "api-url", api);
    assertThat(read(settings).midtrans()).as("without the simulator").isPresent();
    assertThatThrownBy(() -> readWithSimulator(settings))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("kuota.payment.fake.enabled")
        .hasMessageContaining("KUOTA_FAKE_GATEWAY")
        .hasMessageNotContaining(key);
  }

  @Test
  void theSimulatorMayBeBesideTheSandboxAndOtherSimulators() {
    var key = "SB-Mid-server-x";
    assertThat(readWithSimulator(Map.of("server-key", key)).simulator()).isTrue();
    String here = "http://localhost:8090";
    assertThat(
            readWithSimulator(Map.of("server-key", "any", "snap-url", here, "api-url", here))
                .simulator())
        .isTrue();
    assertThat(readWithSimulator(Map.of())).isEqualTo(PaymentSettings.SIMULATOR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SB-Mid-server-x | https://app.midtrans.com         | https://api.midtrans.com",
        "Mid-server-x    | https://app.sandbox.midtrans.com | https://api.sandbox.midtrans.com",
        "Mid-server-x    | https://app.midtrans.com         | https://api.sandbox.midtrans.com",
        "SB-Mid-server-x | https://app.sandbox.midtrans.com | https://api.midtrans.com",
        "SB-Mid-server-x | http://127.0.0.1:8090            | https://api.sandbox.midtrans.com",
      })
  void keyAndAddressesAreOfOneWorld(String key, String snap, String api) {
    assertThatThrownBy(() -> read(Map.of("server-key", key, "snap-url", snap, "api-url", api)))
        .isInstanceOf(SettingException.class)
        .hasMessageNotContaining(key)
        .hasMessageContaining("KUOTA_MIDTRANS_");
  }

  @Test
  void whatAMethodTakesMayBeSaid() {
    var settings =
        Map.of("server-key", "SB-x", "amounts", "qris=1..10000000, convenience_store = 5..6");

    assertThat(read(settings).midtrans().orElseThrow().amounts())
        .isEqualTo(
            Map.of(
                "qris",
                new AmountRange(1, 10_000_000),
                "convenience_store",
                new AmountRange(5, 6)));
  }

  @Test
  void theKeyIsNotShown() {
    var midtrans = read(Map.of("server-key", "SB-Mid-server-secret")).midtrans().orElseThrow();

    assertThat(midtrans.toString()).doesNotContain("secret");
  }

  private static PaymentSettings readWithSimulator(Map<String, String> midtrans) {
    return PaymentSettings.read(
        ConfigFactory.parseMap(midtrans)
            .atPath("kuota.payment.midtrans")
            .withFallback(ConfigFactory.parseString("kuota.payment.fake.enabled = true"))
            .withFallback(ConfigFactory.parseResources("kuota.conf")));
  }

  private static PaymentSettings read(Map<String, String> midtrans) {
    return PaymentSettings.read(
        ConfigFactory.parseMap(midtrans)
            .atPath("kuota.payment.midtrans")
            .withFallback(ConfigFactory.parseResources("kuota.conf")));
  }
}
