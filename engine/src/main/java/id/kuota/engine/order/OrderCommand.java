package id.kuota.engine.order;

import id.kuota.engine.ClusterMessage;
import id.kuota.engine.payment.AmountRange;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentInstruction;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.engine.ticket.TicketId;
import java.time.Instant;

/** What can be asked of an order. */
public sealed interface OrderCommand extends ClusterMessage {

  /** What the edge may pass on. */
  sealed interface FromClient extends OrderCommand {}

  /** What only the engine asks. */
  sealed interface FromEngine extends OrderCommand {}

  /**
   * Begins an attempt to pay; the same payment id is the same attempt.
   *
   * @param takes the amounts that this way to pay takes
   */
  record StartPayment(PaymentId payment, String gateway, String method, AmountRange takes)
      implements FromClient {

    @SuppressWarnings("ConstantValue") // A node of an earlier release does not say it.
    public StartPayment {
      takes = takes == null ? AmountRange.ANY : takes;
    }

    public StartPayment(PaymentId payment, String gateway, String method) {
      this(payment, gateway, method, AmountRange.ANY);
    }
  }

  /** The gateway has said where an attempt is paid. The page that is recorded first counts. */
  record RecordPaymentPage(PaymentId payment, PaymentInstruction page) implements FromClient {}

  record CancelOrder() implements FromClient {}

  /** An authentic message of a gateway. Money is a fact: it is recorded whatever the state. */
  record RecordPayment(PaymentReport report) implements FromClient {}

  /**
   * Takes back a ticket that was paid for, which is void already.
   *
   * @param used whether it has admitted a person: then its units do not return
   */
  record CancelTicket(TicketId ticket, boolean used, String reason, String by)
      implements FromClient {}

  /** The operator has paid it back by other means. */
  record RecordRefundByHand(RefundId refund, String reference, String by) implements FromClient {}

  /** The operator wants the gateway to be asked, again or at all. */
  record AskRefundAgain(RefundId refund, String by) implements FromClient {}

  /** The operator pays it back by other means: the gateway is not to be asked any more. */
  record TakeRefundOver(RefundId refund, String by) implements FromClient {}

  /** All quotas have granted. */
  record RecordPlacement(OrderId order, OrderContent content, Instant heldUntil)
      implements FromEngine {}

  /** A quota asks for the order's word on a hold past its deadline. */
  record ResolveExpiry() implements FromEngine {}

  /** All quotas have acknowledged that the holds are settled, or released. */
  record RecordDutyDone() implements FromEngine {}

  /** The gateway says that an attempt cannot be paid any more. */
  record RecordPaymentClosed(PaymentId payment) implements FromEngine {}

  /** All quotas have granted the units of an expired order once more. */
  record RecordReacquired(Instant heldUntil) implements FromEngine {}

  /** The units of an expired order could not be had once more. */
  record RecordReacquireRefused(OrderRefusal reason) implements FromEngine {}

  /** The gateway has sent the money back. */
  record RecordRefundDone(RefundId refund, String reference) implements FromEngine {}

  /** The gateway will not send the money back. */
  record RecordRefundRefused(RefundId refund, String why) implements FromEngine {}

  /** The sale has said what becomes of tickets whose money has left. */
  record RecordTicketRule(TicketsAfterRefund rule) implements FromEngine {}

  /**
   * All quotas have acknowledged that units came back.
   *
   * @param tickets of how many cancelled tickets, in all
   */
  record RecordUnitsReturned(int tickets) implements FromEngine {}

  /**
   * A round at the gateway had no result.
   *
   * @param subject the payment or the refund that it was about
   * @param words the gateway's own, or what has failed
   */
  record RecordAskedInVain(String subject, String words) implements FromEngine {}
}
