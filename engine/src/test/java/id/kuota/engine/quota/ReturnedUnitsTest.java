package id.kuota.engine.quota;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.quota.QuotaFixtures.*;
import static id.kuota.engine.quota.QuotaRefusal.HOLD_CHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Units that were sold and come back are sold again, each once. */
final class ReturnedUnitsTest {

  private static final QuotaState.Counting SOLD = aQuotaOf(4, held("ani", 3), sold("ani", 3));

  @Test
  void whatComesBackIsFreeAgain() {
    var decision = Quota.decide(SOLD, List.of(giveBack("ani", 1)), at("10:05"));
    assertThat(decision.answers()).containsExactly(new QuotaAnswer.Ended());
    assertThat(decision.changes())
        .containsExactly(new QuotaChange.UnitsReturned(owner("ani"), 1, 1));
    QuotaState.Counting after = aQuotaOf(4, held("ani", 3), sold("ani", 3), returned("ani", 1, 1));
    assertThat(after.sold()).isEqualTo(2);
    assertThat(after.available()).isEqualTo(2);
  }

  @Test
  void theSameTwiceOrAnEarlierOneAfterwardsGivesBackNothingMore() {
    QuotaState.Counting after = aQuotaOf(4, held("ani", 3), sold("ani", 3), returned("ani", 2, 2));
    for (int total : List.of(1, 2)) {
      var again = Quota.decide(after, List.of(giveBack("ani", total)), at("10:06"));
      assertThat(again.answers()).containsExactly(new QuotaAnswer.Ended());
      assertThat(again.changes()).isEmpty();
    }
    var more = Quota.decide(after, List.of(giveBack("ani", 3)), at("10:06"));
    assertThat(more.changes()).containsExactly(new QuotaChange.UnitsReturned(owner("ani"), 1, 3));
  }

  @Test
  void unitsThatWereNeverSoldCannotBeReturned() {
    var decision = Quota.decide(SOLD, List.of(giveBack("ani", 4)), at("10:05"));
    assertThat(decision.changes()).isEmpty();
    assertThat(decision.answers()).containsExactly(new QuotaAnswer.Refused(HOLD_CHANGED, 1));
  }

  @Test
  void whatWasTakenAnewStaysWhenAnEarlierReleaseArrivesLate() {
    QuotaState.Counting anew =
        aQuotaOf(4, new QuotaChange.UnitsHeld(owner("ani"), 7, 2, 0, at("10:15")));
    assertThat(Quota.decide(anew, List.of(releaseBefore("ani", 7)), at("10:05")).changes())
        .isEmpty();
    assertThat(Quota.decide(anew, List.of(releaseBefore("ani", 8)), at("10:05")).changes())
        .hasSize(1);
  }

  private static QuotaChange.UnitsReturned returned(String owner, int quantity, int total) {
    return new QuotaChange.UnitsReturned(owner(owner), quantity, total);
  }
}
