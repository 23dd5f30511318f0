package id.kuota.engine.cart;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.sale.CartHolds;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import java.time.Instant;

/** What happened to a cart. */
public sealed interface CartEvent extends JournalEvent {

  Instant at();

  /**
   * The cart exists, and has no lines.
   *
   * @param until its deadline, as long as nothing is held
   */
  record CartOpened(
      CartId cart,
      SaleId sale,
      Buyer buyer,
      CartHolds holds,
      CartTerms terms,
      Instant until,
      String fingerprint,
      Instant at)
      implements CartEvent {}

  /**
   * The cart has this line; if it holds at once, all quotas have granted what was missing.
   *
   * @param attempt the attempt by which it is held; 0 if nothing is
   * @param until the deadline of the cart from now on; the first hold sets it for good
   */
  record CartLinePut(OrderLine line, CartTerms terms, long attempt, Instant until, Instant at)
      implements CartEvent {}

  /**
   * The line is gone.
   *
   * @param attempt the attempt by which its units are given back; 0 if nothing was held
   */
  record CartLineRemoved(OfferId offer, long attempt, Instant at) implements CartEvent {}

  /** From now on the order has the word. */
  record CheckoutBegun(Instant at) implements CartEvent {}

  /** The order could not be had; the cart, which holds nothing, goes on. */
  record CheckoutRefused(Instant at) implements CartEvent {}

  record CartCheckedOut(OrderId order, Instant at) implements CartEvent {}

  /** A checkout that had begun came too late, as the order decided. */
  record CartExpired(Instant at) implements CartEvent {}
}
