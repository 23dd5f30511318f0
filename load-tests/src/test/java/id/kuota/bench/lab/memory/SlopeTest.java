package id.kuota.bench.lab.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SlopeTest {

  @Test
  void aLineHasItsOwnSlope() {
    List<Slope.Point> line =
        IntStream.range(0, 9).mapToObj(x -> new Slope.Point(x, 100 + 3.0 * x)).toList();
    assertThat(Slope.of(line)).isCloseTo(3, within(1e-9));
  }

  @Test
  void whatGoesUpAndDownIsFlat() {
    assertThat(
            Slope.of(List.of(new Slope.Point(0, 5), new Slope.Point(1, 9), new Slope.Point(2, 5))))
        .isZero();
  }

  @Test
  void whatFillsAtFirstIsLeftOut() {
    List<Slope.Point> points =
        IntStream.range(0, 9).mapToObj(x -> new Slope.Point(x, Math.min(x, 3) * 50.0)).toList();
    assertThat(Slope.settled(points)).hasSize(6).first().isEqualTo(new Slope.Point(3, 150));
    assertThat(Slope.of(Slope.settled(points))).isZero();
  }

  @Test
  void onePointTellsNothing() {
    assertThat(Slope.of(List.of(new Slope.Point(1, 1)))).isNaN();
    assertThat(Slope.of(List.of())).isNaN();
  }
}
