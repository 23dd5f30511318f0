package id.kuota.http.edge.order;

import id.kuota.engine.Limits;
import id.kuota.engine.ShortHash;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderFactory;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.json.Fields;
import java.util.List;

/**
 * The body of a request to place an order.
 *
 * @param buyer as it was sent
 */
record PlaceOrder(SaleId sale, String buyer, List<OrderFactory.WantedLine> lines) {

  static PlaceOrder read(Fields body) {
    String sale = body.text("sale", SaleId::isValid, "must be the id of a sale");
    String buyer = body.text("buyer", BuyerKeys::isValid, BuyerKeys.WANTED);
    List<OrderFactory.WantedLine> lines =
        body.objects("lines", 1, Limits.ORDER_LINES_MAX, PlaceOrder::readLine);
    return new PlaceOrder(new SaleId(sale), buyer, lines);
  }

  private static OrderFactory.WantedLine readLine(Fields line) {
    String offer = line.text("offer", SaleId::isValid, "must be the id of an offer");
    long quantity = line.whole("quantity", 1, Limits.LINE_QUANTITY_MAX);
    return new OrderFactory.WantedLine(new OfferId(offer), (int) quantity);
  }

  long units() {
    return lines.stream().mapToLong(OrderFactory.WantedLine::quantity).sum();
  }

  /**
   * Returns what the engine is asked for; requests of one meaning have one fingerprint.
   *
   * @param spelling the key that the order is named by
   */
  OrderFactory.Wanted wanted(BuyerKey spelling, Buyer person) {
    var canonical = new StringBuilder("place\n").append(sale).append('\n').append(spelling);
    for (OrderFactory.WantedLine line : lines) {
      canonical.append('\n').append(line.offer()).append(' ').append(line.quantity());
    }
    return new OrderFactory.Wanted(person, lines, ShortHash.of(canonical.toString()));
  }
}
