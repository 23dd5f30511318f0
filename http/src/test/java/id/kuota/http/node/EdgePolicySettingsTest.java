package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.ratelimit.Rate;
import id.kuota.engine.ratelimit.RateLimit;
import id.kuota.http.edge.identity.BuyerPolicy;
import id.kuota.http.edge.limit.CallerKind;
import id.kuota.http.edge.server.EdgePolicy;
import java.time.Duration;
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
                "kuota.http.limits.address", "5/2s, 100/1h",
                "kuota.http.limits.buyer", "",
                "kuota.http.cors-origins", "https://Shop.example, http://localhost:3000"));
    assertThat(policy.buyers()).isEqualTo(new BuyerPolicy(Optional.of("MY"), false));
    assertThat(policy.clients().header()).contains("X-Shop");
    assertThat(policy.rates().limits())
        .containsOnlyKeys(CallerKind.ADDRESS, CallerKind.DEVICE)
        .containsEntry(
            CallerKind.ADDRESS,
            new RateLimit(
                "address", new Rate(5, Duration.ofSeconds(2)), new Rate(100, Duration.ofHours(1))));
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
        "kuota.http.limits.address | 300                   | KUOTA_LIMIT_ADDRESS",
        "kuota.http.limits.address | 300/1m, 6000/1s       | KUOTA_LIMIT_ADDRESS",
        "kuota.http.limits.buyer   | 60/10s, 6/10m         | KUOTA_LIMIT_BUYER",
        "kuota.http.limits.buyer   | 0/10s, 6/10m          | KUOTA_LIMIT_BUYER",
        "kuota.http.limits.device  | 50/1s, 1000/2h        | KUOTA_LIMIT_DEVICE",
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
