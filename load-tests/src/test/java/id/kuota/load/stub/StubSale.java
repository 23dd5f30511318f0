package id.kuota.load.stub;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.load.sale.Line;
import id.kuota.load.sale.Offer;
import id.kuota.load.server.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of one sale under one lock: as simple as can be, so that they are right. */
final class StubSale {

  private final String name;
  private final Set<Fault> faults;
  private final Duration hold;
  private final int limit;
  private final Map<String, Long> capacity = new LinkedHashMap<>();
  private final Map<String, Offer> offers = new HashMap<>();
  private final Map<String, StubOrder> orders = new LinkedHashMap<>();
  private final Map<String, Reply> placed = new HashMap<>();
  private boolean open;

  StubSale(String name, JsonNode terms, Set<Fault> faults) {
    this.name = name;
    this.faults = faults;
    this.hold = Duration.ofSeconds(terms.path("hold_seconds").asLong());
    this.limit = terms.path("units_per_buyer").asInt();
    terms
        .path("quotas")
        .forEach(quota -> capacity.put(quota.path("id").asText(), quota.path("capacity").asLong()));
    terms.path("offers").forEach(this::readOffer);
  }

  private void readOffer(JsonNode offer) {
    var quotas = new ArrayList<String>();
    offer.path("quotas").forEach(quota -> quotas.add(quota.asText()));
    int tax = 0;
    long fee = 0;
    for (JsonNode charge : offer.path("price").path("charges")) {
      tax += charge.path("percent").asInt(0);
      fee += charge.path("amount").asLong(0);
    }
    String id = offer.path("id").asText();
    long face = offer.path("price").path("face").asLong();
    offers.put(id, new Offer(id, id, face, tax, fee, quotas));
  }

  synchronized void open(boolean nowOpen) {
    open = nowOpen;
  }

  synchronized Reply place(String key, JsonNode request, Instant now) {
    expire(now);
    if (faults.contains(Fault.NEVER_KNOWS_THE_OUTCOME)) {
      return Reply.problem(503, "outcome_unknown");
    }
    Reply before = placed.get(key);
    if (before != null && !faults.contains(Fault.PLACES_REPEATS_AGAIN)) return repeat(before);
    if (!open) return Reply.problem(409, "sale_ended");
    if (faults.contains(Fault.GIVES_ONE_ORDER_TO_ALL) && !orders.isEmpty()) {
      return created(key, orders.values().iterator().next());
    }
    var lines = new ArrayList<Line>();
    for (JsonNode line : request.path("lines")) {
      lines.add(new Line(line.path("offer").asText(), line.path("quantity").asInt()));
    }
    String buyer = request.path("buyer").asText();
    Map<String, Long> units = units(lines);
    Optional<String> refusal = refusal(buyer, lines, units);
    if (refusal.isPresent()) return Reply.problem(409, refusal.get());
    String id = "ord_" + orders.size() + "x" + Integer.toHexString(key.hashCode());
    var order = new StubOrder(id, buyer, List.copyOf(lines), units, now, now.plus(hold));
    orders.put(id, order);
    return created(key, order);
  }

  private Reply created(String key, StubOrder order) {
    Reply reply = Reply.of(201, json(order)).with("Location", "/v1/orders/" + order.id);
    placed.put(key, reply);
    return reply;
  }

  private Reply repeat(Reply before) {
    Reply same =
        faults.contains(Fault.REPEATS_IN_OTHER_WORDS)
            ? new Reply(before.status(), before.body() + " ", before.headers())
            : before;
    return faults.contains(Fault.DOES_NOT_MARK_REPEATS)
        ? same
        : same.with("Idempotent-Replayed", "true");
  }

  private Map<String, Long> units(List<Line> lines) {
    var units = new HashMap<String, Long>();
    for (Line line : lines) {
      requireNonNull(offers.get(line.offer()))
          .quotas()
          .forEach(quota -> units.merge(quota, (long) line.quantity(), Long::sum));
    }
    return units;
  }

  private Optional<String> refusal(String buyer, List<Line> lines, Map<String, Long> units) {
    int wanted = lines.stream().mapToInt(Line::quantity).sum();
    long had =
        orders.values().stream()
            .filter(order -> order.buyer.equals(buyer) && takes(order))
            .mapToLong(StubOrder::quantity)
            .sum();
    if (had + wanted > limit && !faults.contains(Fault.IGNORES_THE_LIMIT)) {
      return Optional.of("purchase_limit_reached");
    }
    if (faults.contains(Fault.SELLS_WHAT_IS_NOT_THERE)) return Optional.empty();
    for (Map.Entry<String, Long> need : units.entrySet()) {
      String quota = need.getKey();
      long sold = count(quota, OrderStatus.PAID);
      long size = requireNonNull(capacity.get(quota));
      if (size - sold < need.getValue()) return Optional.of("sold_out");
      long held = count(quota, OrderStatus.HELD);
      if (size - sold - held < need.getValue()) {
        return Optional.of("temporarily_unavailable");
      }
    }
    return Optional.empty();
  }

