package id.kuota.http.order;

import id.kuota.engine.Limits;
import id.kuota.engine.ShortHash;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderDesk;
import id.kuota.engine.order.OrderDesk.WantedLine;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.http.identity.BuyerKeys;
import id.kuota.http.json.Fields;
import java.util.List;

/**
 * The body of a request to place an order.
 *
 * @param buyer in the usual form
 */
record PlaceOrder(SaleId sale, String buyer, List<WantedLine> lines) {

  private static final String WANTED_BUYER =
      "must have from %d to %d characters".formatted(BuyerKeys.LENGTH_MIN, BuyerKeys.LENGTH_MAX);

  static PlaceOrder read(Fields body) {
    String sale = body.text("sale", SaleId::isValid, "must be the id of a sale");
    String buyer = body.text("buyer", BuyerKeys::isValid, WANTED_BUYER);
    List<WantedLine> lines = body.objects("lines", 1, Limits.ORDER_LINES_MAX, PlaceOrder::readLine);
    return new PlaceOrder(new SaleId(sale), BuyerKeys.normal(buyer), lines);
  }

  private static WantedLine readLine(Fields line) {
    String offer = line.text("offer", SaleId::isValid, "must be the id of an offer");
    long quantity = line.whole("quantity", 1, Limits.LINE_QUANTITY_MAX);
    return new WantedLine(new OfferId(offer), (int) quantity);
  }

  /** What the engine is asked for; two requests of the same meaning have the same fingerprint. */
  OrderDesk.Wanted wanted(BuyerKey key) {
    var canonical = new StringBuilder("place\n").append(sale).append('\n').append(key);
    for (WantedLine line : lines) {
      canonical.append('\n').append(line.offer()).append(' ').append(line.quantity());
    }
    return new OrderDesk.Wanted(key, lines, ShortHash.of(canonical.toString()));
  }
}
