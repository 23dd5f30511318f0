package id.kuota.http.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.http.payment.fake.FakeGateway;
import id.kuota.http.payment.fake.FakeGatewaySettings;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PaymentGatewaysTest {

  @Test
  void theFirstGatewayThatOffersAMethodServesIt() {
    var settings = FakeGatewaySettings.of("http://127.0.0.1:1", "secret");
    try (var fake = new FakeGateway(settings, Clock.systemUTC())) {
      var test = new TestGateway("test", "qris", "virtual_account");
      var gateways = new PaymentGateways(List.of(test, fake));

      assertThat(gateways.serving("qris")).containsSame(test);
      assertThat(gateways.serving("instant")).containsSame(fake);
      assertThat(gateways.serving("cash")).isEmpty();
      assertThat(gateways.named("fake")).containsSame(fake);
      assertThat(gateways.named("other")).isEmpty();
      assertThat(gateways.methods()).containsExactly("qris", "virtual_account", "instant");
    }
  }

  @Test
  void twoGatewaysOfOneNameAreAMistake() {
    var twice = List.of(new TestGateway("test"), new TestGateway("test"));

    assertThatThrownBy(() -> new PaymentGateways(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("test");
  }

  @Test
  void thereMayBeNone() {
    assertThat(PaymentGateways.none().isEmpty()).isTrue();
    assertThat(PaymentGateways.none().methods()).isEmpty();
  }
}
