package id.kuota.engine.order;

import id.kuota.engine.Limits;
import id.kuota.engine.order.OrderEntity.Message;
import id.kuota.engine.order.OrderErrand.ClosePayment;
import id.kuota.engine.order.OrderErrand.JudgeTickets;
import id.kuota.engine.order.OrderErrand.MakeVoid;
import id.kuota.engine.order.OrderErrand.PayBack;
import id.kuota.engine.order.OrderErrand.Retake;
import id.kuota.engine.order.OrderNews.ErrandsDue;
import id.kuota.engine.order.OrderNews.PaymentCancelTold;
import id.kuota.engine.order.OrderNews.PaymentTold;
import id.kuota.engine.order.OrderNews.RefundTold;
import id.kuota.engine.order.OrderNews.TicketsTold;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentDesk;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Runs the errands of an order: asks the gateway, and asks again with growing pauses for as long as
 * the order is awake. Which errands there are follows from the state each time, so nothing is lost
 * when this is.
 */
final class OrderErrands {

  private final OrderId order;
  private final ActorContext<Message> context;
  private final TimerScheduler<Message> timers;
  private final PaymentDesk desk;
  private final TicketPort tickets;
  private final Consumer<Retake> retake;

  /** By what they are about: a payment, a refund, or the units. */
  private final Map<Object, OrderErrand> underWay = new HashMap<>();

  private final Set<Object> tired = new HashSet<>();
  private int tries;

  OrderErrands(
      OrderId order,
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      PaymentDesk desk,
      TicketPort tickets,
      Consumer<Retake> retake) {
    this.order = order;
    this.context = context;
    this.timers = timers;
    this.desk = desk;
    this.tickets = tickets;
    this.retake = retake;
  }

  /** Begins anew: a write that fails also cancels the timers of the order. */
  void forget() {
    underWay.clear();
    tired.clear();
    tries = 0;
  }

  /** Whether the order should stay in memory for them; who wakes it later goes on with them. */
  boolean keepAwake() {
    return !underWay.isEmpty() || (!tired.isEmpty() && tries < Limits.ERRAND_TRIES_AWAKE);
  }

  /** Whether an answer is awaited. */
  boolean areUnderWay() {
    return !underWay.isEmpty();
  }

  /** Sets out for all that are neither under way nor waiting for their next try. */
  void run(List<OrderErrand> errands) {
    for (OrderErrand errand : errands) {
      if (tired.contains(subject(errand))) continue;
      if (underWay.putIfAbsent(subject(errand), errand) == null) start(errand);
    }
  }

  /** The pause is over. */
  void again(List<OrderErrand> errands) {
    tired.clear();
    run(errands);
  }

  /**
   * What was heard about an errand.
   *
   * @return what is to be recorded; empty if the errand goes on, or rests
   */
  Optional<OrderCommand> take(Object subject, GatewayWords.Step step) {
    switch (step) {
      case GatewayWords.Take(var command) -> {
        done(subject);
        return Optional.of(command);
      }
      case GatewayWords.EndAttempt end -> end(subject);
      case GatewayWords.AskAgain again -> rest(subject);
    }
    return Optional.empty();
  }

  /** What a sale or a ticket has answered, if it has. */
  Optional<OrderCommand> take(Object subject, Optional<OrderCommand> learned) {
    if (learned.isPresent()) done(subject);
    else rest(subject);
    return learned;
  }

  /** An errand has come to something. */
  void done(Object subject) {
    underWay.remove(subject);
  }

  /** An errand has come to nothing: it is tried again after a pause. */
  void rest(Object subject) {
    underWay.remove(subject);
    if (tired.isEmpty()) {
      timers.startSingleTimer(ErrandsDue.class, new ErrandsDue(), pause());
      tries++;
    }
    tired.add(subject);
  }

  /** Nobody has paid yet: sees to it that nobody will. */
  private void end(Object subject) {
    if (underWay.get(subject) instanceof ClosePayment close) {
      context.pipeToSelf(
          desk.cancel(close.gateway(), new PaymentRef(close.payment(), order.value())),
          (outcome, failure) ->
              new PaymentCancelTold(
                  close.payment(),
                  failure == null ? outcome : new CancelOutcome.Unknown(failure.toString())));
    }
  }

  private void start(OrderErrand errand) {
    switch (errand) {
      case ClosePayment close ->
          context.pipeToSelf(
              desk.fetchStatus(close.gateway(), new PaymentRef(close.payment(), order.value())),
              (outcome, failure) ->
                  new PaymentTold(
                      close.payment(),
                      failure == null ? outcome : new StatusOutcome.Unknown(failure.toString())));
      case PayBack(var refund, var gateway) ->
          context.pipeToSelf(
              desk.refund(
                  gateway,
                  new RefundRequest(
                      new PaymentRef(refund.payment(), order.value()),
                      refund.amount(),
                      refund.id().value(),
                      refund.reason().name())),
              (outcome, failure) ->
                  new RefundTold(
                      refund.id(),
                      failure == null ? outcome : new RefundOutcome.Unknown(failure.toString())));
      case JudgeTickets judge ->
          tell(errand, tickets.rule(judge.sale()), OrderCommand.RecordTicketRule::new);
      case MakeVoid(var sale, var ticket) ->
          tell(
              errand,
              tickets.makeVoid(order, sale, ticket),
              used ->
                  new OrderCommand.CancelTicket(
                      ticket.id(), used, TicketPort.MONEY_LEFT, TicketPort.GATEWAY));
      case Retake units -> retake.accept(units);
    }
  }

  /** What an errand is about. There is one of each kind for it. */
  static Object subject(OrderErrand errand) {
    return switch (errand) {
      case ClosePayment close -> close.payment();
      case PayBack back -> back.refund().id();
      case JudgeTickets judge -> JudgeTickets.class;
      case MakeVoid made -> made.ticket().id();
      case Retake units -> Retake.class;
    };
  }

  private <T> void tell(
      OrderErrand errand, CompletionStage<T> asked, Function<T, OrderCommand> command) {
    context.pipeToSelf(
        asked,
        (answer, failure) ->
            new TicketsTold(
                subject(errand),
                failure == null ? Optional.of(command.apply(answer)) : Optional.empty()));
  }

  private Duration pause() {
    Duration pause = Limits.ERRAND_RETRY_MIN.multipliedBy(1L << Math.min(tries, 10));
    return pause.compareTo(Limits.ERRAND_RETRY_MAX) > 0 ? Limits.ERRAND_RETRY_MAX : pause;
  }
}
