package id.kuota.persistence.journal;

import static id.kuota.persistence.journal.Samples.AT;
import static id.kuota.persistence.journal.Samples.OFFER;
import static id.kuota.persistence.journal.Samples.SALE;
import static id.kuota.persistence.journal.Samples.UNTIL;

import id.kuota.engine.Portable;
import id.kuota.engine.Reply;
import id.kuota.engine.cart.CartCommand;
import id.kuota.engine.cart.CartEntity;
import id.kuota.engine.cart.CartEvent;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.cart.CartRefusal;
import id.kuota.engine.cart.CartRefused;
import id.kuota.engine.cart.CartTerms;
import id.kuota.engine.cart.CartView;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.sale.CartHolds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** One of everything that is portable of carts. */
final class CartSamples {

  private static final CartId CART = new CartId("crt_0123456789abcdefghjkmnpqrstvwxyz");
  private static final CartTerms TERMS = new CartTerms(3, "IDR", Duration.ofMinutes(15), 4);

  private static final Buyer BOTH_KEYS =
      new Buyer(Samples.content().buyer(), Optional.of(new BuyerKey("7r2m53kq8f0vaz9y")));

  private CartSamples() {}

  /** A cart whose buyer has a former key. */
  static CartEvent.CartOpened openedWithFormerKey() {
    return new CartEvent.CartOpened(
        CART, SALE, BOTH_KEYS, CartHolds.AT_ONCE, TERMS, UNTIL, "5f9c1e", AT);
  }

  static List<Portable> stored() {
    return List.of(
        new CartEvent.CartOpened(
            CART,
            SALE,
            Buyer.of(Samples.content().buyer()),
            CartHolds.AT_ONCE,
            TERMS,
            UNTIL,
            "5f9c1e",
            AT),
        new CartEvent.CartLinePut(line(), TERMS, Long.MAX_VALUE, UNTIL, AT),
        new CartEvent.CartLineRemoved(OFFER, 42, AT),
        new CartEvent.CheckoutBegun(AT),
        new CartEvent.CheckoutRefused(AT),
        new CartEvent.CartCheckedOut(CART.order(), AT),
        new CartEvent.CartExpired(AT));
  }

  static void addMessages(List<Portable> to, ActorRef<Object> asker) {
    var put = new CartCommand.PutLine(line(), TERMS);
    to.add(new CartCommand.OpenCart(CART, SALE, BOTH_KEYS, CartHolds.AT_CHECKOUT, TERMS, "5f9c1e"));
    to.add(put);
    to.add(new CartCommand.RemoveLine(OFFER));
    to.add(new CartCommand.CheckOut());
    to.add(new CartEntity.Ask(put, asker.narrow()));
    to.add(new CartEntity.Look(asker.narrow()));
    to.add(new CartEntity.ResolveEarly(Samples.question(), asker.narrow()));
    to.add(view(CartView.Status.OPEN));
    to.add(new Reply.Answered<>(view(CartView.Status.CHECKED_OUT), true));
    to.add(new Reply.Refused<>(CartRefused.of(CartRefusal.CART_EXPIRED)));
    var soldOut = new OrderRefused(OrderRefusal.SOLD_OUT, List.of(0), 1L);
    to.add(new Reply.Refused<>(CartRefused.as(soldOut)));
  }

  private static OrderLine line() {
    return Samples.content().lines().getFirst();
  }

  private static CartView view(CartView.Status status) {
    boolean isOrder = status == CartView.Status.CHECKED_OUT;
    return new CartView(
        CART,
        SALE,
        status,
        CartHolds.AT_ONCE,
        "IDR",
        List.of(line()),
        line().price().total(),
        !isOrder,
        AT,
        UNTIL,
        isOrder ? CART.order() : null);
  }
}
