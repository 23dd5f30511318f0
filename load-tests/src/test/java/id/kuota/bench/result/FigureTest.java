package id.kuota.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FigureTest {

  @Test
  void theMedianOfOddRoundsIsTheMiddleOne() {
    assertThat(Figure.median(figures(9, 1, 5))).isEqualTo(new Figure("p50", "ms", 5, 1, 9));
  }

  @Test
  void theMedianOfEvenRoundsLiesBetweenTheMiddleTwo() {
    assertThat(Figure.median(figures(8, 1, 2, 4))).isEqualTo(new Figure("p50", "ms", 3, 1, 8));
  }

  @Test
  void aSingleRoundIsItsOwnMedian() {
    assertThat(Figure.median(figures(7))).isEqualTo(Figure.of("p50", "ms", 7));
  }

  @Test
  void goalsAreMetAtTheirBound() {
    assertThat(Goal.atLeast("rate", 50, 50, "x").isMet()).isTrue();
    assertThat(Goal.atLeast("rate", 50, 49.9, "x").isMet()).isFalse();
    assertThat(Goal.atMost("p50", 1.5, 1.5, "x").isMet()).isTrue();
    assertThat(Goal.atMost("p50", 1.5, 1.51, "x").isMet()).isFalse();
  }

  @Test
  void aGoalThatWasNotMeasuredIsMissed() {
    assertThat(Goal.atLeast("rate", 50, Double.NaN, "x").isMet()).isFalse();
    assertThat(Goal.atMost("p50", 1.5, Double.NaN, "x").isMet()).isFalse();
  }

  private static List<Figure> figures(double... values) {
    return Arrays.stream(values).mapToObj(value -> Figure.of("p50", "ms", value)).toList();
  }
}
