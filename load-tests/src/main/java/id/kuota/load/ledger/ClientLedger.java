package id.kuota.load.ledger;

import id.kuota.load.sale.Line;
import id.kuota.load.sale.Terms;
import id.kuota.load.server.Json;
import id.kuota.load.server.OrderAnswer;
import id.kuota.load.server.OrderStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * A ledger of the buyers' requests and answers, which finds contradictions as they come.
 * Thread-safe; the answers to one order are noted one after the other.
 */
public final class ClientLedger {

  private static final Map<String, OrderStatus> ENDS =
      Map.of(
          Codes.HOLD_EXPIRED, OrderStatus.EXPIRED,
          Codes.ORDER_PAID, OrderStatus.PAID,
          Codes.ORDER_CANCELLED, OrderStatus.CANCELLED);

  private final Terms terms;
  private final Map<String, OrderEntry> byKey = new ConcurrentHashMap<>();
  private final Map<String, String> keyByOrder = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Violation> violations = new ConcurrentLinkedQueue<>();
  private final UnexpectedResponses oddities = new UnexpectedResponses();
  private final LongAdder held = new LongAdder();

  public ClientLedger(Terms terms) {
    this.terms = terms;
  }

  public Terms terms() {
    return terms;
  }

  /** Returns all orders, in no order. */
  public Collection<OrderEntry> entries() {
    return byKey.values();
  }

  /** Orders that were asked for. */
  public long offered() {
    return byKey.size();
  }

  /** Returns the orders that were answered as held. */
  public long held() {
    return held.sum();
  }

  /** Returns what has contradicted itself so far. */
  public List<Violation> violations() {
    return List.copyOf(violations);
  }

  /** Answers that no buyer should see, and silence. */
  public UnexpectedResponses oddities() {
    return oddities;
  }

  /**
   * A buyer is about to ask for an order.
   *
   * @throws IllegalStateException if the key is not new
   */
  public OrderEntry open(String key, String buyer, List<Line> lines) {
    var entry = new OrderEntry(key, buyer, lines);
    if (byKey.putIfAbsent(key, entry) != null) {
      throw new IllegalStateException("the key " + key + " was used before");
    }
    return entry;
  }

  /** The answer to a request to place the order. */
  public void placed(OrderEntry entry, Observation heard) {
    oddities.note("POST /v1/orders", heard);
    switch (heard) {
      case Observation.Silence silence -> entry.unclear();
      case Observation.Answer answer when answer.status() == 201 -> held(entry, answer);
      case Observation.Answer answer when answer.code().equals(Codes.OVERLOADED) ->
          entry.refused(Codes.OVERLOADED);
      case Observation.Answer answer when answer.isWorthRetry() -> entry.unclear();
      case Observation.Answer answer -> entry.refused(answer.code());
    }
  }

  /**
   * Notes the answer to a read of the order.
   *
   * @return its status, if the answer has it
   */
  public Optional<OrderStatus> looked(OrderEntry entry, Observation heard) {
    oddities.note("GET /v1/orders/{order}", heard);
    if (!(heard instanceof Observation.Answer answer)) return Optional.empty();
    if (answer.status() == 404) {
      violation(
          Violation.Kind.ORDER_MISSING, entry, "was answered to the buyer, and is 404 when read");
    }
    if (answer.status() != 200) return Optional.empty();
    Optional<OrderAnswer> order = order(entry, answer);
    order.ifPresent(seen -> told(entry, seen));
    return order.map(OrderAnswer::status);
  }

  /**
   * Returns the answer to a request to start a payment.
   *
   * @return the address where the payment can be approved, if one was started
   */
  public Optional<String> paymentStarted(OrderEntry entry, Observation heard) {
    oddities.note("POST /v1/orders/{order}/payments", heard);
    if (!(heard instanceof Observation.Answer answer)) return Optional.empty();
    if (answer.status() != 201) {
      toldByRefusal(entry, answer);
      return Optional.empty();
    }
    return Optional.of(Json.text(answer.body(), "redirect_url")).filter(url -> !url.isEmpty());
  }

