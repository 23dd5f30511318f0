package id.kuota.load.stub;

import static java.util.Objects.requireNonNull;

import id.kuota.load.sale.Line;
import id.kuota.load.sale.Offer;
import id.kuota.load.server.OrderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An order of the stub. */
final class StubOrder {

  final String id;
  final String buyer;
  final List<Line> lines;
  final Map<String, Long> units;
  final Instant placedAt;
  final Instant heldUntil;
  OrderStatus status = OrderStatus.HELD;
  @Nullable Instant endedAt;
  final List<String> tickets = new ArrayList<>();

  StubOrder(
      String id,
      String buyer,
      List<Line> lines,
      Map<String, Long> units,
      Instant at,
      Instant until) {
    this.id = id;
    this.buyer = buyer;
    this.lines = lines;
    this.units = units;
    this.placedAt = at;
    this.heldUntil = until;
  }

  void end(OrderStatus end, Instant at) {
    status = end;
    endedAt = at;
  }

  int quantity() {
    return lines.stream().mapToInt(Line::quantity).sum();
  }

  Map<String, @Nullable Object> json(String sale, Map<String, Offer> offers, long surcharge) {
    long total = surcharge;
    var lineBodies = new ArrayList<Map<String, Object>>();
    var ticketBodies = new ArrayList<Map<String, Object>>();
    var free = new ArrayList<>(tickets);
    for (Line line : lines) {
      long cost = requireNonNull(offers.get(line.offer())).unitTotal() * line.quantity();
      total += cost;
      lineBodies.add(Map.of("offer", line.offer(), "quantity", line.quantity(), "total", cost));
      for (int unit = 0; unit < line.quantity() && !free.isEmpty(); unit++) {
        ticketBodies.add(Map.of("id", free.removeFirst(), "offer", line.offer()));
      }
    }
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("id", id);
    body.put("sale", sale);
    body.put("status", status);
    body.put("currency", "IDR");
    body.put("lines", lineBodies);
    body.put("total", total);
    body.put("placed_at", placedAt);
    body.put("held_until", heldUntil);
    body.put("ended_at", endedAt);
    body.put("tickets", ticketBodies);
    return body;
  }
}
