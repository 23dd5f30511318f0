package id.kuota.http.payment.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The payments that the gateway remembers. When it is full the oldest is forgotten. Thread-safe.
 */
final class FakePayments {

  private final Map<String, Remembered> byId = new LinkedHashMap<>();
  private final int most;

  FakePayments(int most) {
    this.most = most;
  }

  /** Returns what is known of the payment; from now on it is known. */
  synchronized Remembered remember(FakePayment payment) {
    Remembered known = byId.computeIfAbsent(payment.id(), id -> Remembered.open(payment));
    if (byId.size() > most) {
      byId.remove(byId.keySet().iterator().next());
    }
    return known;
  }

  synchronized Optional<Remembered> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Takes note of a change, unless the payment was forgotten; what is known then. */
  synchronized Optional<Remembered> change(String id, UnaryOperator<Remembered> change) {
    return Optional.ofNullable(byId.computeIfPresent(id, (same, known) -> change.apply(known)));
  }
}
