package id.kuota.persistence.projection;

import id.kuota.engine.order.OrderEvent;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What consecutive events of one order change in its row, added up as they are applied. Not
 * thread-safe.
 */
final class OrderDelta {

  /** Where an order stands. */
  enum State {
    HELD,
    PAID,
    CANCELLED,
    EXPIRED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final String order;
  private final long first;
  private long last;
  private OrderEvent.@Nullable OrderPlaced placed;
  private @Nullable State state;
  private @Nullable Instant stateAt;
  private boolean late;
  private @Nullable String payment;
  private @Nullable String gateway;
  private @Nullable String method;
  private @Nullable String paidBy;
  private long ticketsCancelled;
  private @Nullable Instant changedAt;

  /**
   * @param first the number of the event with which it begins
   */
  OrderDelta(String order, long first) {
    this.order = order;
    this.first = first;
    this.last = first - 1;
  }

  /**
   * Counts an event.
   *
   * @throws ProjectionFailedException if it does not follow the one before
   */
  void next(long sequenceNumber) {
    if (sequenceNumber != last + 1) {
      throw new ProjectionFailedException(
          "event %d of Order|%s is followed by event %d".formatted(last, order, sequenceNumber));
    }
    last = sequenceNumber;
  }

  void placed(OrderEvent.OrderPlaced event) {
    placed = event;
    moved(State.HELD, event.at());
  }

  void moved(State to, Instant at) {
    state = to;
    stateAt = at;
    changed(at);
  }

  void paidLate(Instant at) {
    late = true;
    moved(State.PAID, at);
  }

  /** The latest attempt to pay. */
  void started(OrderEvent.PaymentStarted event) {
    named(event.payment().value(), event.gateway(), event.method());
    changed(event.at());
  }

  /** The payment that has paid, of which gateway and method are known. */
  void paidBy(String id, String itsGateway, String itsMethod) {
    named(id, itsGateway, itsMethod);
  }

  /** The payment that has paid: the tables know its gateway and method. */
  void paidBy(String id) {
    payment = id;
    gateway = null;
    method = null;
    paidBy = id;
  }

  void ticketCancelled(Instant at) {
    ticketsCancelled++;
    changed(at);
  }

  void changed(Instant at) {
    changedAt = at;
  }

  private void named(String id, String itsGateway, String itsMethod) {
    payment = id;
    gateway = itsGateway;
    method = itsMethod;
    paidBy = null;
  }

  String order() {
    return order;
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  /** Returns the placement, if it is among the events. */
  OrderEvent.@Nullable OrderPlaced placement() {
    return placed;
  }

  /** Returns the state after the events; null if they do not change it. */
  @Nullable String state() {
    State now = state;
    return now == null ? null : now.word();
  }

  @Nullable Instant paidAt() {
    return state == State.PAID ? stateAt : null;
  }

  @Nullable Instant endedAt() {
    return state == State.CANCELLED || state == State.EXPIRED ? stateAt : null;
  }

  boolean late() {
    return late;
  }

  @Nullable String payment() {
    return payment;
  }

  @Nullable String gateway() {
    return gateway;
  }

  @Nullable String method() {
    return method;
  }

  /** Returns the payment whose gateway and method the tables know; null if they are not asked. */
  @Nullable String lookUp() {
    return paidBy;
  }

  long cancelledTickets() {
    return ticketsCancelled;
  }

  @Nullable Instant changedAt() {
    return changedAt;
  }
}
