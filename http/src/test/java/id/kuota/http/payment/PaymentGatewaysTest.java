package id.kuota.http.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PaymentGatewaysTest {

  @Test
  void theFirstGatewayThatOffersAMethodServesIt() {
    var first = new TestGateway("first", "qris", "virtual_account");
    var second = new TestGateway("second", "virtual_account", "qris", "instant");
    var gateways = new PaymentGateways(List.of(first, second));

    assertThat(gateways.serving("qris")).containsSame(first);
    assertThat(gateways.serving("instant")).containsSame(second);
    assertThat(gateways.serving("cash")).isEmpty();
    assertThat(gateways.named("second")).containsSame(second);
    assertThat(gateways.named("other")).isEmpty();
    assertThat(gateways.methods()).containsExactly("qris", "virtual_account", "instant");
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
