package id.kuota.http.payment.midtrans;

import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentInstruction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The pages that were opened last, so that a request sent again leads to the same one: Snap would
 * open another, or refuse once the buyer has chosen how to pay. Thread-safe.
 */
final class OpenPages {

  private static final int REMEMBERED_MAX = 10_000;

  private final Map<PaymentId, PaymentInstruction> byPayment = new LinkedHashMap<>();

  synchronized void opened(PaymentId payment, PaymentInstruction page) {
    byPayment.put(payment, page);
    if (byPayment.size() > REMEMBERED_MAX) {
      byPayment.remove(byPayment.keySet().iterator().next());
    }
  }

  synchronized Optional<PaymentInstruction> of(PaymentId payment) {
    return Optional.ofNullable(byPayment.get(payment));
  }
}