  /** The gateway's answer to an approval. */
  public void approved(OrderEntry entry, Observation heard) {
    oddities.note("POST approve", heard);
    if (heard instanceof Observation.Answer answer
        && answer.status() == 200
        && Gateway.isAccepted(answer.body())) {
      entry.toldThatMoneyCame();
    }
  }

  /** The gateway's answer to a denial. */
  public void denied(Observation heard) {
    oddities.note("POST deny", heard);
  }

  /** The answer to a request to cancel. */
  public void cancelled(OrderEntry entry, Observation heard) {
    oddities.note("POST /v1/orders/{order}/cancel", heard);
    if (!(heard instanceof Observation.Answer answer)) return;
    if (answer.status() == 200) {
      order(entry, answer).ifPresent(order -> told(entry, order));
    } else {
      toldByRefusal(entry, answer);
    }
  }

  private void held(OrderEntry entry, Observation.Answer answer) {
    Optional<OrderAnswer> read = order(entry, answer);
    if (read.isEmpty()) return;
    OrderAnswer order = read.get();
    Optional<OrderEntry.Told> before =
        entry.toldPlaced(order.id(), answer.body().hashCode(), answer.replayed());
    if (before.isPresent()) {
      repeated(entry, before.get(), order, answer);
      return;
    }
    held.increment();
    if (!answer.location().orElse("").endsWith("/v1/orders/" + order.id())) {
      violation(Violation.Kind.CONTENT_DIFFERS, entry, "Location is " + answer.location());
    }
    if (order.status() != OrderStatus.HELD) {
      violation(
          Violation.Kind.STATE_NOT_ALLOWED, entry, "is " + order.status() + " right after placing");
    }
    String other = keyByOrder.putIfAbsent(order.id(), entry.key());
    if (other != null) {
      violation(
          Violation.Kind.ONE_ORDER_FOR_TWO_KEYS,
          entry,
          order.id() + " is also the order of " + other);
    }
  }

  private void repeated(
      OrderEntry entry, OrderEntry.Told before, OrderAnswer order, Observation.Answer answer) {
    if (!order.id().equals(before.order())) {
      violation(
          Violation.Kind.TWO_ORDERS_FOR_ONE_KEY,
          entry,
          "was " + before.order() + ", is " + order.id());
    } else if (answer.body().hashCode() != before.textHash()) {
      violation(Violation.Kind.REPLAY_DIFFERS, entry, "the repeated answer has another text");
    } else if (!answer.replayed() && before.unmarkedSeen()) {
      violation(Violation.Kind.REPLAY_DIFFERS, entry, "two answers without Idempotent-Replayed");
    }
  }

  /** Returns the order in an answer, if it can be read; it must be what was asked for. */
  private Optional<OrderAnswer> order(OrderEntry entry, Observation.Answer answer) {
    Optional<OrderAnswer> order =
        Json.read(answer.body(), OrderAnswer.class).filter(OrderAnswer::isComplete);
    if (order.isEmpty()) {
      violation(Violation.Kind.CONTENT_DIFFERS, entry, "this is no order: " + answer.body());
    }
    order
        .flatMap(o -> Content.difference(terms, entry, o))
        .ifPresent(difference -> violation(Violation.Kind.CONTENT_DIFFERS, entry, difference));
    return order;
  }

  private void told(OrderEntry entry, OrderAnswer order) {
    checkAllowed(entry, order.status());
    entry.toldEnd(order.status());
    entry.toldTickets(order.tickets().stream().map(OrderAnswer.TicketAnswer::id).toList());
  }

  private void toldByRefusal(OrderEntry entry, Observation.Answer answer) {
    OrderStatus end = ENDS.get(answer.code());
    if (end == null) return;
    checkAllowed(entry, end);
    entry.toldEnd(end);
  }

  private void checkAllowed(OrderEntry entry, OrderStatus status) {
    if (!entry.allowed().contains(status)) {
      violation(
          Violation.Kind.STATE_NOT_ALLOWED,
          entry,
          "is answered as " + status + ", allowed " + entry.allowed());
    }
  }

  private void violation(Violation.Kind kind, OrderEntry entry, String detail) {
    violations.add(new Violation(kind, entry.order().orElse(entry.key()), detail));
  }
}
