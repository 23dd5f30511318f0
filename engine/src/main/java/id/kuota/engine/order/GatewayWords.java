package id.kuota.engine.order;

import id.kuota.engine.order.OrderCommand.RecordPayment;
import id.kuota.engine.order.OrderCommand.RecordPaymentClosed;
import id.kuota.engine.order.OrderCommand.RecordRefundDone;
import id.kuota.engine.order.OrderCommand.RecordRefundRefused;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.StatusOutcome;

/** What the answers of a gateway mean for an order that has asked it. */
final class GatewayWords {

  /** What to do next. */
  sealed interface Step {}

  record Take(OrderCommand command) implements Step {}

  /** Nobody has paid yet: the attempt is to be ended at the gateway. */
  record EndAttempt() implements Step {}

  /** Nothing was learned. */
  record AskAgain() implements Step {}

  private GatewayWords() {}

  /**
   * The order has asked what became of an attempt.
   *
   * @param isOver whether the deadline has passed until which the gateway was to take money: what
   *     it does not know by then will not be paid
   */
  static Step after(StatusOutcome outcome, PaymentId payment, boolean isOver) {
    return switch (outcome) {
      case StatusOutcome.Known(var report) ->
          isDecided(report) ? new Take(new RecordPayment(report)) : new EndAttempt();
      case StatusOutcome.NotFound unknown when isOver -> new Take(new RecordPaymentClosed(payment));
      case StatusOutcome.NotFound notYet -> new AskAgain();
      case StatusOutcome.Unknown silence -> new AskAgain();
    };
  }

  /** The order has asked to end an attempt. */
  static Step after(CancelOutcome outcome, PaymentId payment, boolean isOver) {
    return switch (outcome) {
      case CancelOutcome.Cancelled cancelled -> new Take(new RecordPaymentClosed(payment));
      case CancelOutcome.TooLate(var report) when isDecided(report) ->
          new Take(new RecordPayment(report));
      case CancelOutcome.TooLate undecided -> new AskAgain();
      case CancelOutcome.NotFound unknown when isOver -> new Take(new RecordPaymentClosed(payment));
      case CancelOutcome.NotFound notYet -> new AskAgain();
      case CancelOutcome.Unknown silence -> new AskAgain();
    };
  }

  /** The order has asked to send money back. */
  static Step after(RefundOutcome outcome, RefundId refund) {
    return switch (outcome) {
      case RefundOutcome.Done(var reference) -> new Take(new RecordRefundDone(refund, reference));
      case RefundOutcome.Refused(var why) -> new Take(new RecordRefundRefused(refund, why));
      case RefundOutcome.Unknown silence -> new AskAgain();
    };
  }

  private static boolean isDecided(PaymentReport report) {
    return switch (report.result()) {
      case SETTLED, FAILED, REFUNDED, CHARGED_BACK -> true;
      case PENDING, UNDER_REVIEW -> false;
    };
  }
}
