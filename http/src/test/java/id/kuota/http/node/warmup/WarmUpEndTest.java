package id.kuota.http.node.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WarmUpEndTest {

  @Test
  void tooFewRoundsTellNothing() {
    assertThat(WarmUpEnd.isSettled(List.of())).isFalse();
    assertThat(WarmUpEnd.isSettled(rounds(10, 10, 10))).isFalse();
  }

  @Test
  void aRoundThatGetsNoFasterHasSettled() {
    assertThat(WarmUpEnd.isSettled(rounds(100, 50, 20, 19, 21, 20))).isTrue();
  }

  @Test
  void aRoundThatIsMuchFasterSaysThatThereIsMoreToGain() {
    assertThat(WarmUpEnd.isSettled(rounds(100, 50, 40, 20, 41, 40))).isFalse();
  }

  @Test
  void aCompilerThatIsAtWorkSaysSoToo() {
    List<Round> rounds = rounds(100, 20, 20, 20);
    rounds.add(round(20, 500, 900));
    assertThat(WarmUpEnd.isSettled(rounds)).isFalse();
  }

  @Test
  void roundsWithoutAnOrderTellNothing() {
    List<Round> rounds = rounds(100, 20, 20, 20);
    rounds.add(round(20, 0, 0));
    assertThat(WarmUpEnd.isSettled(rounds)).isFalse();
  }

  private static List<Round> rounds(int... p99) {
    var rounds = new ArrayList<Round>();
    for (int millis : p99) {
      rounds.add(round(millis, 500, 100));
    }
    return rounds;
  }

  private static Round round(int p99, int orders, int compiled) {
    return new Round(
        Duration.ofSeconds(1), orders, Duration.ofMillis(p99), Duration.ofMillis(compiled));
  }
}
