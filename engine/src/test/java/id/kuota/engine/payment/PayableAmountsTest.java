package id.kuota.engine.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PayableAmountsTest {

  private static final PayableAmounts TWO =
      new PayableAmounts(List.of(new AmountRange(10, 20), new AmountRange(15, 40)));
  private static final PayableAmounts APART =
      new PayableAmounts(List.of(new AmountRange(10, 20), new AmountRange(30, 40)));

  @ParameterizedTest
  @CsvSource({"0, true", "9, false", "10, true", "25, true", "40, true", "41, false"})
  void oneWayToPayIsEnough(long amount, boolean payable) {
    assertThat(TWO.contains(amount)).isEqualTo(payable);
  }

  @ParameterizedTest
  @CsvSource({
    "9,  AMOUNT_TOO_LOW,  10",
    "25, AMOUNT_TOO_HIGH, 20",
    "41, AMOUNT_TOO_HIGH, 40",
    "9223372036854775807, AMOUNT_TOO_HIGH, 40",
  })
  void aRefusalNamesTheNearestAmountThatCanBePaid(long amount, OrderRefusal reason, long bound) {
    assertThat(APART.contains(amount)).isFalse();
    assertThat(OrderRefused.unpayable(APART, amount))
        .isEqualTo(new OrderRefused(reason, List.of(), bound));
  }

  @Test
  void withoutAGatewayThereIsNoBound() {
    assertThat(PayableAmounts.ANY.contains(Long.MAX_VALUE)).isTrue();
    assertThat(new PayableAmounts(List.of(AmountRange.ANY)).contains(Long.MAX_VALUE)).isTrue();
  }

  @Test
  void aRangeIsOne() {
    assertThatThrownBy(() -> new AmountRange(2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AmountRange(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
