package id.kuota.engine.cart;

import id.kuota.engine.Reply;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import java.util.concurrent.CompletionStage;

/** The carts of the cluster, with the promises of {@link id.kuota.engine.order.Orders}. */
public interface Carts {

  /** Opens a cart, or finds it as it is by now. */
  CompletionStage<Reply<CartView, CartRefused>> open(
      CartId cart, SaleId sale, Buyer buyer, String fingerprint);

  CompletionStage<Reply<CartView, CartRefused>> look(CartId cart);

  /** Puts a line into the cart at the price of this moment, or changes its quantity. */
  CompletionStage<Reply<CartView, CartRefused>> put(CartId cart, OfferId offer, int quantity);

  CompletionStage<Reply<CartView, CartRefused>> remove(CartId cart, OfferId offer);

  /** Makes the cart an order, or finds it to be one: the order has the rest of the answer. */
  CompletionStage<Reply<CartView, CartRefused>> checkOut(CartId cart);
}
