package id.kuota.http.payment;

import id.kuota.engine.Limits;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A limit on the questions of this node's orders to each gateway, so that ten thousand orders that
 * expire at one moment leave room for payments that buyers begin and for notifications, which do
 * not come through here. A question above the bound is not asked, and its order gets that answer.
 * Thread-safe.
 */
public final class BoundedGateways implements PaymentGateways {

  private static final String BUSY = "this node asks the gateway as much as it may";

  private final PaymentGateways gateways;
  private final Supplier<QuestionBudget> newBudget;
  private final ConcurrentMap<String, QuestionBudget> budgets = new ConcurrentHashMap<>();

  public BoundedGateways(PaymentGateways gateways) {
    this(
        gateways,
        () ->
            new QuestionBudget(
                Limits.GATEWAY_QUESTIONS_IN_FLIGHT,
                Limits.GATEWAY_QUESTIONS_PER_SECOND,
                System::nanoTime));
  }

  BoundedGateways(PaymentGateways gateways, Supplier<QuestionBudget> newBudget) {
    this.gateways = gateways;
    this.newBudget = newBudget;
  }

  @Override
  public PayableAmounts payable() {
    return gateways.payable();
  }

  @Override
  public CompletionStage<StatusOutcome> fetchStatus(String gateway, PaymentRef payment) {
    return ask(gateway, () -> gateways.fetchStatus(gateway, payment), StatusOutcome.NotAsked::new);
  }

  @Override
  public CompletionStage<CancelOutcome> cancel(String gateway, PaymentRef payment) {
    return ask(gateway, () -> gateways.cancel(gateway, payment), CancelOutcome.NotAsked::new);
  }

  @Override
  public CompletionStage<RefundOutcome> refund(String gateway, RefundRequest refund) {
    return ask(gateway, () -> gateways.refund(gateway, refund), RefundOutcome.NotAsked::new);
  }

  private <T> CompletionStage<T> ask(
      String gateway, Supplier<CompletionStage<T>> question, Function<String, T> notAsked) {
    QuestionBudget budget = budgets.computeIfAbsent(gateway, name -> newBudget.get());
    if (!budget.take()) return CompletableFuture.completedFuture(notAsked.apply(BUSY));
    CompletionStage<T> answer;
    try {
      answer = question.get();
    } catch (RuntimeException bug) {
      answer = CompletableFuture.failedFuture(bug);
    }
    return answer.whenComplete((outcome, failure) -> budget.giveBack());
  }
}
