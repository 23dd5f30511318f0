package id.kuota.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.chaos.history.Operation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StallsTest {

  private final List<Operation> history = new ArrayList<>();

  @Test
  void theLongestTimeWithoutAGrantBeginsAtTheFaultAtTheEarliest() {
    granted(90, 100, 300, 310, 350);
    assertThat(longest(200, 400)).isEqualTo(new Stalls.Stall(200, 300));
    assertThat(longest(50, 400)).isEqualTo(new Stalls.Stall(100, 300));
  }

  @Test
  void aQuotaThatGrantsNothingUntilTheNextFaultStallsUntilThen() {
    granted(100);
    assertThat(longest(200, 400)).isEqualTo(new Stalls.Stall(200, 400));
    assertThat(longest(50, 400)).isEqualTo(new Stalls.Stall(100, 400));
  }

  @Test
  void aGrantAfterTheTimeEndsNoStallWithinIt() {
    granted(100, 500);
    assertThat(longest(200, 400)).isEqualTo(new Stalls.Stall(200, 400));
  }

  @Test
  void answersAreCountedByTheTimeOfTheirEnd() {
    granted(100, 200);
    assertThat(new Stalls(history).answersBefore(List.of("q"), 150)).containsExactly(5L);
    assertThat(new Stalls(history).answersAfter(List.of("q"), 150)).containsExactly(5L);
  }

  private Stalls.Stall longest(long from, long until) {
    return new Stalls(history).longest("q", from, until);
  }

  private void granted(long... times) {
    for (long time : times) {
      Operation begun = Operation.invoke(1, Operation.Kind.PLACE, time - 5, "k" + time, "q", 1);
      history.add(begun);
      history.add(
          begun.end(Operation.Type.OK, time, new Operation.Answer("o" + time, "held", "", 0, 1)));
    }
  }
}
