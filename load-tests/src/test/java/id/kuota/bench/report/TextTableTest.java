package id.kuota.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Goal;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TextTableTest {

  private static final Table TABLE =
      new Table(
          "quota",
          "Durable holds",
          List.of(
              new Row(
                  Map.of("contender", "Kuota"),
                  List.of(Figure.of("holds", "1/s", 84_312), Figure.of("p50", "ms", 0.7249))),
              new Row(
                  Map.of("contender", "row lock"),
                  List.of(Figure.of("holds", "1/s", 903.4), Figure.of("ours is", "x", 93.3)))),
          List.of("A note."));

  @Test
  void numbersStandBelowEachOther() {
    assertThat(TextTable.plain(TABLE))
        .isEqualTo(
            """
            Durable holds
              contender  holds 1/s  p50 ms  ours is x
              Kuota         84,300    0.72          -
              row lock         903       -       93.3
              A note.""");
  }

  @Test
  void markdownHasTheSameCells() {
    assertThat(TextTable.markdown(TABLE))
        .isEqualTo(
            """
            | contender | holds 1/s | p50 ms | ours is x |
            |---|--:|--:|--:|
            | Kuota | 84,300 | 0.72 | - |
            | row lock | 903 | - | 93.3 |

            A note.""");
  }

  @Test
  void numbersHaveThreeDigitsThatCount() {
    assertThat(
            List.of(0.0, 0.093, 0.7249, 1.0, 9.994, 12.34, 64.0, 99.94, 512.4, 8_765.4, 84_312.0))
        .extracting(value -> Words.number(value))
        .containsExactly(
            "0", "0.09", "0.72", "1.00", "9.99", "12.3", "64", "99.9", "512", "8,765", "84,300");
    assertThat(Words.number(Double.NaN)).isEqualTo("-");
  }

  @Test
  void countsHaveNoFractions() {
    assertThat(Words.number(Figure.of("batch p50", "", 1))).isEqualTo("1");
    assertThat(Words.number(Figure.of("batch mean", "", 31.6))).isEqualTo("32");
    assertThat(Words.number(Figure.of("p50", "ms", 1))).isEqualTo("1.00");
  }

  @Test
  void goalsSayWhatWasWantedAndReached() {
    var result =
        new SuiteResult(
            "quota",
            List.of(),
            List.of(),
            List.of(
                Goal.atLeast("orders", 15_000, 13_600, "1/s"),
                Goal.atMost("p50", 1.5, 1.2, "x"),
                Goal.atMost("lag", 100, Double.NaN, "ms")),
            List.of());
    assertThat(TextTable.plain(GoalTable.of(result)))
        .isEqualTo(
            """
            Goals
              goal    wanted             reached       met
              orders  at least 15,000/s  13,600/s      MISSED
              p50     at most 1.50x      1.20x         yes
              lag     at most 100 ms     not measured  MISSED""");
  }
}
