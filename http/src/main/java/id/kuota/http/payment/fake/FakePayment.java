package id.kuota.http.payment.fake;

import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** A payment as the gateway knows it. */
record FakePayment(
    PaymentId payment,
    String order,
    String method,
    long amount,
    String currency,
    Instant expiresAt) {

  static FakePayment of(PaymentRequest request) {
    return new FakePayment(
        request.payment(),
        request.order(),
        request.method(),
        request.amount(),
        request.currency(),
        request.expiresAt());
  }

  /** The gateway's own id of the transaction: the same also when the gateway has forgotten it. */
  String transaction() {
    byte[] name = payment.value().getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).toString();
  }
}
