package id.kuota.engine.payment;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * One payment gateway. Calls never block; a stage that fails means "unknown", to be asked again.
 */
public interface PaymentGateway {

  /** The gateway's name in addresses and settings. */
  String name();

  /** The ways to pay that it offers. */
  List<String> methods();

  /** Begins an attempt. Safe to repeat: the same payment id gives the same instruction. */
  CompletionStage<PaymentInstruction> create(PaymentRequest request);

  /**
   * Checks and reads a notification.
   *
   * @param headers names in lower case
   * @param body the bytes as they came, since a signature covers bytes
   */
  Notification read(Map<String, String> headers, byte[] body);
}
