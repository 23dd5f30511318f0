package id.kuota.engine;

import id.kuota.engine.cart.CartChecks;
import id.kuota.engine.cart.CartCommand;
import id.kuota.engine.cart.CartEntity;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.cart.CartRefusal;
import id.kuota.engine.cart.CartRefused;
import id.kuota.engine.cart.CartTerms;
import id.kuota.engine.cart.CartView;
import id.kuota.engine.cart.Carts;
import id.kuota.engine.entity.EntityAsk;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.quota.AvailabilityCache;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.Sales;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** Asks the sharded carts, with what their sales and this node know. */
final class ShardedCarts implements Carts {

  private final EntityAsk asks;
  private final ClusterSharding sharding;
  private final Sales sales;
  private final AvailabilityCache availability;
  private final Clock clock;

  ShardedCarts(
      EntityAsk asks,
      ClusterSharding sharding,
      Sales sales,
      AvailabilityCache availability,
      Clock clock) {
    this.asks = asks;
    this.sharding = sharding;
    this.sales = sales;
    this.availability = availability;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Reply<CartView, CartRefused>> open(
      CartId cart, SaleId sale, Buyer buyer, String fingerprint) {
    return withSale(
        sale,
        view ->
            ask(
                cart,
                new CartCommand.OpenCart(
                    cart, sale, buyer, view.terms().cartHolds(), CartTerms.of(view), fingerprint)));
  }

  @Override
  public CompletionStage<Reply<CartView, CartRefused>> look(CartId cart) {
    return asks.look(entity(cart), CartEntity.Look::new);
  }

  @Override
  public CompletionStage<Reply<CartView, CartRefused>> put(
      CartId cart, OfferId offer, int quantity) {
    return withCart(
        cart,
        (found, sale) ->
            switch (CartChecks.put(found, sale, offer, quantity, availability, clock.instant())) {
              case CartChecks.Outcome.TurnedAway(var refused) -> refused(refused);
              case CartChecks.Outcome.Ready(var line) ->
                  ask(cart, new CartCommand.PutLine(line, CartTerms.of(sale)));
            });
  }

  @Override
  public CompletionStage<Reply<CartView, CartRefused>> remove(CartId cart, OfferId offer) {
    return ask(cart, new CartCommand.RemoveLine(offer));
  }

  @Override
  public CompletionStage<Reply<CartView, CartRefused>> checkOut(CartId cart) {
    return withCart(
        cart,
        (found, sale) -> {
          Optional<CartRefused> refused =
              CartChecks.checkOut(found, sale, availability, clock.instant());
          return refused.isPresent()
              ? refused(refused.get())
              : ask(cart, new CartCommand.CheckOut());
        });
  }

  private CompletionStage<Reply<CartView, CartRefused>> withCart(
      CartId cart,
      BiFunction<CartView, SaleView, CompletionStage<Reply<CartView, CartRefused>>> next) {
    return look(cart)
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Refused<CartView, CartRefused>(var reason) -> refused(reason);
                  case Reply.Answered<CartView, CartRefused>(var view, var repeated) ->
                      withSale(view.sale(), sale -> next.apply(view, sale));
                });
  }

  private CompletionStage<Reply<CartView, CartRefused>> withSale(
      SaleId sale, Function<SaleView, CompletionStage<Reply<CartView, CartRefused>>> next) {
    return sales
        .find(sale)
        .thenCompose(
            found ->
                found.map(next).orElseGet(() -> refused(CartRefused.of(CartRefusal.SALE_UNKNOWN))));
  }

  private CompletionStage<Reply<CartView, CartRefused>> ask(
      CartId cart, CartCommand.FromClient command) {
    return asks.ask(entity(cart), replyTo -> new CartEntity.Ask(command, replyTo));
  }

  private RecipientRef<CartEntity.Message> entity(CartId cart) {
    return sharding.entityRefFor(CartEntity.TYPE, cart.value());
  }

  private static CompletionStage<Reply<CartView, CartRefused>> refused(CartRefused reason) {
    return CompletableFuture.completedFuture(new Reply.Refused<>(reason));
  }
}
