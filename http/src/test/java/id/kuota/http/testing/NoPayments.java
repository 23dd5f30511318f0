package id.kuota.http.testing;

import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Gateways without payments, which refund nothing. */
public final class NoPayments implements PaymentGateways {

  private final Supplier<PayableAmounts> payable;

  public NoPayments() {
    this(() -> PayableAmounts.ANY);
  }

  /** With what could be paid at them. */
  public NoPayments(Supplier<PayableAmounts> payable) {
    this.payable = payable;
  }

  @Override
  public PayableAmounts payable() {
    return payable.get();
  }

  @Override
  public CompletionStage<StatusOutcome> fetchStatus(String gateway, PaymentRef payment) {
    return CompletableFuture.completedFuture(new StatusOutcome.NotFound());
  }

  @Override
  public CompletionStage<CancelOutcome> cancel(String gateway, PaymentRef payment) {
    return CompletableFuture.completedFuture(new CancelOutcome.Cancelled());
  }

  @Override
  public CompletionStage<RefundOutcome> refund(String gateway, RefundRequest refund) {
    return CompletableFuture.completedFuture(new RefundOutcome.Unknown("not today"));
  }
}
