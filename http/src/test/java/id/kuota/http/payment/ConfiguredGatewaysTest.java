package id.kuota.http.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.engine.payment.AmountRange;
import id.kuota.engine.payment.PayableAmounts;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConfiguredGatewaysTest {

  @Test
  void theFirstGatewayThatOffersAMethodServesIt() {
    var first = new TestGateway("first", "qris", "virtual_account");
    var second = new TestGateway("second", "virtual_account", "qris", "instant");
    var gateways = new ConfiguredGateways(List.of(first, second));

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

    assertThatThrownBy(() -> new ConfiguredGateways(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("test");
  }

  @Test
  void whatOneMethodDoesNotTakeAnotherMay() {
    var gateways =
        new ConfiguredGateways(
            List.of(
                new TestGateway("small", "qris").taking(new AmountRange(1, 100)),
                new TestGateway("large", "qris", "card").taking(new AmountRange(50, 1_000))));

    assertThat(gateways.methodsFor(75)).containsExactly("qris", "card");
    assertThat(gateways.methodsFor(101)).containsExactly("card");
    assertThat(gateways.methodsFor(1_001)).isEmpty();
    assertThat(gateways.payable())
        .isEqualTo(
            new PayableAmounts(List.of(new AmountRange(1, 100), new AmountRange(50, 1_000))));
  }

  @Test
  void thereMayBeNone() {
    assertThat(ConfiguredGateways.none().payable()).isEqualTo(PayableAmounts.ANY);
    assertThat(ConfiguredGateways.none().isEmpty()).isTrue();
    assertThat(ConfiguredGateways.none().methods()).isEmpty();
  }
}
