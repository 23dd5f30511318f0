package id.kuota.engine.cart;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.cart.CartFixtures.*;
import static id.kuota.engine.order.OrderFixtures.ANI;
import static id.kuota.engine.order.OrderFixtures.ANIS_OWN;
import static id.kuota.engine.order.OrderFixtures.CAT_1;
import static id.kuota.engine.order.OrderFixtures.HOUSE;
import static id.kuota.engine.order.OrderFixtures.SALE;
import static id.kuota.engine.sale.CartHolds.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.HoldPlan;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class CartHoldPlanTest {

  private static final HoldId HOLD = CART.order().hold();
  private static final QuotaAnswer.Granted GRANTED = new QuotaAnswer.Granted(at("10:20"));
  private static final long FIRST = attempt("10:05");
  private static final long SECOND = attempt("10:10");

  @Test
  void theFirstLineAsksEachQuotaTheBuyersOwnLastAndGivesNothingBack() {
    CartHoldPlan plan = plan(List.of(), lineHeld(cat1(2), "10:05"));
    assertThat(asked(plan))
        .containsExactly(hold(CAT_1, FIRST, 2), hold(HOUSE, FIRST, 2), hold(ANIS_OWN, FIRST, 2));
    assertThat(last(plan)).isEqualTo(new HoldPlan.AllGranted<>(List.of()));
  }

  @Test
  void aSecondLineAsksForTheSumWhereTheyMeetAndNothingWhereTheyDoNot() {
    CartHoldPlan plan = plan(List.of(lineHeld(cat1(2), "10:05")), lineHeld(bus(1), "10:10"));
    assertThat(asked(plan)).containsExactly(hold(HOUSE, SECOND, 3), hold(ANIS_OWN, SECOND, 3));
  }

  @Test
  void aSmallerLineReleasesAfterwardsAndAsksNoQuota() {
    CartHoldPlan plan = plan(List.of(lineHeld(cat1(3), "10:05")), lineHeld(cat1(1), "10:10"));
    assertThat(asked(plan)).isEmpty();
    assertThat(last(plan))
        .isEqualTo(
            new HoldPlan.AllGranted<>(
                List.of(
                    parting(CAT_1, SECOND, 1),
                    parting(HOUSE, SECOND, 1),
                    parting(ANIS_OWN, SECOND, 1))));
  }

  @Test
  void aLineThatIsRemovedIsTakenOverAndReleasedWhereItWasAlone() {
    Choice before =
        choiceAfter(opened(AT_ONCE), lineHeld(cat1(2), "10:05"), lineHeld(bus(1), "10:06"));
    Choice after = before.without(lineRemoved("cat-1", SECOND, "10:10"));
    assertThat(last(CartHoldPlan.of(HOLD, before, after)))
        .isEqualTo(
            new HoldPlan.AllGranted<>(
                List.of(
                    parting(HOUSE, SECOND, 1),
                    parting(ANIS_OWN, SECOND, 1),
                    parting(CAT_1, SECOND, 1),
                    new HoldPlan.Parting(
                        CAT_1, new QuotaRequest.Release(HOLD, OptionalLong.of(SECOND))))));
  }

  @Test
  void aCartWhoseBuyerHasAFormerKeyHoldsInBothOfItsQuotas() {
    var both = new Buyer(ANI, Optional.of(new BuyerKey("ani-before")));
    var opened =
        new CartEvent.CartOpened(
            CART, SALE, both, AT_ONCE, TERMS, at("11:30"), "fingerprint", at("10:00"));
    Choice empty = Choice.of(opened);
    CartHoldPlan plan = CartHoldPlan.of(HOLD, empty, empty.with(lineHeld(cat1(2), "10:05")));
    assertThat(plan.growing())
        .extracting(CartHoldPlan.Change::quota)
        .containsExactly(CAT_1, HOUSE, QuotaId.personal("coldplay", "ani-before"), ANIS_OWN);
  }

  /** The quota replaces the hold only when it grants: a refused change leaves the old one. */
  @Test
  void aRefusedChangePutsTheOthersBackToWhatTheyHad() {
    CartHoldPlan plan = plan(List.of(lineHeld(cat1(2), "10:05")), lineHeld(cat1(4), "10:10"));
    HoldPlan.GiveUp<CartHoldPlan, CartRefused> giveUp =
        refusedAt(plan, 2, new QuotaAnswer.Refused(QuotaRefusal.TAKEN_FOR_NOW, 1));
    assertThat(giveUp.undo()).containsExactly(parting(CAT_1, SECOND + 1, 2));
    assertThat(giveUp.refused()).isEqualTo(order(OrderRefusal.TAKEN_FOR_NOW, 1));
  }

  @Test
  void aRefusedFirstLineLetsGoWhatItTook() {
    CartHoldPlan plan = plan(List.of(), lineHeld(cat1(2), "10:05"));
    HoldPlan.GiveUp<CartHoldPlan, CartRefused> giveUp =
        refusedAt(plan, 3, new QuotaAnswer.Refused(QuotaRefusal.SOLD_OUT, 1));
    assertThat(giveUp.undo())
        .containsExactly(
            new HoldPlan.Parting(CAT_1, new QuotaRequest.Release(HOLD, OptionalLong.of(FIRST))),
            new HoldPlan.Parting(HOUSE, new QuotaRequest.Release(HOLD, OptionalLong.of(FIRST))));
    assertThat(giveUp.refused()).isEqualTo(order(OrderRefusal.PURCHASE_LIMIT, 6));
  }

  @Test
  void theLimitOfTheSaleIsToldAndNothingOfWhatTheBuyerHas() {
    CartHoldPlan plan = plan(List.of(lineHeld(cat1(2), "10:05")), lineHeld(cat1(4), "10:10"));
    assertThat(refusedAt(plan, 3, new QuotaAnswer.Refused(QuotaRefusal.TAKEN_FOR_NOW, 1)).refused())
        .isEqualTo(order(OrderRefusal.PURCHASE_LIMIT, 6));
  }

  @Test
  void aSilentQuotaMayHaveGranted() {
    CartHoldPlan plan = plan(List.of(lineHeld(cat1(2), "10:05")), lineHeld(cat1(4), "10:10"));
    HoldPlan.GiveUp<CartHoldPlan, CartRefused> giveUp =
        refusedAt(plan, 2, new QuotaAnswer.Refused(QuotaRefusal.UNANSWERED, 0));
    assertThat(giveUp.undo())
        .containsExactly(parting(CAT_1, SECOND + 1, 2), parting(HOUSE, SECOND + 1, 2));
    assertThat(giveUp.refused()).isEqualTo(CartRefused.as(OrderRefusal.UNANSWERED));
  }

  @Test
  void aQuotaThatSaysTheHoldIsOverEndsTheCart() {
    CartHoldPlan plan = plan(List.of(lineHeld(cat1(2), "10:05")), lineHeld(cat1(4), "10:10"));
    assertThat(refusedAt(plan, 1, new QuotaAnswer.Refused(QuotaRefusal.HOLD_EXPIRED, 0)).refused())
        .isEqualTo(CartRefused.of(CartRefusal.CART_EXPIRED));
  }

  private static CartHoldPlan plan(List<CartEvent> earlier, CartEvent.CartLinePut put) {
    var events = new ArrayList<CartEvent>();
    events.add(opened(AT_ONCE));
    events.addAll(earlier);
    Choice before = choiceAfter(events.toArray(CartEvent[]::new));
    return CartHoldPlan.of(HOLD, before, before.with(put));
  }

  private record Asked(QuotaId quota, QuotaRequest.Hold hold) {}

  private static List<Asked> asked(CartHoldPlan plan) {
    var asked = new ArrayList<Asked>();
    HoldPlan.Step<CartHoldPlan, CartRefused> step = plan.next();
    while (step instanceof HoldPlan.Ask<CartHoldPlan, CartRefused>(var quota, var hold, var next)) {
      asked.add(new Asked(quota, hold));
      step = next.after(GRANTED);
    }
    return asked;
  }

  private static HoldPlan.Step<CartHoldPlan, CartRefused> last(CartHoldPlan plan) {
    HoldPlan.Step<CartHoldPlan, CartRefused> step = plan.next();
    while (step instanceof HoldPlan.Ask<CartHoldPlan, CartRefused> ask) {
      step = ask.next().after(GRANTED);
    }
    return step;
  }

  /** The step when the quota of this number, from 1, answers so and those before it grant. */
  private static HoldPlan.GiveUp<CartHoldPlan, CartRefused> refusedAt(
      CartHoldPlan plan, int number, QuotaAnswer.Refused answer) {
    HoldPlan.Step<CartHoldPlan, CartRefused> step = plan.next();
    for (int i = 1; step instanceof HoldPlan.Ask<CartHoldPlan, CartRefused> ask; i++) {
      step = ask.next().after(i == number ? answer : GRANTED);
    }
    assertThat(step).isInstanceOf(HoldPlan.GiveUp.class);
    return (HoldPlan.GiveUp<CartHoldPlan, CartRefused>) step;
  }

  private static Asked hold(QuotaId quota, long attempt, int quantity) {
    return new Asked(quota, request(quota, attempt, quantity));
  }

  private static HoldPlan.Parting parting(QuotaId quota, long attempt, int quantity) {
    return new HoldPlan.Parting(quota, request(quota, attempt, quantity));
  }

  private static QuotaRequest.Hold request(QuotaId quota, long attempt, int quantity) {
    OptionalLong limit = quota.isPersonal() ? OptionalLong.of(6) : OptionalLong.empty();
    return new QuotaRequest.Hold(HOLD, attempt, quantity, at("10:20"), limit);
  }

  private static CartRefused order(OrderRefusal reason, long available) {
    return CartRefused.as(new OrderRefused(reason, List.of(), available));
  }
}
