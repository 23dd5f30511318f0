package id.kuota.http.cart;

import id.kuota.engine.ShortHash;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.sale.SaleId;
import id.kuota.http.identity.BuyerKeys;
import id.kuota.http.json.Fields;

/**
 * The body of a request to open a cart.
 *
 * @param buyer in the usual form
 */
record OpenCartForm(SaleId sale, String buyer) {

  static OpenCartForm read(Fields body) {
    String sale = body.text("sale", SaleId::isValid, "must be the id of a sale");
    String buyer =
        body.text(
            "buyer",
            BuyerKeys::isValid,
            "must have from %d to %d characters"
                .formatted(BuyerKeys.LENGTH_MIN, BuyerKeys.LENGTH_MAX));
    return new OpenCartForm(new SaleId(sale), BuyerKeys.normal(buyer));
  }

  /** Two requests of the same meaning have the same fingerprint. */
  String fingerprint(BuyerKey key) {
    return ShortHash.of("open cart\n" + sale + "\n" + key);
  }
}
