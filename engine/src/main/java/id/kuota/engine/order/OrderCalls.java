package id.kuota.engine.order;

import id.kuota.engine.entity.EntityContext;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaCall;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** Sends the effects of one order; each answer comes to the order as a message. */
final class OrderCalls {

  private final OrderId order;
  private final EntityContext<OrderMessage> context;
  private final Consumer<QuotaBatcher.Submit> quotas;
  private final OrderAcquisition acquisition;
  private final PaymentGateways gateways;
  private final TicketPort tickets;

  /** How often each refund was asked for. */
  private final Map<RefundId, Integer> refundCalls = new HashMap<>(0);

  OrderCalls(
      OrderId order,
      EntityContext<OrderMessage> context,
      Consumer<QuotaBatcher.Submit> quotas,
      OrderAcquisition acquisition,
      PaymentGateways gateways,
      TicketPort tickets) {
    this.order = order;
    this.context = context;
    this.quotas = quotas;
    this.acquisition = acquisition;
    this.gateways = gateways;
    this.tickets = tickets;
  }

  void send(OrderEffect effect) {
    switch (effect) {
      case OrderEffect.CallQuota call -> send(call);
      case OutsideEffect.ClosePayment close -> send(close);
      case OutsideEffect.PayBack back -> send(back);
      case OutsideEffect.JudgeTickets judge -> send(judge);
      case OutsideEffect.MakeVoid made -> send(made);
      case OutsideEffect.Retake units -> acquisition.reacquire(units, context.now());
    }
  }

  private void send(OrderEffect.CallQuota effect) {
    QuotaCall call = effect.call();
    quotas.accept(
        new QuotaBatcher.Submit(
            call.quota(),
            call.request(),
            call.tag(),
            reply -> context.tellSelf(new OrderInternal.QuotaReplied(reply))));
  }

  private void send(OutsideEffect.ClosePayment close) {
    context.pipeToSelf(
        gateways.fetchStatus(close.gateway(), new PaymentRef(close.payment(), order.value())),
        (outcome, failure) ->
            new OrderInternal.PaymentAnswered(
                close.payment(),
                failure == null ? outcome : new StatusOutcome.Unknown(failure.toString())));
  }

  /** Ends an undecided attempt at the gateway. */
  void end(OutsideEffect.ClosePayment close) {
    context.pipeToSelf(
        gateways.cancel(close.gateway(), new PaymentRef(close.payment(), order.value())),
        (outcome, failure) ->
            new OrderInternal.PaymentCancelAnswered(
                close.payment(),
                failure == null ? outcome : new CancelOutcome.Unknown(failure.toString())));
  }

  private void send(OutsideEffect.PayBack back) {
    OwedRefund refund = back.refund();
    var request =
        new RefundRequest(
            new PaymentRef(refund.payment(), order.value()),
            refund.amount(),
            refund.id().value(),
            refund.reason().name(),
            back.owedInAll());
    int call = refundCalls.merge(refund.id(), 1, Integer::sum);
    context.pipeToSelf(
        gateways.refund(back.gateway(), request),
        (outcome, failure) ->
            new OrderInternal.RefundAnswered(
                refund.id(),
                call,
                failure == null ? outcome : new RefundOutcome.Unknown(failure.toString())));
  }

  /**
   * Returns whether an answer is to the latest request for its refund. While a later one is on its
   * way the money may leave, whatever the gateway said to an earlier one.
   */
  boolean isLatest(OrderInternal.RefundAnswered answer) {
    return refundCalls.getOrDefault(answer.refund(), answer.call()) == answer.call();
  }

  private void send(OutsideEffect.JudgeTickets judge) {
    tell(judge, tickets.rule(judge.sale()), OrderCommand.RecordTicketRule::new);
  }

  private void send(OutsideEffect.MakeVoid made) {
    Ticket ticket = made.ticket();
    tell(
        made,
        tickets.makeVoid(order, made.sale(), ticket),
        used ->
            new OrderCommand.CancelTicket(
                ticket.id(), used, TicketPort.MONEY_LEFT, TicketPort.GATEWAY));
  }

  private <T> void tell(
      OutsideEffect effect, CompletionStage<T> asked, Function<T, OrderCommand> command) {
    context.pipeToSelf(
        asked,
        (answer, failure) ->
            new OrderInternal.TicketsAnswered(
                effect.key(),
                failure == null ? Optional.of(command.apply(answer)) : Optional.empty()));
  }
}
