package id.kuota.engine.order;

import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A desk that answers what a test says, and remembers what it was asked. */
final class ScriptedGateways implements PaymentGateways {

  private final List<Object> asked = new CopyOnWriteArrayList<>();
  private volatile StatusOutcome status = new StatusOutcome.Unknown("unreachable");
  private volatile CancelOutcome cancel = new CancelOutcome.Unknown("unreachable");
  private volatile RefundOutcome refund = new RefundOutcome.Unknown("unreachable");

  /** Refund requests without an answer yet; null while they are answered at once. */
  private volatile @Nullable List<CompletableFuture<RefundOutcome>> waiting;

  void forget() {
    asked.clear();
    waiting = null;
    status = new StatusOutcome.Unknown("unreachable");
    cancel = new CancelOutcome.Unknown("unreachable");
    refund = new RefundOutcome.Unknown("unreachable");
  }

  void says(StatusOutcome outcome) {
    status = outcome;
  }

  void says(CancelOutcome outcome) {
    cancel = outcome;
  }

  void says(RefundOutcome outcome) {
    refund = outcome;
  }

  /** Returns the refund requests from now on, each to be answered by the test. */
  List<CompletableFuture<RefundOutcome>> takesItsTimeWithRefunds() {
    var requests = new CopyOnWriteArrayList<CompletableFuture<RefundOutcome>>();
    waiting = requests;
    return requests;
  }

  /** Payments that were asked about, "cancel" and payments that were to be ended, and refunds. */
  List<Object> asked() {
    return asked;
  }

  @Override
  public CompletionStage<StatusOutcome> fetchStatus(String gateway, PaymentRef payment) {
    asked.add(payment);
    return CompletableFuture.completedFuture(status);
  }

  @Override
  public CompletionStage<CancelOutcome> cancel(String gateway, PaymentRef payment) {
    asked.add("cancel " + payment.payment());
    return CompletableFuture.completedFuture(cancel);
  }

  @Override
  public CompletionStage<RefundOutcome> refund(String gateway, RefundRequest request) {
    asked.add(request);
    List<CompletableFuture<RefundOutcome>> requests = waiting;
    if (requests == null) return CompletableFuture.completedFuture(refund);
    var answer = new CompletableFuture<RefundOutcome>();
    requests.add(answer);
    return answer;
  }
}
