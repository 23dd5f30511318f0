package id.kuota.persistence.groupcommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamFilterTest {

  private static final int MANY = 500_000;

  private final StreamFilter filter = new StreamFilter(1);

  @Test
  void neverForgetsWhatWasPutIn() {
    IntStream.range(0, MANY).parallel().forEach(n -> filter.add(order(n)));
    assertThat(IntStream.range(0, MANY).filter(n -> filter.lacks(order(n)))).isEmpty();
  }

  @Test
  void isSeldomWrongAboutTheOthers() {
    IntStream.range(0, MANY).forEach(n -> filter.add(order(n)));
    long wrong = IntStream.range(MANY, 2 * MANY).filter(n -> !filter.lacks(order(n))).count();
    // 16.8 bits for each name and four hashes: (1 - e^(-4/16.8))^4, twice that at the most.
    assertThat(wrong / (double) MANY).isBetween(0.0005, 0.004);
  }

  @Test
  void anEmptyOneLacksEverything() {
    assertThat(IntStream.range(0, 1_000).allMatch(n -> filter.lacks(order(n)))).isTrue();
  }

  @Test
  void hasASizeThatCanBeMasked() {
    assertThatThrownBy(() -> new StreamFilter(3)).hasMessageContaining("power of two");
  }

  private static String order(int number) {
    return "Order|ord_%032d".formatted(number);
  }
}
