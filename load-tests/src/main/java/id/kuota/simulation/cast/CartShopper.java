package id.kuota.simulation.cast;

import id.kuota.engine.Reply;
import id.kuota.engine.cart.CartCommand;
import id.kuota.engine.cart.CartEntity;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.cart.CartRefused;
import id.kuota.engine.cart.CartTerms;
import id.kuota.engine.cart.CartView;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderFactory;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleView;
import id.kuota.simulation.cluster.EntityKey;
import id.kuota.simulation.plan.Role;
import java.util.function.Consumer;

/** Fills a cart, changes it, checks out, and then does what buyers do. */
final class CartShopper {

  private static final int TRIES = 3;
  private static final int CHECKOUT_TRIES = 8;
  private static final String ORDERS = "c";

  private final Stage stage;
  private final Client client;
  private final CartId cart;
  private final Payer payer;
  private boolean isTold;

  CartShopper(Stage stage, Role role) {
    this.stage = stage;
    this.client = new Client(stage, role.name());
    this.cart = new CartId("crt_" + ORDERS + "%031d".formatted(role.number()));
    this.payer = new Payer(stage, client, cart.order());
  }

  void begin() {
    if (stage.sale().isEmpty()) client.after(1_000, this::begin);
    else stage.sale().ifPresent(this::fill);
  }

  private void fill(SaleView sale) {
    CartTerms terms = CartTerms.of(sale);
    var buyer = Buyer.of(new BuyerKey("buyer-" + client.between(0, 4)));
    var open =
        new CartCommand.OpenCart(cart, sale.sale(), buyer, sale.terms().cartHolds(), terms, "open");
    ask(open, TRIES, reply -> {});
    long later = 0;
    for (long i = client.between(1, 6); i > 0; i--) {
      later += client.between(100, 3_000);
      client.after(later, () -> ask(change(sale, terms), TRIES, reply -> {}));
    }
    if (client.chance(0.8)) {
      client.after(later + client.between(0, 8_000), this::checkOut);
    }
  }

  private CartCommand.FromClient change(SaleView sale, CartTerms terms) {
    var offer = new OfferId(client.chance(0.6) ? "cat-1" : "cat-2");
    if (client.chance(0.2)) return new CartCommand.RemoveLine(offer);
    int quantity = (int) client.between(1, 4);
    return sale.terms()
        .offer(offer)
        .<CartCommand.FromClient>map(
            found -> new CartCommand.PutLine(OrderFactory.priced(sale, found, quantity), terms))
        .orElseGet(() -> new CartCommand.RemoveLine(offer));
  }

  private void checkOut() {
    ask(
        new CartCommand.CheckOut(),
        CHECKOUT_TRIES,
        reply -> {
          if (reply instanceof Reply.Answered<CartView, CartRefused>(var view, var repeated)
              && view.status() == CartView.Status.CHECKED_OUT) {
            ordered(view);
          }
        });
  }

  private void ordered(CartView view) {
    stage.auditor.toldCheckedOut(view);
    if (isTold) return;
    isTold = true;
    stage.auditor.content(cart.order().value()).ifPresent(payer::begin);
  }

  private void ask(
      CartCommand.FromClient command, int tries, Consumer<Reply<CartView, CartRefused>> done) {
    client.<Reply<CartView, CartRefused>>ask(
        EntityKey.cart(cart.value()),
        replyTo -> new CartEntity.Ask(command, replyTo),
        tries,
        reply -> reply instanceof Reply.Answered<CartView, CartRefused> || tries < CHECKOUT_TRIES,
        done);
  }
}
