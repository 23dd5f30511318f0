package id.kuota.engine.order;

import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.StatusOutcome;
import id.kuota.engine.quota.QuotaReply;
import java.util.Optional;

/** The answers to what an order has sent; they stay within the node. */
sealed interface OrderInternal extends OrderMessage {

  record QuotaReplied(QuotaReply reply) implements OrderInternal {}

  record PaymentAnswered(PaymentId payment, StatusOutcome outcome) implements OrderInternal {}

  record PaymentCancelAnswered(PaymentId payment, CancelOutcome outcome) implements OrderInternal {}

  /**
   * The gateway has answered a refund request.
   *
   * @param call which request of the entity for this refund it was, from 1 on
   */
  record RefundAnswered(RefundId refund, int call, RefundOutcome outcome)
      implements OrderInternal {}

  /**
   * What came of asking the sale or a ticket; {@code command} is empty if nothing was learned.
   *
   * @param key of the effect
   */
  record TicketsAnswered(Object key, Optional<OrderCommand> command) implements OrderInternal {}

  /** The units of late money were not acquired. */
  record ReacquireRefused(OrderRefusal reason) implements OrderInternal {}
}
