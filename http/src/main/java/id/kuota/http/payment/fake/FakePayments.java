package id.kuota.http.payment.fake;

import id.kuota.engine.payment.PaymentId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The payments that the gateway remembers. When it is full the oldest is forgotten. Thread-safe.
 */
final class FakePayments {

  private final Map<PaymentId, Remembered> byId = new LinkedHashMap<>();
  private final int most;

  FakePayments(int most) {
    this.most = most;
  }

  /** What is known of the payment; from now on it is known. */
  synchronized Remembered remember(FakePayment payment) {
    Remembered known = byId.computeIfAbsent(payment.payment(), id -> Remembered.open(payment));
    if (byId.size() > most) {
      byId.remove(byId.keySet().iterator().next());
    }
    return known;
  }

  synchronized Optional<Remembered> find(PaymentId payment) {
    return Optional.ofNullable(byId.get(payment));
  }

  /** Takes note of a change, unless the payment was forgotten. */
  synchronized void change(PaymentId payment, UnaryOperator<Remembered> change) {
    byId.computeIfPresent(payment, (id, known) -> change.apply(known));
  }
}
