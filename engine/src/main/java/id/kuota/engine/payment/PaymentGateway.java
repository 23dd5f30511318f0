package id.kuota.engine.payment;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * One payment gateway. Calls never block. A stage that fails means that the outcome at the gateway
 * is unknown; an explicit refusal is an outcome, not a failure.
 */
public interface PaymentGateway {

  /** Returns the gateway's name in addresses and settings. */
  String name();

  /** Returns the ways to pay that it offers. */
  List<String> methods();

  /** Returns its capabilities besides payments. */
  GatewayCapabilities capabilities();

  /** Returns the amounts that it takes by one of its ways to pay. */
  default AmountRange amounts(String method) {
    return AmountRange.ANY;
  }

  /**
   * Begins an attempt. Safe to repeat until the buyer has seen the answer: the same payment id is
   * the same attempt, but each answer may be another page.
   */
  CompletionStage<CreateOutcome> create(PaymentRequest request);

  /**
   * Checks and reads a notification.
   *
   * @param headers names in lower case
   * @param body the bytes as they came, since a signature covers bytes
   */
  Notification read(Map<String, String> headers, byte[] body);

  /** Returns what the gateway knows of an attempt. Changes nothing, so it is safe to repeat. */
  CompletionStage<StatusOutcome> fetchStatus(PaymentRef payment);

  /** Ends an unpaid attempt, so that it can no longer be paid. Safe to repeat. */
  CompletionStage<CancelOutcome> cancel(PaymentRef payment);

  /** Sends money back. Safe to repeat: the same refund key is the same refund. */
  CompletionStage<RefundOutcome> refund(RefundRequest refund);
}
