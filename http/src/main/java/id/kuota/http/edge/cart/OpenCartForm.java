package id.kuota.http.edge.cart;

import id.kuota.engine.ShortHash;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.json.Fields;

/**
 * The body of a request to open a cart.
 *
 * @param buyer as it was sent
 */
record OpenCartForm(SaleId sale, String buyer) {

  static OpenCartForm read(Fields body) {
    String sale = body.text("sale", SaleId::isValid, "must be the id of a sale");
    String buyer = body.text("buyer", BuyerKeys::isValid, BuyerKeys.WANTED);
    return new OpenCartForm(new SaleId(sale), buyer);
  }

  /**
   * Returns the fingerprint: requests of one meaning have one.
   *
   * @param spelling the key that the cart is named by
   */
  String fingerprint(BuyerKey spelling) {
    return ShortHash.of("open cart\n" + sale + "\n" + spelling);
  }
}
