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

  /** Returns the way of an order that was never written to the cart that may become it. */
  default HoldResolver carts(HoldResolver honest) {
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

  /** Returns whether the cluster keeps this promise. */
  default boolean keeps(Guarantee guarantee) {
    return true;
  }

  /** The answers to a batch, in the order of its requests. */
  default List<QuotaAnswer> answers(List<QuotaAnswer> honest) {
    return honest;
  }

  /** Returns whether quotas and orders with something to do are woken. */
  default boolean wakes(EntityKey.Type type) {
    return true;
  }
}
