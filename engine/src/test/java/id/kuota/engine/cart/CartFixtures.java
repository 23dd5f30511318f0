package id.kuota.engine.cart;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.ANI;
import static id.kuota.engine.order.OrderFixtures.CAT_1;
import static id.kuota.engine.order.OrderFixtures.HOLD_TIME;
import static id.kuota.engine.order.OrderFixtures.HOUSE;
import static id.kuota.engine.order.OrderFixtures.SALE;

import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.OrderFixtures;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.sale.CartHolds;
import id.kuota.engine.sale.OfferId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One cart of the examples, opened at 10:00. It lives until 11:30 and may have six units; a line
 * that is put at 10:05 into a cart that holds at once makes it end at 10:20.
 */
public final class CartFixtures {

  public static final CartId CART = new CartId("crt_" + "7".repeat(32));
  public static final CartTerms TERMS = new CartTerms(1, "IDR", HOLD_TIME, 6);

  private CartFixtures() {}

  public static CartCommand.OpenCart open(CartHolds holds) {
    return new CartCommand.OpenCart(CART, SALE, Buyer.of(ANI), holds, TERMS, "fingerprint");
  }

  public static CartEvent.CartOpened opened(CartHolds holds) {
    return new CartEvent.CartOpened(
        CART, SALE, Buyer.of(ANI), holds, TERMS, at("11:30"), "fingerprint", at("10:00"));
  }

  /** Draws from the category and the house. */
  public static OrderLine cat1(int quantity) {
    return OrderFixtures.line("cat-1", quantity, CAT_1, HOUSE);
  }

  /** Draws from the house. */
  public static OrderLine bus(int quantity) {
    return OrderFixtures.line("bus", quantity, HOUSE);
  }

  public static CartCommand.PutLine put(OrderLine line) {
    return new CartCommand.PutLine(line, TERMS);
  }

  public static CartCommand.RemoveLine remove(String offer) {
    return new CartCommand.RemoveLine(new OfferId(offer));
  }

  /** In a cart that holds nothing. */
  public static CartEvent.CartLinePut linePut(OrderLine line, String time) {
    return new CartEvent.CartLinePut(line, TERMS, 0, at("11:30"), at(time));
  }

  /** In a cart that holds at once, whose first line was put at 10:05. */
  public static CartEvent.CartLinePut lineHeld(OrderLine line, String time) {
    return new CartEvent.CartLinePut(line, TERMS, attempt(time), at("10:20"), at(time));
  }

  public static CartEvent.CartLineRemoved lineRemoved(String offer, long attempt, String time) {
    return new CartEvent.CartLineRemoved(new OfferId(offer), attempt, at(time));
  }

  public static CartEvent.CheckoutBegun begun(String time) {
    return new CartEvent.CheckoutBegun(at(time));
  }

  public static CartEvent.CheckoutRefused checkoutRefused(String time) {
    return new CartEvent.CheckoutRefused(at(time));
  }

  public static CartEvent.CartCheckedOut checkedOut(String time) {
    return new CartEvent.CartCheckedOut(CART.order(), at(time));
  }

  public static CartEvent.CartExpired expired(String time) {
    return new CartEvent.CartExpired(at(time));
  }

  public static long attempt(String time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at(time));
  }

  public static CartState after(CartEvent... events) {
    CartState state = new CartState.Absent();
    for (CartEvent event : events) {
      state = Cart.evolve(state, event);
    }
    return state;
  }

  /** What the cart has after these events. */
  static Choice choiceAfter(CartEvent... events) {
    return after(events) instanceof CartState.Opened opened
        ? opened.choice()
        : fail("no cart after these events");
  }

  private static Choice fail(String why) {
    throw new AssertionError(why);
  }
}
