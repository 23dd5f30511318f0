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

import id.kuota.engine.cart.CartEvent.CartOpened;
import id.kuota.engine.cart.Refill.AllGranted;
import id.kuota.engine.cart.Refill.Ask;
import id.kuota.engine.cart.Refill.Farewell;
import id.kuota.engine.cart.Refill.GiveUp;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaAnswer.Granted;
import id.kuota.engine.quota.QuotaAnswer.Refused;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest.Hold;
import id.kuota.engine.quota.QuotaRequest.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class RefillTest {

  private static final HoldId HOLD = CART.order().hold();
  private static final Granted GRANTED = new Granted(at("10:20"));
  private static final long FIRST = attempt("10:05");
  private static final long SECOND = attempt("10:10");

  @Test
  void theFirstLineAsksEachQuotaTheBuyersOwnLastAndGivesNothingBack() {
    Refill refill = refill(List.of(), lineHeld(cat1(2), "10:05"));
    assertThat(asked(refill))
        .containsExactly(hold(CAT_1, FIRST, 2), hold(HOUSE, FIRST, 2), hold(ANIS_OWN, FIRST, 2));
    assertThat(last(refill)).isEqualTo(new AllGranted(List.of()));
  }

  @Test
  void aSecondLineAsksForTheSumWhereTheyMeetAndNothingWhereTheyDoNot() {
    Refill refill = refill(List.of(lineHeld(cat1(2), "10:05")), lineHeld(bus(1), "10:10"));
    assertThat(asked(refill)).containsExactly(hold(HOUSE, SECOND, 3), hold(ANIS_OWN, SECOND, 3));
  }

  @Test
  void lessIsGivenBackAfterwardsAndAsksNobody() {
    Refill refill = refill(List.of(lineHeld(cat1(3), "10:05")), lineHeld(cat1(1), "10:10"));
    assertThat(asked(refill)).isEmpty();
    assertThat(last(refill))
        .isEqualTo(
            new AllGranted(
                List.of(
                    farewell(CAT_1, SECOND, 1),
                    farewell(HOUSE, SECOND, 1),
                    farewell(ANIS_OWN, SECOND, 1))));
  }

  @Test
  void aLineThatIsRemovedIsTakenOverAndReleasedWhereItWasAlone() {
    Choice before =
        choiceAfter(opened(AT_ONCE), lineHeld(cat1(2), "10:05"), lineHeld(bus(1), "10:06"));
    Choice after = before.without(lineRemoved("cat-1", SECOND, "10:10"));
    assertThat(last(Refill.of(HOLD, before, after)))
        .isEqualTo(
            new AllGranted(
                List.of(
                    farewell(HOUSE, SECOND, 1),
                    farewell(ANIS_OWN, SECOND, 1),
                    farewell(CAT_1, SECOND, 1),
                    new Farewell(CAT_1, new Release(HOLD, OptionalLong.of(SECOND))))));
  }

  @Test
  void aCartWhoseBuyerHasAFormerKeyHoldsInBothOfItsQuotas() {
    var both = new Buyer(ANI, Optional.of(new BuyerKey("ani-before")));
    var opened =
        new CartOpened(CART, SALE, both, AT_ONCE, TERMS, at("11:30"), "fingerprint", at("10:00"));
    Choice empty = Choice.of(opened);
    Refill refill = Refill.of(HOLD, empty, empty.with(lineHeld(cat1(2), "10:05")));
    assertThat(refill.growing())
        .extracting(Refill.Change::quota)
        .containsExactly(CAT_1, HOUSE, QuotaId.personal("coldplay", "ani-before"), ANIS_OWN);
  }

  /** The quota replaces the hold only when it grants: a refused change leaves the old one. */
  @Test
  void aRefusedChangePutsTheOthersBackToWhatTheyHad() {
    Refill refill = refill(List.of(lineHeld(cat1(2), "10:05")), lineHeld(cat1(4), "10:10"));
    GiveUp giveUp = refusedAt(refill, 2, new Refused(QuotaRefusal.TAKEN_FOR_NOW, 1));
    assertThat(giveUp.undo()).containsExactly(farewell(CAT_1, SECOND + 1, 2));
    assertThat(giveUp.refused()).isEqualTo(order(OrderRefusal.TAKEN_FOR_NOW, 1));
  }

  @Test
  void aRefusedFirstLineLetsGoWhatItTook() {
    Refill refill = refill(List.of(), lineHeld(cat1(2), "10:05"));
    GiveUp giveUp = refusedAt(refill, 3, new Refused(QuotaRefusal.SOLD_OUT, 1));
    assertThat(giveUp.undo())
        .containsExactly(
            new Farewell(CAT_1, new Release(HOLD, OptionalLong.of(FIRST))),
            new Farewell(HOUSE, new Release(HOLD, OptionalLong.of(FIRST))));
    assertThat(giveUp.refused()).isEqualTo(order(OrderRefusal.PURCHASE_LIMIT, 6));
  }

  @Test
  void theLimitOfTheSaleIsToldAndNothingOfWhatTheBuyerHas() {
    Refill refill = refill(List.of(lineHeld(cat1(2), "10:05")), lineHeld(cat1(4), "10:10"));
    assertThat(refusedAt(refill, 3, new Refused(QuotaRefusal.TAKEN_FOR_NOW, 1)).refused())
        .isEqualTo(order(OrderRefusal.PURCHASE_LIMIT, 6));
  }

  @Test
  void whoDoesNotAnswerMayHaveGranted() {
    Refill refill = refill(List.of(lineHeld(cat1(2), "10:05")), lineHeld(cat1(4), "10:10"));
    GiveUp giveUp = refusedAt(refill, 2, new Refused(QuotaRefusal.UNANSWERED, 0));
    assertThat(giveUp.undo())
        .containsExactly(farewell(CAT_1, SECOND + 1, 2), farewell(HOUSE, SECOND + 1, 2));
    assertThat(giveUp.refused()).isEqualTo(CartRefused.as(OrderRefusal.UNANSWERED));
  }

  @Test
  void aQuotaThatSaysTheHoldIsOverEndsTheCart() {
    Refill refill = refill(List.of(lineHeld(cat1(2), "10:05")), lineHeld(cat1(4), "10:10"));
    assertThat(refusedAt(refill, 1, new Refused(QuotaRefusal.HOLD_EXPIRED, 0)).refused())
        .isEqualTo(CartRefused.of(CartRefusal.CART_EXPIRED));
  }

  private static Refill refill(List<CartEvent> earlier, CartEvent.CartLinePut put) {
    var events = new ArrayList<CartEvent>();
    events.add(opened(AT_ONCE));
    events.addAll(earlier);
    Choice before = choiceAfter(events.toArray(CartEvent[]::new));
    return Refill.of(HOLD, before, before.with(put));
  }

  private record Asked(QuotaId quota, Hold hold) {}

  private static List<Asked> asked(Refill refill) {
    var asked = new ArrayList<Asked>();
    Refill.Step step = refill.first();
    while (step instanceof Ask(var quota, var hold, var next)) {
      asked.add(new Asked(quota, hold));
      step = next.after(GRANTED);
    }
    return asked;
  }

  private static Refill.Step last(Refill refill) {
    Refill.Step step = refill.first();
    while (step instanceof Ask ask) {
      step = ask.next().after(GRANTED);
    }
    return step;
  }

  /** The step when the quota of this number, from 1, answers so and those before it grant. */
  private static GiveUp refusedAt(Refill refill, int number, Refused answer) {
    Refill.Step step = refill.first();
    for (int i = 1; step instanceof Ask ask; i++) {
      step = ask.next().after(i == number ? answer : GRANTED);
    }
    assertThat(step).isInstanceOf(GiveUp.class);
    return (GiveUp) step;
  }

  private static Asked hold(QuotaId quota, long attempt, int quantity) {
    return new Asked(quota, request(quota, attempt, quantity));
  }

  private static Farewell farewell(QuotaId quota, long attempt, int quantity) {
    return new Farewell(quota, request(quota, attempt, quantity));
  }

  private static Hold request(QuotaId quota, long attempt, int quantity) {
    OptionalLong limit = quota.isPersonal() ? OptionalLong.of(6) : OptionalLong.empty();
    return new Hold(HOLD, attempt, quantity, at("10:20"), limit);
  }

  private static CartRefused order(OrderRefusal reason, long available) {
    return CartRefused.as(new OrderRefused(reason, List.of(), available));
  }
}
