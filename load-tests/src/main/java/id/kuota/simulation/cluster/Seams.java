package id.kuota.simulation.cluster;

import id.kuota.engine.cart.CartOrders;
import id.kuota.engine.order.TicketPort;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.quota.HoldResolver;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.ticket.OrderLookup;
import java.util.List;
import java.util.function.Consumer;

/** Where a fault can be planted. As they stand here, the seams change nothing. */
public interface Seams {

  /** No fault. */
  Seams HONEST = new Seams() {};

  /** Returns whether the running entity applies an event that it writes; a replay always does. */
  default boolean applies(EntityKey entity, Object event) {
    return true;
  }

  /** Returns the way of an entity to its quotas. */
  default Consumer<QuotaBatcher.Submit> quotas(
      EntityKey from, Consumer<QuotaBatcher.Submit> honest) {
    return honest;
  }

  /** Returns the way of an order to the gateways. */
  default PaymentGateways gateways(PaymentGateways honest) {
    return honest;
  }

  /** Returns the way of an order to its sale and its tickets. */
  default TicketPort tickets(TicketPort honest) {
    return honest;
  }

  /** Returns the way of a cart to its order. */
  default CartOrders cartOrders(EntityKey cart, CartOrders honest) {
    return honest;
  }

  /** Returns the way of an operator to a quota. */
  default QuotaRequest asked(QuotaRequest honest) {
    return honest;
  }

  /** Returns the way of a quota to the owners of its holds. */
  default HoldResolver owners(HoldResolver honest) {
    return honest;
  }

  /** Returns the way of a ticket to its order. */
  default OrderLookup words(OrderLookup honest) {
    return honest;
  }

  /** What the journal keeps of events that it says it has. */
  default List<Object> kept(EntityKey entity, List<Object> events) {
    return events;
  }

  /** Returns what a replay finds. */
  default List<Object> replayed(EntityKey entity, List<Object> events) {
    return events;
  }

  /** Returns whether the journal refuses an event whose number it has. */
  default boolean refusesSecondWriter() {
    return true;
  }

  /** Returns whether replies wait for the journal. */
  default boolean repliesAfterPersist() {
    return true;
  }

  /**
   * Returns whether an entity recovers after a failed write, instead of going on as if it had
   * worked.
   */
  default boolean recoversAfterFailure() {
    return true;
  }

  /** Returns whether what comes while an entity writes waits for it. */
  default boolean keepsMailbox() {
    return true;
  }

  /** Returns whether a shard keeps what comes while an entity stops. */
  default boolean keepsBuffer() {
    return true;
  }

  /** Returns whether an entity that is busy may put off its stop. */
  default boolean heedsBusy() {
    return true;
  }

  /** Returns whether an entity that owes something stays. */
  default boolean heedsOwing() {
    return true;
  }

  /** Returns whether a recovery begins with what the state demands. */
  default boolean followsRecovery() {
    return true;
  }

  /** Returns whether the clock of an entity never goes back. */
  default boolean keepsTime() {
    return true;
  }

  /** The answers to a batch, in the order of its requests. */
  default List<QuotaAnswer> answers(List<QuotaAnswer> honest) {
    return honest;
  }

  /** Returns whether a batcher ignores an answer to another batch. */
  default boolean checksBatchNumber() {
    return true;
  }

  /** Returns whether quotas and orders with something to do are woken. */
  default boolean wakes(EntityKey.Type type) {
    return true;
  }
}
