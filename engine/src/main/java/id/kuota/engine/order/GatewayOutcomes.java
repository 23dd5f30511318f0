package id.kuota.engine.order;

import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.StatusOutcome;

/** What the answers of a gateway mean for an order that has asked it. */
final class GatewayOutcomes {

  private static final String NOT_FOUND = "the gateway does not know it yet";

  /** What to do next. */
  sealed interface Step {}

  record Take(OrderCommand command) implements Step {}

  /** Not paid yet: the attempt is to be ended at the gateway. */
  record EndAttempt() implements Step {}

  /** The gateway was asked without a result: it is asked again after a pause that grows. */
  record BackOff(String words) implements Step {}

  /** The gateway was not asked: it is asked soon, and the pauses do not grow. */
  record NotAsked() implements Step {}

  private GatewayOutcomes() {}

  /**
   * The order has asked what became of an attempt.
   *
   * @param isOver whether the deadline has passed until which the gateway was to take money: what
   *     it does not know by then will not be paid
   */
  static Step after(StatusOutcome outcome, PaymentId payment, boolean isOver) {
    return switch (outcome) {
      case StatusOutcome.Known(var report) -> after(report);
      case StatusOutcome.NotFound unknown when isOver ->
          new Take(new OrderCommand.RecordPaymentClosed(payment));
      case StatusOutcome.NotFound notYet -> new BackOff(NOT_FOUND);
      case StatusOutcome.Unknown(var why) -> new BackOff(why);
      case StatusOutcome.NotAsked notAsked -> new NotAsked();
    };
  }

  private static Step after(PaymentReport report) {
    return switch (report.result()) {
      case SETTLED, FAILED, REFUNDED, CHARGED_BACK ->
          new Take(new OrderCommand.RecordPayment(report));
      case PENDING -> new EndAttempt();
      // The money may be there: there is nothing to end until a person or the bank has decided.
      case UNDER_REVIEW -> undecided(report);
    };
  }

  /** Decides the step after a request to end an attempt. */
  static Step after(CancelOutcome outcome, PaymentId payment, boolean isOver) {
    return switch (outcome) {
      case CancelOutcome.Cancelled cancelled ->
          new Take(new OrderCommand.RecordPaymentClosed(payment));
      case CancelOutcome.TooLate(var report) ->
          after(report) instanceof Take take ? take : undecided(report);
      case CancelOutcome.NotFound unknown when isOver ->
          new Take(new OrderCommand.RecordPaymentClosed(payment));
      case CancelOutcome.NotFound notYet -> new BackOff(NOT_FOUND);
      case CancelOutcome.Unknown(var why) -> new BackOff(why);
      case CancelOutcome.NotAsked notAsked -> new NotAsked();
    };
  }

  private static BackOff undecided(PaymentReport report) {
    return new BackOff("not decided: " + report.result());
  }

  /** Decides the step after a refund request. */
  static Step after(RefundOutcome outcome, RefundId refund) {
    return switch (outcome) {
      case RefundOutcome.Done(var reference) ->
          new Take(new OrderCommand.RecordRefundDone(refund, reference));
      case RefundOutcome.Refused(var why) ->
          new Take(new OrderCommand.RecordRefundRefused(refund, why));
      case RefundOutcome.NotNow(var why) -> new BackOff(why);
      case RefundOutcome.Unknown(var why) -> new BackOff(why);
      case RefundOutcome.NotAsked notAsked -> new NotAsked();
    };
  }
}