  private static boolean takes(StubOrder order) {
    return order.status == OrderStatus.HELD || order.status == OrderStatus.PAID;
  }

  private long count(String quota, OrderStatus status) {
    return orders.values().stream()
        .filter(order -> order.status == status)
        .mapToLong(order -> order.units.getOrDefault(quota, 0L))
        .sum();
  }

  private void expire(Instant now) {
    if (faults.contains(Fault.NEVER_RELEASES)) return;
    boolean early = faults.contains(Fault.LETS_HOLDS_EXPIRE_EARLY);
    for (StubOrder order : orders.values()) {
      Instant due = early ? order.heldUntil.minusMillis(500) : order.heldUntil;
      if (order.status == OrderStatus.HELD && !now.isBefore(due)) {
        if (faults.contains(Fault.GIVES_AWAY_WHAT_NOBODY_PAID)) {
          pay(order, now);
        } else {
          order.end(OrderStatus.EXPIRED, now);
        }
      }
    }
  }

  synchronized Reply look(String id, Instant now) {
    expire(now);
    StubOrder order = orders.get(id);
    boolean lost =
        order != null
            && order.status == OrderStatus.PAID
            && faults.contains(Fault.LOSES_PAID_ORDERS);
    return order == null || lost
        ? Reply.problem(404, "order_not_found")
        : Reply.of(200, json(order));
  }

  synchronized Reply cancel(String id, Instant now) {
    expire(now);
    StubOrder order = orders.get(id);
    if (order == null) return Reply.problem(404, "order_not_found");
    return switch (order.status) {
      case HELD -> {
        order.end(OrderStatus.CANCELLED, now);
        yield Reply.of(200, json(order));
      }
      case CANCELLED, REFUND_DUE, REFUNDED -> Reply.of(200, json(order));
      case PAID, RETAKING -> Reply.problem(409, "order_paid");
      case EXPIRED -> Reply.problem(410, "hold_expired");
    };
  }

  /** Whether the order may be paid now; empty if so. */
  synchronized Optional<Reply> refusesPayment(String id, Instant now) {
    expire(now);
    StubOrder order = orders.get(id);
    if (order == null) return Optional.of(Reply.problem(404, "order_not_found"));
    return switch (order.status) {
      case HELD -> Optional.empty();
      case PAID, RETAKING -> Optional.of(Reply.problem(409, "order_paid"));
      case CANCELLED, REFUND_DUE, REFUNDED -> Optional.of(Reply.problem(409, "order_cancelled"));
      case EXPIRED -> Optional.of(Reply.problem(410, "hold_expired"));
    };
  }

  synchronized void moneyCame(String id, Instant now) {
    expire(now);
    if (faults.contains(Fault.FORGETS_PAYMENTS)) return;
    StubOrder order = orders.get(id);
    if (order == null) return;
    switch (order.status) {
      case HELD -> pay(order, now);
      case CANCELLED, EXPIRED -> order.status = OrderStatus.REFUND_DUE;
      case PAID, RETAKING, REFUND_DUE, REFUNDED -> {}
    }
  }

  private void pay(StubOrder order, Instant now) {
    order.end(OrderStatus.PAID, now);
    String prefix = faults.contains(Fault.ISSUES_THE_SAME_TICKETS) ? "tkt_" : order.id + "_";
    int due = order.quantity() - (faults.contains(Fault.ISSUES_A_TICKET_TOO_FEW) ? 1 : 0);
    for (int unit = 0; unit < due; unit++) order.tickets.add(prefix + unit);
  }

  synchronized Reply quota(String quota, Instant now) {
    expire(now);
    if (!capacity.containsKey(quota)) return Reply.problem(404, "quota_not_found");
    long sold = sold(quota);
    long held = count(quota, OrderStatus.HELD);
    long available = capacity.get(quota) - sold - held;
    return Reply.of(
        200,
        Map.of(
            "id",
            name + "." + quota,
            "capacity",
            capacity.get(quota),
            "available",
            available - (faults.contains(Fault.LOSES_A_UNIT) ? 1 : 0),
            "held",
            held,
            "sold",
            sold,
            "open_holds",
            held));
  }

  synchronized Reply report(Instant now) {
    expire(now);
    long more = faults.contains(Fault.MISCOUNTS_IN_THE_REPORT) ? 1 : 0;
    List<Object> quotas = new ArrayList<>();
    for (String quota : capacity.keySet()) {
      long held = count(quota, OrderStatus.HELD);
      quotas.add(Map.of("id", quota, "held", held, "sold", sold(quota) + more));
    }
    return Reply.of(200, Map.of("as_of", now, "lag_ms", 0, "quotas", quotas));
  }

  private long sold(String quota) {
    return count(quota, OrderStatus.PAID)
        * (faults.contains(Fault.COUNTS_SOLD_UNITS_TWICE) ? 2 : 1);
  }

  private Object json(StubOrder order) {
    return order.json(name, offers, faults.contains(Fault.CHARGES_ONE_RUPIAH_MORE) ? 1 : 0);
  }
}
