package id.kuota.http.edge.order;

import id.kuota.engine.order.OrderLine;
import id.kuota.engine.pricing.Charge;
import java.util.List;

/** A line of an order or a cart on the wire, with its price. */
public record LineJson(
    String offer,
    String name,
    int quantity,
    long unitFace,
    long face,
    List<ChargeJson> charges,
    long total) {

  /** A tax or a fee on all units of the line. */
  public record ChargeJson(Charge.Kind kind, String name, long amount) {}

  public LineJson {
    charges = List.copyOf(charges);
  }

  public static LineJson of(OrderLine line) {
    return new LineJson(
        line.offer().value(),
        line.name(),
        line.price().quantity(),
        line.price().unitFace(),
        line.price().face(),
        line.price().parts().stream()
            .map(part -> new ChargeJson(part.kind(), part.name(), part.amount()))
            .toList(),
        line.price().total());
  }
}
