package id.kuota.engine.cart;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.cart.CartFixtures.*;
import static id.kuota.engine.order.OrderFixtures.CAT_1;
import static id.kuota.engine.order.OrderFixtures.SALE;
import static id.kuota.engine.sale.CartHolds.AT_CHECKOUT;
import static id.kuota.engine.sale.CartHolds.AT_ONCE;

import id.kuota.engine.Limits;
import id.kuota.engine.RefusalRow;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderFixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every way in which the rules refuse what is asked of a cart. */
public final class CartRefusalRows {

  private CartRefusalRows() {}

  public static List<RefusalRow<CartRefusal>> all() {
    var other =
        new CartCommand.OpenCart(
            CART, SALE, Buyer.of(new BuyerKey("budi")), AT_ONCE, TERMS, "another");
    CartState held = after(opened(AT_ONCE), lineHeld(cat1(2), "10:05"));
    CartState checkingOut = Cart.evolve(held, begun("10:06"));
    CartState isOrder = Cart.evolve(checkingOut, checkedOut("10:06"));
    CartState isExpired = Cart.evolve(checkingOut, expired("10:21"));
    return List.of(
        row(CartRefusal.CART_UNKNOWN, "put a line into no cart", after(), put(bus(1))),
        row(CartRefusal.CART_UNKNOWN, "remove a line from no cart", after(), remove("bus")),
        row(CartRefusal.CART_UNKNOWN, "check out no cart", after(), new CartCommand.CheckOut()),
        row(CartRefusal.KEY_REUSED, "open another cart with the same key", held, other),
        row(CartRefusal.IN_PROGRESS, "put a line during checkout", checkingOut, put(bus(1))),
        row(CartRefusal.IN_PROGRESS, "remove a line during checkout", checkingOut, remove("bus")),
        late("put a line at the deadline", held, put(bus(1))),
        late("remove a line at the deadline", held, remove("cat-1")),
        late("check out at the deadline", held, new CartCommand.CheckOut()),
        late("put a line after a checkout that came too late", isExpired, put(bus(1))),
        late("remove a line after a checkout that came too late", isExpired, remove("bus")),
        late(
            "check out after a checkout that came too late", isExpired, new CartCommand.CheckOut()),
        row(CartRefusal.CART_CHECKED_OUT, "put a line into an order", isOrder, put(bus(1))),
        row(CartRefusal.CART_CHECKED_OUT, "remove a line from an order", isOrder, remove("bus")),
        row(
            CartRefusal.CART_EMPTY,
            "check out without a line",
            after(opened(AT_ONCE)),
            new CartCommand.CheckOut()),
        row(CartRefusal.TOO_MANY_LINES, "put a line beyond the last", full(), put(cat1(1))),
        row(
            CartRefusal.ORDER_REFUSED,
            "put more than the buyer may have",
            after(opened(AT_CHECKOUT)),
            put(bus(7))));
  }

  /** What only the facade says. */
  public static Map<CartRefusal, String> givenElsewhere() {
    return Map.of(
        CartRefusal.SALE_UNKNOWN, "open a cart in a sale that was never set (facade)",
        CartRefusal.OFFER_UNKNOWN, "put an unknown offer (facade)");
  }

  private static CartState full() {
    var events = new ArrayList<CartEvent>();
    events.add(opened(AT_CHECKOUT));
    for (int i = 0; i < Limits.ORDER_LINES_MAX; i++) {
      events.add(linePut(OrderFixtures.line("offer-" + i, 1, CAT_1), "10:01"));
    }
    return after(events.toArray(CartEvent[]::new));
  }

  private static RefusalRow<CartRefusal> late(String when, CartState state, CartCommand command) {
    return new RefusalRow<>(
        CartRefusal.CART_EXPIRED,
        when,
        () -> RefusalRow.reason(Cart.decide(state, command, at("10:20"))).reason());
  }

  private static RefusalRow<CartRefusal> row(
      CartRefusal expected, String when, CartState state, CartCommand command) {
    return new RefusalRow<>(
        expected, when, () -> RefusalRow.reason(Cart.decide(state, command, at("10:10"))).reason());
  }
}
