package id.kuota.engine.cart;

import static id.kuota.engine.cart.CartFixtures.*;
import static id.kuota.engine.order.OrderFixtures.CAT_1;
import static id.kuota.engine.order.OrderFixtures.HOUSE;
import static id.kuota.engine.sale.CartHolds.AT_CHECKOUT;
import static id.kuota.engine.sale.CartHolds.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.quota.HoldResolution;
import org.junit.jupiter.api.Test;

/** What a cart says of a hold whose node is gone and that no order knows. */
final class CartEarlyResolutionTest {

  @Test
  void aCartThatWasNeverWrittenHasNothing() {
    assertThat(Cart.earlyResolution(after(), CAT_1)).isEqualTo(HoldResolution.Word.RELEASE);
  }

  @Test
  void anOpenCartKeepsWhatItsLinesDrawFrom() {
    CartState state = after(opened(AT_ONCE), lineHeld(bus(2), "10:05"));
    assertThat(Cart.earlyResolution(state, HOUSE)).isEqualTo(HoldResolution.Word.KEEP);
    assertThat(Cart.earlyResolution(state, CAT_1))
        .as("of a change that was never written")
        .isEqualTo(HoldResolution.Word.RELEASE);
  }

  @Test
  void aRemovedLineKeepsNothing() {
    CartState state =
        after(
            opened(AT_ONCE),
            lineHeld(cat1(2), "10:05"),
            lineRemoved("cat-1", attempt("10:06"), "10:06"));
    assertThat(Cart.earlyResolution(state, CAT_1)).isEqualTo(HoldResolution.Word.RELEASE);
  }

  @Test
  void aCartThatHoldsAtCheckoutHasNothingBefore() {
    CartState state = after(opened(AT_CHECKOUT), linePut(cat1(2), "10:05"));
    assertThat(Cart.earlyResolution(state, CAT_1)).isEqualTo(HoldResolution.Word.RELEASE);
  }

  @Test
  void duringItsCheckoutTheOrderDecides() {
    CartState state = after(opened(AT_ONCE), lineHeld(cat1(2), "10:05"), begun("10:06"));
    assertThat(Cart.earlyResolution(state, CAT_1)).isEqualTo(HoldResolution.Word.WAIT);
  }

  @Test
  void afterItsCheckoutTheOrderHasThem() {
    CartState state =
        after(opened(AT_ONCE), lineHeld(cat1(2), "10:05"), begun("10:06"), checkedOut("10:06"));
    assertThat(Cart.earlyResolution(state, CAT_1)).isEqualTo(HoldResolution.Word.KEEP);
  }

  @Test
  void anExpiredCartHasNothing() {
    CartState state =
        after(opened(AT_ONCE), lineHeld(cat1(2), "10:05"), begun("10:06"), expired("10:06"));
    assertThat(Cart.earlyResolution(state, CAT_1)).isEqualTo(HoldResolution.Word.RELEASE);
  }
}
