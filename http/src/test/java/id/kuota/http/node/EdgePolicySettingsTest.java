package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import id.kuota.http.edge.identity.BuyerPolicy;
import id.kuota.http.edge.server.EdgePolicy;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EdgePolicySettingsTest {

  @Test
  void withoutSettingsItIsTheDefault() {
    assertThat(read(Map.of())).isEqualTo(EdgePolicy.DEFAULT);
  }

  @Test
  void everySettingIsRead() {
    EdgePolicy policy =
        read(
            Map.of(
                "kuota.buyers.phone-region", "my",
                "kuota.buyers.former-keys", "false",
                "kuota.http.client-header", "X-Shop",
                "kuota.http.cors-origins", "https://Shop.example, http://localhost:3000"));
    assertThat(policy.buyers()).isEqualTo(new BuyerPolicy(Optional.of("MY"), false));
    assertThat(policy.clients().header()).contains("X-Shop");
    assertThat(policy.origins().origins())
        .containsExactlyInAnyOrder("https://shop.example", "http://localhost:3000");
    assertThat(read(Map.of("kuota.buyers.phone-region", "")).buyers().phoneRegion()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kuota.buyers.phone-region | Indonesia             | KUOTA_PHONE_REGION",
        "kuota.buyers.former-keys  | maybe                 | KUOTA_FORMER_BUYER_KEYS",
        "kuota.http.client-header  | X Shop                | KUOTA_CLIENT_HEADER",
        "kuota.http.client-header  | Idempotency-Key       | KUOTA_CLIENT_HEADER",
        "kuota.http.cors-origins   | *                     | KUOTA_CORS_ORIGINS",
        "kuota.http.cors-origins   | null                  | KUOTA_CORS_ORIGINS",
        "kuota.http.cors-origins   | shop.example          | KUOTA_CORS_ORIGINS",
        "kuota.http.cors-origins   | https://shop.example/ | KUOTA_CORS_ORIGINS",
        "kuota.http.cors-origins   | https://a.example:443 | KUOTA_CORS_ORIGINS",
        "kuota.http.cors-origins   | https://a@b.example   | KUOTA_CORS_ORIGINS",
        "kuota.http.cors-origins   | https://a.example,    | KUOTA_CORS_ORIGINS",
      })
  void whatIsWrongStopsTheStartWithTheNameOfItsVariable(
      String setting, String value, String variable) {
    assertThatThrownBy(() -> read(Map.of(setting, value)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(setting)
        .hasMessageContaining(variable);
  }

  private static EdgePolicy read(Map<String, String> settings) {
    return EdgePolicySettings.read(
        ConfigFactory.parseMap(settings).withFallback(ConfigFactory.parseResources("kuota.conf")));
  }
}
