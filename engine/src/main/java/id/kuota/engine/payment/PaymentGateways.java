package id.kuota.engine.payment;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where the engine asks gateways about payments, by the gateway's name. A stage never fails and
 * completes within {@link #ANSWER_MAX}; what went wrong is an outcome. It completes on a thread
 * that is not the asker's, so an actor pipes it to itself. Thread-safe.
 */
public interface PaymentGateways {

  /** The longest that a stage takes. */
  Duration ANSWER_MAX = Duration.ofSeconds(12);

  CompletionStage<StatusOutcome> fetchStatus(String gateway, PaymentRef payment);

  CompletionStage<CancelOutcome> cancel(String gateway, PaymentRef payment);

  CompletionStage<RefundOutcome> refund(String gateway, RefundRequest refund);

  /** Returns the amounts that some gateway accepts. */
  default PayableAmounts payable() {
    return PayableAmounts.ANY;
  }

  /** Returns a desk that knows no gateway. */
  static PaymentGateways none() {
    return new PaymentGateways() {
      @Override
      public CompletionStage<StatusOutcome> fetchStatus(String gateway, PaymentRef payment) {
        return CompletableFuture.completedFuture(new StatusOutcome.Unknown(notHere(gateway)));
      }

      @Override
      public CompletionStage<CancelOutcome> cancel(String gateway, PaymentRef payment) {
        return CompletableFuture.completedFuture(new CancelOutcome.Unknown(notHere(gateway)));
      }

      @Override
      public CompletionStage<RefundOutcome> refund(String gateway, RefundRequest refund) {
        return CompletableFuture.completedFuture(new RefundOutcome.Unknown(notHere(gateway)));
      }
    };
  }

  /** Returns the message for a gateway that is not enabled. */
  static String notHere(String gateway) {
    return "the gateway " + gateway + " is not enabled on this node";
  }
}
