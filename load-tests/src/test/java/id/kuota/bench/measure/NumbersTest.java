package id.kuota.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.OrderId;
import org.junit.jupiter.api.Test;

final class NumbersTest {

  @Test
  void anIdLeadsBackToItsNumber() {
    var numbers = new Numbers();
    assertThat(Numbers.of(numbers.orderId(1))).isEqualTo(1);
    assertThat(Numbers.of(numbers.orderId(Integer.MAX_VALUE))).isEqualTo(Integer.MAX_VALUE);
    assertThat(numbers.orderId(7)).startsWith(numbers.series());
    assertThat(OrderId.isValid(numbers.orderId(7))).isTrue();
  }

  @Test
  void twoRoundsShareNoId() {
    assertThat(new Numbers().orderId(1)).isNotEqualTo(new Numbers().orderId(1));
  }

  @Test
  void onlyWhatWasGrantedIsAcknowledged() {
    var numbers = new Numbers();
    numbers.next();
    int second = numbers.next();
    numbers.granted(second);
    assertThat(numbers.acknowledged().stream()).containsExactly(2);
  }
}
