package id.kuota.simulation.mutant;

import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.order.TicketPort;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.simulation.cluster.Seams;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Faults between orders and gateways. */
final class MoneyFaults {

  private MoneyFaults() {}

  /** Gateways that change one thing. */
  private record Desk(
      PaymentGateways honest,
      UnaryOperator<StatusOutcome> status,
      UnaryOperator<CancelOutcome> cancel,
      UnaryOperator<RefundRequest> asked,
      UnaryOperator<RefundOutcome> refund)
      implements PaymentGateways {

    @Override
    public CompletionStage<StatusOutcome> fetchStatus(String gateway, PaymentRef payment) {
      return honest.fetchStatus(gateway, payment).thenApply(status);
    }

    @Override
    public CompletionStage<CancelOutcome> cancel(String gateway, PaymentRef payment) {
      return honest.cancel(gateway, payment).thenApply(cancel);
    }

    @Override
    public CompletionStage<RefundOutcome> refund(String gateway, RefundRequest request) {
      return honest.refund(gateway, asked.apply(request)).thenApply(refund);
    }
  }

  private static Seams gateways(
      UnaryOperator<StatusOutcome> status,
      UnaryOperator<CancelOutcome> cancel,
      UnaryOperator<RefundRequest> asked,
      UnaryOperator<RefundOutcome> refund) {
    return new Seams() {
      @Override
      public PaymentGateways gateways(PaymentGateways honest) {
        return new Desk(honest, status, cancel, asked, refund);
      }
    };
  }

  static Seams refundKeyChanges() {
    var tries = new int[1];
    return gateways(
        same -> same,
        same -> same,
        request ->
            new RefundRequest(
                request.payment(),
                request.amount(),
                request.refundKey() + "-" + ++tries[0],
                request.reason(),
                request.owedInAll()),
        same -> same);
  }

  static Seams refundSilenceIsDone() {
    return gateways(
        same -> same,
        same -> same,
        same -> same,
        outcome ->
            outcome instanceof RefundOutcome.Unknown ? new RefundOutcome.Done("hope") : outcome);
  }

  static Seams cancelSilenceIsDone() {
    return gateways(
        same -> same,
        outcome ->
            outcome instanceof CancelOutcome.Unknown ? new CancelOutcome.Cancelled() : outcome,
        same -> same,
        same -> same);
  }

  static Seams pendingIsNever() {
    return gateways(
        outcome ->
            outcome instanceof StatusOutcome.Known(var report)
                    && report.result() == PaymentReport.Result.PENDING
                ? new StatusOutcome.NotFound()
                : outcome,
        same -> same,
        same -> same,
        same -> same);
  }

  static Seams statusNeverKnown() {
    return gateways(
        outcome -> new StatusOutcome.Unknown("unreadable"),
        same -> same,
        same -> same,
        same -> same);
  }

  static Seams ticketsStay() {
    return tickets(
        honest ->
            new TicketPort() {
              @Override
              public CompletionStage<TicketsAfterRefund> rule(SaleId sale) {
                return honest.rule(sale);
              }

              @Override
              public CompletionStage<Boolean> makeVoid(OrderId order, SaleId sale, Ticket ticket) {
                return CompletableFuture.completedFuture(false);
              }
            });
  }

  static Seams keeps() {
    return tickets(
        honest ->
            new TicketPort() {
              @Override
              public CompletionStage<TicketsAfterRefund> rule(SaleId sale) {
                return CompletableFuture.completedFuture(TicketsAfterRefund.KEEP);
              }

              @Override
              public CompletionStage<Boolean> makeVoid(OrderId order, SaleId sale, Ticket ticket) {
                return honest.makeVoid(order, sale, ticket);
              }
            });
  }

  private static Seams tickets(UnaryOperator<TicketPort> fault) {
    return new Seams() {
      @Override
      public TicketPort tickets(TicketPort honest) {
        return fault.apply(honest);
      }
    };
  }
}
