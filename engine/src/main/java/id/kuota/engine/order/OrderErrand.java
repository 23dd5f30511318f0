package id.kuota.engine.order;

import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.sale.SaleId;
import java.time.Instant;

/**
 * What an order still has to do outside of its quotas, as a function of its state. Safe to do
 * again, by anybody, at any time.
 */
sealed interface OrderErrand {

  /** Learn what becomes of an attempt to pay, and see to it that nobody pays it any more. */
  record ClosePayment(PaymentId payment, String gateway) implements OrderErrand {}

  /** Send money back. */
  record PayBack(OwedRefund refund, String gateway) implements OrderErrand {}

  /** Learn from the sale what becomes of tickets whose money has left. */
  record JudgeTickets(SaleId sale) implements OrderErrand {}

  /** Make a ticket void whose money has left, and take it back. */
  record MakeVoid(SaleId sale, Ticket ticket) implements OrderErrand {}

  /**
   * Look once more for the units that late money is for.
   *
   * @param notBefore when the try may begin at the earliest: later than what the quotas let go
   */
  record Retake(OrderContent content, Instant notBefore) implements OrderErrand {}
}
