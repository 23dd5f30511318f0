package id.kuota.engine.simulation;

import id.kuota.engine.cart.CartCommand;
import id.kuota.engine.cart.CartCommand.OpenCart;
import id.kuota.engine.cart.CartCommand.PutLine;
import id.kuota.engine.cart.CartCommand.RemoveLine;
import id.kuota.engine.cart.CartTerms;
import id.kuota.engine.cart.SimulatedCart;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderFixtures;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.SimulatedOrder;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.CartHolds;
import id.kuota.engine.sale.OfferId;
import java.time.Duration;

/** Somebody who fills a cart, changes their mind, checks out, and then does what buyers do. */
final class CartShopper {

  private static final int TRIES = 8;

  private final World world;
  private final Auditor auditor;
  private final SimulatedCart cart;
  private final SimulatedOrder order;
  private final SimulatedGateway gateway;
  private final CartTerms terms;
  private boolean isTold;

  CartShopper(
      World world,
      Auditor auditor,
      SimulatedCart cart,
      SimulatedOrder order,
      SimulatedGateway gateway,
      Duration hold) {
    this.gateway = gateway;
    this.world = world;
    this.auditor = auditor;
    this.cart = cart;
    this.order = order;
    this.terms = new CartTerms(1, "IDR", hold, world.chance(0.5) ? 4 : 0);
  }

  void comeAfter(long pause) {
    CartHolds holds = world.chance(0.8) ? CartHolds.AT_ONCE : CartHolds.AT_CHECKOUT;
    var buyer = new BuyerKey("buyer-" + world.between(0, 4));
    var open =
        new OpenCart(
            cart.id(),
            OrderFixtures.SALE,
            id.kuota.engine.order.Buyer.of(buyer),
            holds,
            terms,
            "fingerprint");
    world.after(pause, () -> ask(open));
    long later = pause;
    for (long i = world.between(1, 6); i > 0; i--) {
      later += world.between(100, 3_000);
      world.after(later, () -> ask(change()));
    }
    if (world.chance(0.8)) {
      world.after(later + world.between(0, 8_000), () -> checkOut(TRIES));
    }
  }

  private CartCommand.FromClient change() {
    String category = world.chance(0.6) ? "cat-1" : "cat-2";
    if (world.chance(0.2)) return new RemoveLine(new OfferId(category));
    QuotaId house = QuotaId.shared("coldplay", "house");
    int quantity = (int) world.between(1, 4);
    OrderLine line =
        OrderFixtures.line(category, quantity, QuotaId.shared("coldplay", category), house);
    return new PutLine(line, terms);
  }

  private void ask(CartCommand.FromClient command) {
    world.send("shopper>" + cart.id(), () -> cart.ask(command, done -> {}));
  }

  private void checkOut(int tries) {
    if (isTold || tries == 0) return;
    world.send(
        "shopper>" + cart.id(),
        () ->
            cart.ask(
                SimulatedCart.checkOut(),
                done -> {
                  if (done) world.send(cart.id() + ">shopper", this::hasOrdered);
                }));
    world.after(world.between(500, 6_000), () -> checkOut(tries - 1));
  }

  private void hasOrdered() {
    if (isTold) return;
    isTold = true;
    new Buyer(world, auditor, order, gateway, cart.contents().getFirst()).hasPlaced();
  }
}
