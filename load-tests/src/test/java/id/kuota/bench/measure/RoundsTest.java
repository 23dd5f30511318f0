package id.kuota.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoundsTest {

  private final List<String> played = new ArrayList<>();

  @Test
  void everySecondRoundGoesBackwards() throws Exception {
    play(4, new Played("a", 1, 2, 3, 4), new Played("b", 1, 2, 3, 4));
    assertThat(played).containsExactly("a", "b", "b", "a", "a", "b", "b", "a");
  }

  @Test
  void theMedianCounts() throws Exception {
    Rounds rounds = play(3, new Played("a", 30, 10, 20));
    assertThat(rounds.medians("a")).containsExactly(new Figure("rate", "1/s", 20, 10, 30));
    assertThat(rounds.median("a", "rate")).isEqualTo(20);
    assertThat(rounds.median("a", "p50")).isNaN();
    assertThat(rounds.median("unknown", "rate")).isNaN();
  }

  @Test
  void aRoundWhoseBooksDoNotBalanceCountsForNothing() throws Exception {
    Rounds rounds = play(3, new Played("a", 10, Played.WRONG, 30));
    assertThat(rounds.medians("a")).containsExactly(new Figure("rate", "1/s", 20, 10, 30));
    assertThat(rounds.violations()).hasSize(1);
  }

  @Test
  void aContenderWithoutAValidRoundHasNoFigures() throws Exception {
    Rounds rounds = play(1, new Played("a", Played.WRONG));
    assertThat(rounds.medians("a")).isEmpty();
    assertThat(rounds.violations()).hasSize(1);
  }

  private static Rounds play(int rounds, Contender... contenders) throws Exception {
    var effort = new Effort(rounds, Duration.ofSeconds(1), Duration.ZERO, false);
    return Rounds.play(effort, List.of(contenders), doing -> {});
  }

  /** Needs no time, and measures the given value. */
  private final class Played implements Contender {

    private static final int WRONG = -1;

    private final String name;
    private final Iterator<Integer> rates;

    Played(String name, Integer... rates) {
      this.name = name;
      this.rates = List.of(rates).iterator();
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void warmUp(Effort effort) {
      played.add("warm-up " + name);
    }

    @Override
    public Round round(Effort effort) {
      played.add(name);
      int rate = rates.next();
      return new Round(
          List.of(Figure.of("rate", "1/s", rate)),
          rate == WRONG ? List.of(new Violation(name, "planted")) : List.of());
    }
  }
}
