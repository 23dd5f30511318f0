package id.kuota.engine.cart;

import id.kuota.engine.ClusterMessage;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.sale.CartHolds;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;

/** What can be asked of a cart. */
public sealed interface CartCommand {

  /** What the edge may pass on. */
  sealed interface FromClient extends CartCommand, ClusterMessage {}

  /** What only the engine asks. */
  sealed interface FromEngine extends CartCommand {}

  /**
   * Begins a cart, empty.
   *
   * @param fingerprint hash of the request, to tell a retry from another request with the same key
   */
  record OpenCart(
      CartId cart, SaleId sale, Buyer buyer, CartHolds holds, CartTerms terms, String fingerprint)
      implements FromClient {}

  /** The cart shall have this line, in place of another one on the same offer. */
  record PutLine(OrderLine line, CartTerms terms) implements FromClient {}

  record RemoveLine(OfferId offer) implements FromClient {}

  /** The cart shall become an order. */
  record CheckOut() implements FromClient {}

  /** The order is placed. */
  record RecordOrder() implements FromEngine {}

  /** The order was asked, and said no. */
  record RecordNoOrder(OrderRefusal reason) implements FromEngine {}
}
