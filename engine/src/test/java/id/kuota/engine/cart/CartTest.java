package id.kuota.engine.cart;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.cart.CartFixtures.*;
import static id.kuota.engine.sale.CartHolds.AT_CHECKOUT;
import static id.kuota.engine.sale.CartHolds.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import id.kuota.engine.Scenario;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderFixtures;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.sale.OfferId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CartTest {

  private static Scenario<CartState, CartCommand, CartEvent, CartRefused> cart() {
    return Scenario.of(new CartState.Absent(), Cart::decide, Cart::evolve);
  }

  @Test
  void livesForSomeHoldTimesFromItsOpening() {
    cart().at("10:00").when(open(AT_ONCE)).then(opened(AT_ONCE));
    assertThat(Duration.between(at("10:00"), at("11:30")))
        .isEqualTo(TERMS.holdFor().multipliedBy(Limits.CART_HOLD_TIMES));
  }

  @Test
  void isOpenedOnce() {
    cart().given(opened(AT_ONCE)).at("10:01").when(open(AT_ONCE)).thenNothingNew();
    cart()
        .given(opened(AT_ONCE), lineHeld(cat1(2), "10:05"), begun("10:06"), checkedOut("10:06"))
        .at("10:07")
        .when(open(AT_ONCE))
        .thenNothingNew();
  }

  @Test
  void theFirstLineSetsTheDeadlineAndNoneAfterItMovesIt() {
    cart().given(opened(AT_ONCE)).at("10:05").when(put(cat1(2))).then(lineHeld(cat1(2), "10:05"));
    cart()
        .given(opened(AT_ONCE), lineHeld(cat1(2), "10:05"))
        .at("10:19")
        .when(put(cat1(4)))
        .then(lineHeld(cat1(4), "10:19"));
    cart()
        .given(
            opened(AT_ONCE),
            lineHeld(cat1(2), "10:05"),
            lineRemoved("cat-1", attempt("10:10"), "10:10"))
        .at("10:19")
        .when(put(bus(1)))
        .then(lineHeld(bus(1), "10:19"));
  }

  @Test
  void aCartThatHoldsNothingEndsWithItsLife() {
    cart().given(opened(AT_CHECKOUT)).at("11:29").when(put(bus(1))).then(linePut(bus(1), "11:29"));
  }

  @Test
  void theSameQuantityAgainChangesNothingAlsoAtAnotherPrice() {
    cart()
        .given(opened(AT_ONCE), lineHeld(cat1(2), "10:05"))
        .at("10:06")
        .when(put(cat1(2)))
        .thenNothingNew();
  }

  @Test
  void aChangedLineTakesThePlaceOfTheOldOne() {
    Choice choice =
        choiceAfter(
            opened(AT_ONCE),
            lineHeld(cat1(2), "10:05"),
            lineHeld(bus(1), "10:06"),
            lineHeld(cat1(3), "10:07"));
    assertThat(choice.lines()).containsExactly(cat1(3), bus(1));
    assertThat(choice.line(new OfferId("tent"))).isEmpty();
  }

  @Test
  void attemptsGrowEvenIfTheClockGoesBack() {
    var later = lineHeld(cat1(2), "10:10");
    Decision<CartEvent, CartRefused> decision =
        Cart.decide(after(opened(AT_ONCE), later), put(cat1(3)), at("10:09"));
    assertThat(decision)
        .isEqualTo(
            Decision.accepted(
                new CartEvent.CartLinePut(
                    cat1(3), TERMS, later.attempt() + 2, at("10:20"), at("10:09"))));
  }

  @Test
  void theLimitOfTheBuyerIsAboutAllLines() {
    var refusal = new OrderRefused(OrderRefusal.PURCHASE_LIMIT, List.of(), 6L);
    cart()
        .given(opened(AT_CHECKOUT), linePut(bus(2), "10:01"))
        .when(put(cat1(5)))
        .thenRefused(CartRefused.as(refusal));
    cart()
        .given(opened(AT_CHECKOUT), linePut(bus(2), "10:01"))
        .at("10:02")
        .when(put(cat1(4)))
        .then(linePut(cat1(4), "10:02"));
  }

  @Test
  void removesWhatIsThere() {
    cart()
        .given(opened(AT_ONCE), lineHeld(cat1(2), "10:05"))
        .at("10:06")
        .when(remove("cat-1"))
        .then(lineRemoved("cat-1", attempt("10:06"), "10:06"));
    cart().given(opened(AT_CHECKOUT)).at("10:06").when(remove("cat-1")).thenNothingNew();
  }

  @Test
  void becomesItsOrder() {
    cart()
        .given(opened(AT_ONCE), lineHeld(cat1(2), "10:05"))
        .at("10:19")
        .when(new CartCommand.CheckOut())
        .then(begun("10:19"));
    cart()
        .given(opened(AT_ONCE), lineHeld(cat1(2), "10:05"), begun("10:19"))
        .at("10:21")
        .when(new CartCommand.RecordOrder())
        .then(checkedOut("10:21"));
    cart()
        .given(opened(AT_ONCE), lineHeld(cat1(2), "10:05"), begun("10:19"), checkedOut("10:19"))
        .at("12:00")
        .when(new CartCommand.CheckOut())
        .thenNothingNew();
  }

  @Test
  void aCheckoutThatHasBegunGoesOnAfterTheDeadline() {
    cart()
        .given(opened(AT_ONCE), lineHeld(cat1(2), "10:05"), begun("10:19"))
        .at("10:30")
        .when(new CartCommand.CheckOut())
        .thenNothingNew();
  }

  /** An order that exists already, of an earlier checkout, is the order of the cart. */
  @Test
  void anOrderOfOtherContentIsItsOrderToo() {
    cart()
        .given(opened(AT_CHECKOUT), linePut(bus(1), "10:01"), begun("10:02"))
        .at("10:03")
        .when(new CartCommand.RecordNoOrder(OrderRefusal.KEY_REUSED))
        .then(checkedOut("10:03"));
  }

  @ParameterizedTest
  @EnumSource(OrderRefusal.class)
  void aCartThatHoldsAtOnceNeverReopens(OrderRefusal refusal) {
    CartState checkingOut = after(opened(AT_ONCE), lineHeld(cat1(2), "10:05"), begun("10:06"));
    Decision<CartEvent, CartRefused> decision =
        Cart.decide(checkingOut, new CartCommand.RecordNoOrder(refusal), at("10:07"));
    assertThat(decision)
        .isIn(
            Decision.<CartEvent, CartRefused>alreadySo(),
            Decision.<CartEvent, CartRefused>accepted(checkedOut("10:07")),
            Decision.<CartEvent, CartRefused>accepted(expired("10:07")));
  }

  @ParameterizedTest
  @EnumSource(
      value = OrderRefusal.class,
      names = {"OVERLOADED", "UNANSWERED", "IN_PROGRESS"})
  void whatIsHeldWaitsForAnOrderThatIsBusy(OrderRefusal refusal) {
    cart()
        .given(opened(AT_ONCE), lineHeld(cat1(2), "10:05"), begun("10:06"))
        .when(new CartCommand.RecordNoOrder(refusal))
        .thenNothingNew();
  }

  @Test
  void aCartWithoutHoldsGoesOnAfterARefusal() {
    cart()
        .given(opened(AT_CHECKOUT), linePut(bus(1), "10:01"), begun("10:02"))
        .at("10:03")
        .when(new CartCommand.RecordNoOrder(OrderRefusal.SOLD_OUT))
        .then(checkoutRefused("10:03"));
    cart()
        .given(
            opened(AT_CHECKOUT), linePut(bus(1), "10:01"), begun("10:02"), checkoutRefused("10:03"))
        .at("10:04")
        .when(put(cat1(1)))
        .then(linePut(cat1(1), "10:04"));
  }

  @Test
  void anotherContentIsAnotherOrder() {
    OrderContent one = choiceAfter(opened(AT_CHECKOUT), linePut(bus(1), "10:01")).content();
    OrderContent two =
        choiceAfter(opened(AT_CHECKOUT), linePut(bus(1), "10:01"), linePut(bus(2), "10:02"))
            .content();
    assertThat(one.fingerprint()).isNotEqualTo(two.fingerprint());
    assertThat(one.buyer()).isEqualTo(OrderFixtures.ANI);
    assertThat(one.holdFor()).isEqualTo(OrderFixtures.HOLD_TIME);
  }

  @Test
  void anExpiredCartIsEmptyAndSaysSo() {
    CartState open = after(opened(AT_ONCE), lineHeld(cat1(2), "10:05"));
    assertThat(CartViews.of(open, at("10:19:59")))
        .isNotNull()
        .returns(CartView.Status.OPEN, CartView::status)
        .returns(true, CartView::held)
        .returns(List.of(cat1(2)), CartView::lines);
    assertThat(CartViews.of(open, at("10:20")))
        .isNotNull()
        .returns(CartView.Status.EXPIRED, CartView::status)
        .returns(false, CartView::held)
        .returns(List.of(), CartView::lines);
  }

  @Test
  void impossibleHistoriesAreFaults() {
    assertThatThrownBy(() -> after(begun("10:00"))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> after(opened(AT_ONCE), checkedOut("10:01")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> after(opened(AT_ONCE), opened(AT_ONCE)))
        .isInstanceOf(IllegalStateException.class);
  }
}
