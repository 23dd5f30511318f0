package id.kuota.engine.quota;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.quota.QuotaFixtures.*;
import static id.kuota.engine.quota.QuotaRefusal.CAPACITY_BELOW_USE;
import static id.kuota.engine.quota.QuotaRefusal.HOLD_CHANGED;
import static id.kuota.engine.quota.QuotaRefusal.HOLD_EXPIRED;
import static id.kuota.engine.quota.QuotaRefusal.QUOTA_UNKNOWN;
import static id.kuota.engine.quota.QuotaRefusal.SOLD_OUT;
import static id.kuota.engine.quota.QuotaRefusal.TAKEN_FOR_NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QuotaTest {

  private static final QuotaState UNOPENED = new QuotaState.Unopened();

  @Test
  void opensOnceAndKeepsItsFirstCapacity() {
    assertThat(decide(UNOPENED, open(5), open(9), hold("ani", 5), hold("budi", 1)))
        .isEqualTo(
            new BatchDecision(
                List.of(capacityIs(5), capacityIs(5), granted(), refused(TAKEN_FOR_NOW, 0)),
                List.of(opened(5), held("ani", 5)),
                1));
  }

  @Test
  void nothingCanBeAskedOfAQuotaThatWasNotOpened() {
    assertThat(decide(UNOPENED, hold("ani", 1), settle("ani"), release("ani"), resize(3)))
        .isEqualTo(
            new BatchDecision(
                List.of(
                    refused(QUOTA_UNKNOWN, 0),
                    refused(QUOTA_UNKNOWN, 0),
                    refused(QUOTA_UNKNOWN, 0),
                    refused(QUOTA_UNKNOWN, 0)),
                List.of(),
                0));
  }

  @Test
  void grantsToTheLastUnitAndNotOneMore() {
    assertThat(decide(aQuotaOf(3), hold("ani", 3)).answers()).containsExactly(granted());
    assertThat(decide(aQuotaOf(3), hold("ani", 4)).answers()).containsExactly(refused(SOLD_OUT, 3));
    assertThat(decide(aQuotaOf(0), hold("ani", 1)).answers()).containsExactly(refused(SOLD_OUT, 0));
    assertThat(decide(aQuotaOf(3), hold("ani", Integer.MAX_VALUE)).answers())
        .containsExactly(refused(SOLD_OUT, 3));
  }

  @Test
  void eachRequestOfABatchSeesThoseBeforeIt() {
    assertThat(
            decide(
                aQuotaOf(2),
                hold("ani", 2),
                hold("budi", 1),
                release("ani"),
                hold("budi", 1),
                settle("budi"),
                hold("citra", 2)))
        .isEqualTo(
            new BatchDecision(
                List.of(
                    granted(),
                    refused(TAKEN_FOR_NOW, 0),
                    ended(),
                    granted(),
                    ended(),
                    refused(SOLD_OUT, 1)),
                List.of(held("ani", 2), released("ani", 2), held("budi", 1), sold("budi", 1)),
                2));
  }

  @Test
  void takenMayComeBackAndSoldOutMayNot() {
    QuotaState.Counting quota = aQuotaOf(10, held("ani", 4), held("budi", 3), sold("budi", 3));
    assertThat(decide(quota, hold("citra", 7)).answers())
        .containsExactly(refused(TAKEN_FOR_NOW, 3));
    assertThat(decide(quota, hold("citra", 8)).answers()).containsExactly(refused(SOLD_OUT, 3));
  }

  @Test
  void theSameHoldAgainGetsTheSameAnswerAndNoMoreUnits() {
    QuotaState.Counting quota = aQuotaOf(2, held("ani", 2));
    assertThat(decide(quota, hold("ani", 2)))
        .isEqualTo(new BatchDecision(List.of(granted()), List.of(), 0));
  }

  @Test
  void theSameAttemptWithOtherContentIsRefused() {
    QuotaState.Counting quota = aQuotaOf(9, held("ani", 2));
    assertThat(decide(quota, hold("ani", 1, 3, "10:15"), hold("ani", 1, 2, "10:16")))
        .isEqualTo(
            new BatchDecision(
                List.of(refused(HOLD_CHANGED, 7), refused(HOLD_CHANGED, 7)), List.of(), 0));
  }

  @Test
  void aLaterAttemptTakesOverTheUnitsOfTheEarlierOne() {
    QuotaState.Counting quota = aQuotaOf(5, held("ani", 4));
    assertThat(decide(quota, hold("ani", 2, 5, "10:20")))
        .isEqualTo(
            new BatchDecision(
                List.of(new QuotaAnswer.Granted(at("10:20"))),
                List.of(new QuotaChange.UnitsHeld(owner("ani"), 2, 5, 4, at("10:20"))),
                0));
    assertThat(decide(quota, hold("ani", 2, 6, "10:20")).answers())
        .containsExactly(refused(SOLD_OUT, 1));
  }

  @Test
  void whatAnAttemptHoldsItselfCannotComeBackToIt() {
    QuotaState.Counting quota = aQuotaOf(6, held("ani", 4), held("budi", 1));
    assertThat(decide(quota, hold("ani", 2, 6, "10:20")).answers())
        .containsExactly(refused(TAKEN_FOR_NOW, 1));
    assertThat(decide(quota, hold("ani", 2, 7, "10:20")).answers())
        .containsExactly(refused(SOLD_OUT, 1));
  }

  @Test
  void fewerUnitsAreGrantedEvenWhenNoneIsFree() {
    QuotaState.Counting quota =
        aQuotaOf(4, held("ani", 4), new QuotaChange.CapacitySet(1, 4, "fire", TIA));
    assertThat(quota.available()).isEqualTo(-3);
    assertThat(decide(quota, hold("ani", 2, 3, "10:15")).answers()).containsExactly(granted());
  }

  @Test
  void noHoldIsGrantedForAMomentThatHasPassed() {
    assertThat(decideAt("10:14:59.999", aQuotaOf(1), hold("ani", 1)).answers())
        .containsExactly(granted());
    assertThat(decideAt("10:15", aQuotaOf(1), hold("ani", 1)).answers())
        .containsExactly(refused(HOLD_EXPIRED, 1));
  }

  @Test
  void aHoldPastItsDeadlineIsNotGrantedAgainWhileItsOwnerIsAsked() {
    QuotaState.Counting quota = aQuotaOf(9, held("ani", 1));
    assertThat(decideAt("10:15", quota, hold("ani", 2, 1, "10:30")).answers())
        .containsExactly(refused(HOLD_EXPIRED, 8));
  }

  @Test
  void aHoldEndsOnceAndEveryRepetitionGetsTheSameAnswer() {
    QuotaState.Counting quota = aQuotaOf(3, held("ani", 2), held("budi", 1));
    assertThat(decide(quota, settle("ani"), settle("ani"), release("ani")))
        .isEqualTo(
            new BatchDecision(List.of(ended(), ended(), ended()), List.of(sold("ani", 2)), 0));
    assertThat(decide(quota, release("ani"), release("ani"), settle("ani")))
        .isEqualTo(
            new BatchDecision(List.of(ended(), ended(), ended()), List.of(released("ani", 2)), 0));
  }

  @Test
  void whatIsPaidIsSoldAlsoAfterTheDeadline() {
    assertThat(decideAt("11:00", aQuotaOf(1, held("ani", 1)), settle("ani")).changes())
        .containsExactly(sold("ani", 1));
  }

  @Test
  void aLateReleaseOfAnEarlierAttemptDoesNotFreeALaterHold() {
    QuotaState.Counting quota =
        aQuotaOf(1, held("ani", 1), new QuotaChange.UnitsHeld(owner("ani"), 2, 1, 1, at("10:15")));
    assertThat(decide(quota, release("ani", 1)))
        .isEqualTo(new BatchDecision(List.of(ended()), List.of(), 0));
    assertThat(decide(quota, release("ani", 2)).changes()).containsExactly(released("ani", 1));
    assertThat(decide(quota, release("ani")).changes()).containsExactly(released("ani", 1));
  }

  @Test
  void anEarlierAttemptThatWasOvertakenGetsNothing() {
    QuotaState.Counting quota =
        aQuotaOf(9, new QuotaChange.UnitsHeld(owner("ani"), 2, 1, 0, at("10:15")));
    assertThat(decide(quota, hold("ani", 1, 3, "10:15"), release("ani", 1)))
        .isEqualTo(new BatchDecision(List.of(refused(HOLD_CHANGED, 8), ended()), List.of(), 0));
  }

  @Test
  void aPaidOrderBuysItsHoldAndNotWhatAnEarlierAttemptLeftBehind() {
    QuotaState.Counting stray = aQuotaOf(9, held("ani", 3));
    assertThat(decide(stray, settle("ani", 2)))
        .isEqualTo(new BatchDecision(List.of(ended()), List.of(), 0));
    QuotaState.Counting later =
        aQuotaOf(9, new QuotaChange.UnitsHeld(owner("ani"), 3, 1, 0, at("10:15")));
    assertThat(decide(later, settle("ani", 2)).changes()).containsExactly(sold("ani", 1));
  }

  @Test
  void capacityGrowsAndShrinksToWhatIsInUse() {
    QuotaState.Counting quota = aQuotaOf(10, held("ani", 3), held("budi", 2), sold("budi", 2));
    assertThat(decide(quota, resize(12)))
        .isEqualTo(
            new BatchDecision(
                List.of(capacityIs(12)),
                List.of(new QuotaChange.CapacitySet(12, 10, "stage moved", TIA)),
                0));
    assertThat(decide(quota, resize(5)).answers()).containsExactly(capacityIs(5));
    assertThat(decide(quota, resize(4)))
        .isEqualTo(new BatchDecision(List.of(refused(CAPACITY_BELOW_USE, 5)), List.of(), 0));
    assertThat(decide(quota, resize(10)))
        .isEqualTo(new BatchDecision(List.of(capacityIs(10)), List.of(), 0));
  }

  @Test
  void aForcedCutIsVisiblyNegative() {
    QuotaState.Counting quota = aQuotaOf(10, held("ani", 3), held("budi", 2), sold("budi", 2));
    BatchDecision decision = decide(quota, force(1), hold("citra", 1));
    assertThat(decision.answers()).containsExactly(capacityIs(1), refused(SOLD_OUT, -4));
    QuotaState cut =
        Quota.evolve(quota, new QuotaEvent.BatchApplied(QUOTA, decision.changes(), 0, at("11:00")));
    assertThat(Quota.view(QUOTA, cut, at("10:15"), 3))
        .isEqualTo(
            new QuotaView(QUOTA, 1, -4, 3, 2, 1, at("10:15"), at("11:00"), "stage moved", 3));
  }

  @Test
  void aPersonalQuotaOpensWithTheLimitOfTheTerms() {
    assertThat(decide(UNOPENED, limitedHold("first", 3, 4), limitedHold("second", 2, 4)))
        .isEqualTo(
            new BatchDecision(
                List.of(granted(), refused(TAKEN_FOR_NOW, 1)),
                List.of(byTerms(4, 0), held("first", 3)),
                1));
  }

  @Test
  void aRefusedHoldDoesNotOpenAPersonalQuota() {
    assertThat(decide(UNOPENED, limitedHold("first", 5, 4)))
        .isEqualTo(new BatchDecision(List.of(refused(SOLD_OUT, 4)), List.of(), 1));
  }

  @Test
  void aPersonalQuotaTakesOverALimitThatHasChanged() {
    QuotaState.Counting quota = aQuotaOf(4, held("first", 3));
    assertThat(decide(quota, limitedHold("second", 3, 6)).changes())
        .containsExactly(byTerms(6, 4), held("second", 3));
    assertThat(decide(quota, limitedHold("second", 1, 2)))
        .isEqualTo(new BatchDecision(List.of(refused(TAKEN_FOR_NOW, -1)), List.of(), 1));
    assertThat(decide(quota, limitedHold("first", 3, 2)))
        .isEqualTo(new BatchDecision(List.of(granted()), List.of(), 0));
  }

  @Test
  void onlyHoldsThatFoundNoUnitsCountAsRefused() {
    QuotaState.Counting quota = aQuotaOf(1, held("ani", 1));
    assertThat(decide(quota, hold("budi", 1), hold("ani", 1, 2, "10:15"), resize(0)).refused())
        .isEqualTo(1);
  }

  @Test
  void anEmptyBatchIsNothing() {
    assertThat(Quota.decide(UNOPENED, List.of(), at("10:01")))
        .isEqualTo(new BatchDecision(List.of(), List.of(), 0));
  }

  @Test
  void aHundredThousandHoldsInOneBatchStayCheap() {
    var batch = new ArrayList<QuotaRequest>();
    for (int i = 0; i < 100_000; i++) {
      batch.add(hold("owner-" + i, 1));
    }
    BatchDecision decision = Quota.decide(aQuotaOf(99_999), batch, at("10:01"));
    assertThat(decision.changes()).hasSize(99_999);
    assertThat(decision.answers().getLast()).isEqualTo(refused(TAKEN_FOR_NOW, 0));
  }

  @Test
  void aHistoryThatCannotHaveBeenStopsTheReplay() {
    assertThatThrownBy(
            () ->
                Quota.evolve(
                    UNOPENED,
                    new QuotaEvent.BatchApplied(QUOTA, List.of(held("ani", 1)), 0, at("10:01"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a quota that is not open cannot have had");
    assertThatThrownBy(() -> aQuotaOf(-1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("negative count");
  }

  @Test
  void aQuotaThatIsNotOpenHasNoNumbers() {
    assertThat(Quota.view(QUOTA, UNOPENED, null, 0)).isNull();
  }

  private static BatchDecision decide(QuotaState state, QuotaRequest... batch) {
    return Quota.decide(state, List.of(batch), at("10:01"));
  }

  private static BatchDecision decideAt(String time, QuotaState state, QuotaRequest... batch) {
    return Quota.decide(state, List.of(batch), at(time));
  }

  private static QuotaChange.CapacitySet byTerms(long capacity, long previously) {
    return new QuotaChange.CapacitySet(
        capacity, previously, "terms of the sale", "terms of the sale");
  }
}
