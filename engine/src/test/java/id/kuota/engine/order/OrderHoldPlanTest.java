package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.engine.Limits;
import id.kuota.engine.quota.HoldPlan;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OrderHoldPlanTest {

  private static final long ATTEMPT = at("10:00").getEpochSecond() * 1_000_000;
  private static final QuotaAnswer.Granted GRANTED = new QuotaAnswer.Granted(at("10:15"));

  /** Undoes this attempt, and no other. */
  private static final QuotaRequest.Release RELEASE =
      new QuotaRequest.Release(ORDER.hold(), OptionalLong.of(ATTEMPT));

  private static final OrderContent CONTENT =
      content(4, line("cat-1", 2, HOUSE, CAT_1), line("bus", 1, HOUSE));

  @Test
  void asksEachQuotaOnceForTheSumOfItsLinesSharedOnesByIdTheBuyersOwnLast() {
    assertThat(askedWhenAllGrant(CONTENT))
        .containsExactly(
            asked(CAT_1, 2, OptionalLong.empty()),
            asked(HOUSE, 3, OptionalLong.empty()),
            asked(ANIS_OWN, 3, OptionalLong.of(4)));
  }

  @Test
  void asksNoQuotaOfTheBuyerWhenTheSaleHasNoLimit() {
    assertThat(askedWhenAllGrant(content())).containsExactly(asked(CAT_1, 2, OptionalLong.empty()));
  }

  @Test
  void theOrderOfQuotasDoesNotDependOnTheOrderOfLines() {
    var reversed = content(4, line("bus", 1, HOUSE), line("cat-1", 2, HOUSE, CAT_1));
    assertThat(askedWhenAllGrant(reversed)).isEqualTo(askedWhenAllGrant(CONTENT));
  }

  @Test
  void theFirstRefusalHasNothingToGiveBack() {
    assertThat(atQuota(1).after(new QuotaAnswer.Refused(QuotaRefusal.SOLD_OUT, 1)))
        .isEqualTo(giveUp(OrderRefusal.SOLD_OUT, List.of(0), 1));
  }

  @Test
  void aLaterRefusalGivesBackWhatTheOthersGranted() {
    assertThat(atQuota(2).after(new QuotaAnswer.Refused(QuotaRefusal.TAKEN_FOR_NOW, 0)))
        .isEqualTo(giveUp(OrderRefusal.TAKEN_FOR_NOW, List.of(0, 1), 0, CAT_1));
  }

  @Test
  void theBuyersOwnQuotaRefusesAsALimitOverAllLines() {
    for (QuotaRefusal reason : List.of(QuotaRefusal.SOLD_OUT, QuotaRefusal.TAKEN_FOR_NOW)) {
      assertThat(atQuota(3).after(new QuotaAnswer.Refused(reason, 2)))
          .isEqualTo(giveUp(OrderRefusal.PURCHASE_LIMIT, List.of(0, 1), 4, CAT_1, HOUSE));
    }
  }

  @Test
  void theLimitOfTheSaleIsToldAndNothingOfWhatTheBuyerHas() {
    for (long left : new long[] {-3, 0, 1, 3}) {
      assertThat(atQuota(3).after(new QuotaAnswer.Refused(QuotaRefusal.SOLD_OUT, left)))
          .isEqualTo(giveUp(OrderRefusal.PURCHASE_LIMIT, List.of(0, 1), 4, CAT_1, HOUSE));
    }
  }

  @Test
  void anAnswerThatWasLostMayHaveBeenAGrantAndIsGivenBackToo() {
    assertThat(atQuota(2).after(new QuotaAnswer.Refused(QuotaRefusal.UNANSWERED, 0)))
        .isEqualTo(giveUp(OrderRefusal.UNANSWERED, List.of(0, 1), 0, CAT_1, HOUSE));
  }

  @Test
  void aMissingAnswerIsWaitedForAsLongAsItCanHelp() {
    OrderHoldPlan placement = atQuota(2);
    Instant silent = at("10:01").plus(Limits.ENTITY_TIMEOUT);
    assertThat(placement.isUnanswered(at("10:01"), silent.minusNanos(1))).isFalse();
    assertThat(placement.isUnanswered(at("10:01"), silent)).isTrue();
    assertThat(placement.isUnanswered(at("10:14:59"), at("10:14:59.999"))).isFalse();
    assertThat(placement.isUnanswered(at("10:14:59"), at("10:15"))).as("the deadline").isTrue();
    assertThat(placement.unanswered())
        .isEqualTo(giveUp(OrderRefusal.UNANSWERED, List.of(0, 1), 0, CAT_1, HOUSE));
  }

  @Test
  void aQuotaThatIsFullOfRequestsHasGrantedNothing() {
    assertThat(atQuota(2).after(new QuotaAnswer.Refused(QuotaRefusal.OVERLOADED, 0)))
        .isEqualTo(giveUp(OrderRefusal.OVERLOADED, List.of(0, 1), 0, CAT_1));
  }

  @Test
  void whatMayBeBetterInASecondIsToBeAskedAgain() {
    for (QuotaRefusal reason :
        List.of(QuotaRefusal.QUOTA_UNKNOWN, QuotaRefusal.HOLD_EXPIRED, QuotaRefusal.HOLD_CHANGED)) {
      assertThat(atQuota(1).after(new QuotaAnswer.Refused(reason, 0)))
          .isEqualTo(giveUp(OrderRefusal.UNANSWERED, List.of(0), 0));
    }
  }

  @Test
  void anAnswerThatNoHoldCanGetIsABug() {
    assertThatThrownBy(() -> atQuota(1).after(new QuotaAnswer.Ended()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> atQuota(1).after(new QuotaAnswer.CapacityIs(3)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> atQuota(1).after(new QuotaAnswer.Refused(QuotaRefusal.CAPACITY_BELOW_USE, 3)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anAttemptIsKnownAgainFromItsDeadlineAndLaterOnesAreGreater() {
    OrderHoldPlan first = OrderHoldPlan.begin(ORDER, CONTENT, at("10:00:00.000001"));
    OrderHoldPlan second = OrderHoldPlan.begin(ORDER, CONTENT, at("10:00:00.000002"));
    assertThat(first.attempt()).isLessThan(second.attempt());
    assertThat(OrderHoldPlan.attempt(CONTENT, first.until())).isEqualTo(first.attempt());
  }

  private record Asked(QuotaId quota, QuotaRequest.Hold hold) {}

  private static Asked asked(QuotaId quota, int quantity, OptionalLong limit) {
    return new Asked(
        quota, new QuotaRequest.Hold(ORDER.hold(), ATTEMPT, quantity, at("10:15"), limit));
  }

  private static List<Asked> askedWhenAllGrant(OrderContent content) {
    var asked = new ArrayList<Asked>();
    HoldPlan.Step<OrderHoldPlan, OrderRefused> step = begin(content).next();
    while (step
        instanceof HoldPlan.Ask<OrderHoldPlan, OrderRefused>(var quota, var hold, var next)) {
      asked.add(new Asked(quota, hold));
      step = next.after(GRANTED);
    }
    assertThat(step).isEqualTo(new HoldPlan.AllGranted<>(List.of()));
    return asked;
  }

  /** The placement that waits for the answer of the {@code number}th quota. */
  private static OrderHoldPlan atQuota(int number) {
    OrderHoldPlan placement = begin(CONTENT);
    HoldPlan.Step<OrderHoldPlan, OrderRefused> step = placement.next();
    for (int answered = 0; answered < number; answered++) {
      if (!(step instanceof HoldPlan.Ask<OrderHoldPlan, OrderRefused> ask)) {
        throw new AssertionError("no quota " + number);
      }
      placement = ask.next();
      step = placement.after((QuotaAnswer) GRANTED);
    }
    return placement;
  }

  private static OrderHoldPlan begin(OrderContent content) {
    return OrderHoldPlan.begin(ORDER, content, at("10:00"));
  }

  private static HoldPlan.GiveUp<OrderHoldPlan, OrderRefused> giveUp(
      OrderRefusal reason, List<Integer> lines, long available, QuotaId... toRelease) {
    return new HoldPlan.GiveUp<>(
        new OrderRefused(reason, lines, available),
        Stream.of(toRelease).map(quota -> new HoldPlan.Parting(quota, RELEASE)).toList());
  }
}
