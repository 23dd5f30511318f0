package id.kuota.load.ledger;

import id.kuota.load.sale.Terms;
import id.kuota.load.server.OrderAnswer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether an order is what the buyer has asked for, at the price that the terms give. */
public final class Content {

  private Content() {}

  /** Returns what differs first, in words. */
  public static Optional<String> difference(Terms terms, OrderEntry entry, OrderAnswer order) {
    if (!order.sale().equals(terms.sale())) return Optional.of("is of the sale " + order.sale());
    Map<String, Integer> asked = new TreeMap<>();
    entry.lines().forEach(line -> asked.merge(line.offer(), line.quantity(), Integer::sum));
    if (!order.unitsByOffer().equals(asked)) {
      return Optional.of("has " + order.unitsByOffer() + ", asked for " + asked);
    }
    long total = terms.total(entry.lines());
    if (order.total() != total) {
      return Optional.of("costs " + order.total() + ", should cost " + total);
    }
    for (OrderAnswer.LineAnswer line : order.lines()) {
      long expected = terms.offer(line.offer()).unitTotal() * line.quantity();
      if (line.total() != expected) {
        return Optional.of("a line costs " + line.total() + ", should cost " + expected);
      }
    }
    if (!"IDR".equals(order.currency())) return Optional.of("is in " + order.currency());
    return order.heldUntil().isAfter(order.placedAt())
        ? Optional.empty()
        : Optional.of("is held until " + order.heldUntil() + ", placed " + order.placedAt());
  }
}
