package id.kuota.engine.order;

import id.kuota.engine.Reply;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.StatusOutcome;
import id.kuota.engine.quota.QuotaReply;
import java.util.Optional;

/** What an order hears of what it has set out to do; stays within the node. */
sealed interface OrderNews extends OrderEntity.Message {

  record QuotaReplied(QuotaReply reply) implements OrderNews {}

  record DutyDue() implements OrderNews {}

  record PaymentTold(PaymentId payment, StatusOutcome outcome) implements OrderNews {}

  record PaymentCancelTold(PaymentId payment, CancelOutcome outcome) implements OrderNews {}

  record RefundTold(RefundId refund, RefundOutcome outcome) implements OrderNews {}

  /**
   * What came of asking the sale or a ticket; {@code command} is empty if nothing was learned.
   *
   * @param subject of the errand
   */
  record TicketsTold(String subject, Optional<OrderCommand> command) implements OrderNews {}

  record RetakeTold(Reply<OrderView, OrderRefused> reply) implements OrderNews {}

  record ErrandsDue() implements OrderNews {}

  record IdleLook() implements OrderNews {}
}
