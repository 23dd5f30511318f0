package id.kuota.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.chaos.history.FinalState;
import id.kuota.chaos.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each broken promise is planted in a history, and found; a good history has none. */
class CheckerTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long HOLD_MILLIS = 600_000;

  private final List<Operation> history = new ArrayList<>();
  private final List<FinalState.FinalOrder> orders = new ArrayList<>();
  private int processes;

  @Test
  void aGoodHistoryHasNoFinding() {
    place("a", 1, 2, "o1");
    place("b", 3, 4, "o2");
    ended("c", Operation.Kind.PLACE, 4, 5, Operation.Type.FAIL, "", "", "sold_out");
    ended("a", Operation.Kind.REPEAT, 5, 6, Operation.Type.OK, "o1", "held", "");
    ended("a", Operation.Kind.CANCEL, 7, 8, Operation.Type.OK, "o1", "cancelled", "");
    ended("b", Operation.Kind.PAY, 7, 9, Operation.Type.OK, "o2", "paid", "");
    ended("a", Operation.Kind.LOOK, 9, 10, Operation.Type.OK, "o1", "cancelled", "");
    // Units that came back are granted once more.
    place("d", 11, 12, "o3");
    end("o1", 10, "cancelled");
    end("o2", 20, "paid");
    end("o3", 30, "held");
    assertThat(findings(2, 1, 1)).isEmpty();
  }

  @Test
  void anAcknowledgedOrderThatTheJournalDoesNotHaveIsLost() {
    place("a", 1, 2, "o1");
    assertThat(kinds(findings(2, 1, 0))).contains(Finding.Kind.LOST);
  }

  @Test
  void anAcknowledgedOrderThatTheReadApiDeniesIsLost() {
    place("a", 1, 2, "o1");
    end("o1", 10, "");
    assertThat(kinds(findings(2, 0, 0))).containsExactly(Finding.Kind.LOST);
  }

  @Test
  void moreAcknowledgedUnitsThanThereAreAtOneMomentAreOversold() {
    place("a", 1, 2, "o1");
    place("b", 3, 4, "o2");
    place("c", 5, 6, "o3");
    // By the end the books balance again.
    ended("a", Operation.Kind.CANCEL, 7, 8, Operation.Type.OK, "o1", "cancelled", "");
    end("o1", 10, "cancelled");
    end("o2", 20, "held");
    end("o3", 30, "held");
    assertThat(findings(2, 2, 0))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Finding.Kind.OVERSOLD);
              assertThat(finding.detail()).contains("had 3 units, and there are 2");
            });
  }

  @Test
  void aPaidOrderKeepsItsUnitsBeyondTheHold() {
    place("a", 1, 2, "o1");
    ended("a", Operation.Kind.PAY, 3, 4, Operation.Type.OK, "o1", "paid", "");
    place("b", 700, 701, "o2");
    place("c", 700, 702, "o3");
    end("o1", 10, "paid");
    end("o2", 20, "held");
    end("o3", 30, "cancelled");
    assertThat(kinds(findings(2, 1, 1))).containsExactly(Finding.Kind.OVERSOLD);
  }

  @Test
  void unitsThatNoOrderHasAreFoundInTheBooks() {
    place("a", 1, 2, "o1");
    end("o1", 10, "held");
    assertThat(findings(2, 2, 0))
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.detail()).contains("the orders of clients have 1"));
  }

  @Test
  void twoOrdersForOneKeyAreTwoAnswers() {
    place("a", 1, 2, "o1");
    ended("a", Operation.Kind.REPEAT, 3, 4, Operation.Type.OK, "o2", "held", "");
    end("o1", 10, "held");
    end("o2", 20, "held");
    assertThat(kinds(findings(2, 1, 0))).contains(Finding.Kind.TWO_ANSWERS);
  }

  @Test
  void oneOrderForTwoKeysIsTwoAnswers() {
    place("a", 1, 2, "o1");
    place("b", 3, 4, "o1");
    end("o1", 10, "held");
    assertThat(kinds(findings(2, 2, 0))).contains(Finding.Kind.TWO_ANSWERS);
  }

  @Test
  void aRefusalAfterAnAcknowledgementIsTwoAnswers() {
    place("a", 1, 2, "o1");
    ended("a", Operation.Kind.REPEAT, 3, 4, Operation.Type.FAIL, "", "", "sold_out");
    end("o1", 10, "held");
    assertThat(kinds(findings(2, 1, 0))).containsExactly(Finding.Kind.TWO_ANSWERS);
  }

  @Test
  void aRepetitionWithAnotherStatusIsTwoAnswers() {
    place("a", 1, 2, "o1");
    ended("a", Operation.Kind.REPEAT, 3, 4, Operation.Type.OK, "o1", "expired", "");
    end("o1", 10, "held");
    assertThat(kinds(findings(2, 1, 0))).containsExactly(Finding.Kind.TWO_ANSWERS);
  }

  @Test
  void paidAndCancelledAreTwoAnswers() {
    place("a", 1, 2, "o1");
    ended("a", Operation.Kind.PAY, 3, 6, Operation.Type.OK, "o1", "paid", "");
    ended("a", Operation.Kind.LOOK, 3, 6, Operation.Type.OK, "o1", "cancelled", "");
    end("o1", 10, "paid");
    assertThat(kinds(findings(2, 0, 1))).containsExactly(Finding.Kind.TWO_ANSWERS);
  }

  @Test
  void aLookThatIsOlderThanAnAcknowledgedCancellationIsStale() {
    place("a", 1, 2, "o1");
    ended("a", Operation.Kind.CANCEL, 3, 4, Operation.Type.OK, "o1", "cancelled", "");
    ended("a", Operation.Kind.LOOK, 5, 6, Operation.Type.OK, "o1", "held", "");
    end("o1", 10, "cancelled");
    assertThat(kinds(findings(2, 0, 0))).containsExactly(Finding.Kind.STALE_LOOK);
  }

  @Test
  void aLookThatDeniesAnAcknowledgedOrderIsStale() {
    place("a", 1, 2, "o1");
    ended("a", Operation.Kind.LOOK, 3, 4, Operation.Type.FAIL, "", "", "order_not_found");
    end("o1", 10, "held");
    assertThat(kinds(findings(2, 1, 0))).containsExactly(Finding.Kind.STALE_LOOK);
  }

  @Test
  void aLookBesideAWriteMaySeeEither() {
    place("a", 1, 2, "o1");
    ended("a", Operation.Kind.CANCEL, 3, 6, Operation.Type.OK, "o1", "cancelled", "");
    ended("a", Operation.Kind.LOOK, 5, 8, Operation.Type.OK, "o1", "held", "");
    end("o1", 10, "cancelled");
    assertThat(findings(2, 0, 0)).isEmpty();
  }

  @Test
  void anOrderThatExpiresBeforeItsTimeEndedEarly() {
    place("a", 1, 2, "o1");
    ended("a", Operation.Kind.LOOK, 3, 4, Operation.Type.OK, "o1", "expired", "");
    end("o1", 10, "expired");
    assertThat(kinds(findings(2, 0, 0))).containsExactly(Finding.Kind.ENDED_EARLY);
  }

  @Test
  void anOrderMayExpireInTime() {
    place("a", 1, 2, "o1");
    ended("a", Operation.Kind.LOOK, 650, 651, Operation.Type.OK, "o1", "expired", "");
    end("o1", 10, "expired");
    assertThat(findings(2, 0, 0)).isEmpty();
  }

  @Test
  void aRequestWithoutAFinalAnswerIsUnanswered() {
    ended("a", Operation.Kind.PLACE, 1, 60, Operation.Type.INFO, "", "", "503 outcome_unknown");
    ended("a", Operation.Kind.REPEAT, 61, 90, Operation.Type.INFO, "", "", "503 outcome_unknown");
    assertThat(kinds(findings(2, 0, 0))).containsExactly(Finding.Kind.UNANSWERED);
  }

  @Test
  void aRequestThatNeverEndedIsUnanswered() {
    history.add(Operation.invoke(0, Operation.Kind.PLACE, SECOND, "a", "q", 1));
    assertThat(kinds(findings(2, 0, 0))).containsExactly(Finding.Kind.UNANSWERED);
  }

  @Test
  void anOrderThatNoClientKnowsIsAPhantom() {
    ended("a", Operation.Kind.PLACE, 1, 2, Operation.Type.FAIL, "", "", "sold_out");
    end("o1", 10, "held");
    assertThat(kinds(findings(2, 1, 0)))
        .containsExactlyInAnyOrder(Finding.Kind.PHANTOM, Finding.Kind.OVERSOLD);
  }

  @Test
  void ordersInTheJournalAgainstTheirTimeAreReordered() {
    place("a", 1, 2, "o1");
    place("b", 3, 4, "o2");
    end("o1", 20, "held");
    end("o2", 10, "held");
    assertThat(kinds(findings(2, 2, 0))).containsExactly(Finding.Kind.REORDERED);
  }

  private void place(String key, long from, long to, String order) {
    ended(key, Operation.Kind.PLACE, from, to, Operation.Type.OK, order, "held", "");
  }

  private void ended(
      String key,
      Operation.Kind kind,
      long from,
      long to,
      Operation.Type type,
      String order,
      String status,
      String code) {
    Operation begun = Operation.invoke(processes++, kind, from * SECOND, key, "q", 1);
    history.add(begun);
    history.add(begun.end(type, to * SECOND, new Operation.Answer(order, status, code, 0, 1)));
  }

  private void end(String order, long position, String status) {
    orders.add(new FinalState.FinalOrder(order, position, status));
  }

  private List<Finding> findings(long capacity, long held, long sold) {
    var quota =
        new FinalState.FinalQuota("q", capacity, capacity, capacity - held - sold, held, sold);
    return Checker.check(
        history.stream().sorted(Comparator.comparingLong(Operation::time)).toList(),
        new FinalState(HOLD_MILLIS, 1_000 * SECOND, List.of(quota), orders));
  }

  private static List<Finding.Kind> kinds(List<Finding> findings) {
    return findings.stream().map(Finding::kind).toList();
  }
}
