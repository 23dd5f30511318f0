package id.kuota.persistence.projection;

import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a batch changes of one attempt to pay, added up as events are applied. Not thread-safe. */
final class PaymentDelta {

  /** Where an attempt stands. */
  enum State {
    OPEN,
    PAID,
    FAILED,
    UNKNOWN,
    REVIEW,
    CHARGED_BACK;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final String payment;
  private final String order;
  private OrderEvent.@Nullable PaymentStarted started;
  private @Nullable OrderContent content;
  private @Nullable State state;
  private @Nullable String reference;
  private long received;
  private @Nullable Long fee;
  private long returned;
  private Instant changedAt;

  PaymentDelta(String payment, String order, Instant at) {
    this.payment = payment;
    this.order = order;
    this.changedAt = at;
  }

  /**
   * It has begun.
   *
   * @param its what the order is about, if that is in the batch too
   */
  void started(OrderEvent.PaymentStarted event, @Nullable OrderContent its) {
    started = event;
    content = its;
    moved(State.OPEN, event.at());
  }

  void moved(State to, Instant at) {
    state = to;
    changedAt = at;
  }

  /** Money has come with it; told again, the amount counts once. */
  void received(long amount, String itsReference, State to, Instant at) {
    received = Math.max(received, amount);
    reference = itsReference;
    moved(to, at);
  }

  void failed(String itsReference, Instant at) {
    reference = itsReference;
    moved(State.FAILED, at);
  }

  void fee(long amount, Instant at) {
    fee = amount;
    changedAt = at;
  }

  /** Money has left again without the order having asked for it. */
  void returned(long charged, long amount, Instant at) {
    received = Math.max(received, charged);
    returned = Math.addExact(returned, amount);
    changedAt = at;
  }

  String payment() {
    return payment;
  }

  String order() {
    return order;
  }

  /** Returns its begin, if it is in the batch. */
  OrderEvent.@Nullable PaymentStarted start() {
    return started;
  }

  /** Returns what its order is about, if that is in the batch. */
  @Nullable OrderContent content() {
    return content;
  }

  @Nullable String state() {
    State now = state;
    return now == null ? null : now.word();
  }

  @Nullable String reference() {
    return reference;
  }

  long received() {
    return received;
  }

  @Nullable Long fee() {
    return fee;
  }

  long returned() {
    return returned;
  }

  Instant changedAt() {
    return changedAt;
  }
}
