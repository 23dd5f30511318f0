package id.kuota.http.payment;

import id.kuota.engine.payment.PaymentGateway;
import id.kuota.engine.payment.PaymentInstruction;
import id.kuota.engine.payment.PaymentRequest;
import java.time.Instant;

/**
 * A started payment as the buyer sees it. It says "started" also when it is repeated after the
 * money came: what became of it stands in the order.
 */
record PaymentAnswer(
    String id,
    String order,
    String gateway,
    String method,
    long amount,
    String currency,
    String status,
    String redirectUrl,
    Instant expiresAt) {

  static PaymentAnswer of(
      PaymentRequest request, PaymentGateway gateway, PaymentInstruction instruction) {
    return new PaymentAnswer(
        request.payment().value(),
        request.order(),
        gateway.name(),
        request.method(),
        request.amount(),
        request.currency(),
        "started",
        instruction.redirectUrl(),
        instruction.payBy());
  }
}
