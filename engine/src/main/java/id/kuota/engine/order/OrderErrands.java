package id.kuota.engine.order;

import id.kuota.engine.Decision.Accepted;
import id.kuota.engine.Limits;
import id.kuota.engine.order.OrderCommand.RecordAskedInVain;
import id.kuota.engine.order.OrderCommand.RecordPayment;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the errands of an order when they are due: asks the gateway, and sees to it that the order
 * is awake for the next round if that is near. Which errands there are, and when the gateway is
 * asked again, follows from the state; only the pauses in which it was not asked at all are kept
 * here.
 */
final class OrderErrands {

  private static final String NOTHING_NEW = "the answer changes nothing";
  private static final Logger log = LoggerFactory.getLogger(OrderErrands.class);

  /** A pause after a try that reached no gateway. */
  private record Rest(int tries, Instant until) {}

  private final OrderId order;
  private final ActorContext<Message> context;
  private final TimerScheduler<Message> timers;
  private final PaymentDesk desk;
  private final TicketPort tickets;
  private final Consumer<Retake> retake;

  private final Map<String, OrderErrand> underWay = new HashMap<>();
  private final Map<String, Rest> resting = new HashMap<>();

  /** Of which there was news: the pause that the state demands does not count. */
  private final Set<String> urgent = new HashSet<>();

  private @Nullable Instant nextLook;

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
    resting.clear();
    urgent.clear();
    nextLook = null;
  }

  /** Whether the order should stay in memory for them. For a later round it is woken. */
  boolean keepAwake() {
    return !underWay.isEmpty() || nextLook != null;
  }

  /** Whether an answer is awaited. */
  boolean areUnderWay() {
    return !underWay.isEmpty();
  }

  /** Sets out for all that are due, and looks again when the next one is. */
  void run(OrderState state, Instant now) {
    Instant next = null;
    for (OrderErrand errand : Order.errands(state, now)) {
      if (underWay.containsKey(errand.subject())) continue;
      Instant due = due(errand);
      if (!now.isBefore(due)) {
        underWay.put(errand.subject(), errand);
        urgent.remove(errand.subject());
        start(errand);
      } else if (next == null || due.isBefore(next)) {
        next = due;
      }
    }
    lookAt(next, now);
  }

  /** The time of the next look has come. */
  void look(OrderState state, Instant now) {
    nextLook = null;
    run(state, now);
  }

  /** A gateway that tells something of a payment may have decided what is open of it. */
  void hear(OrderState state, OrderCommand command, Instant now) {
    if (!(command instanceof RecordPayment(var report))) return;
    for (OrderErrand errand : Order.errands(state, now)) {
      if (errand.isAbout(report.payment())) urgent.add(errand.subject());
    }
  }

  private Instant due(OrderErrand errand) {
    Backoff backoff = errand.backoff();
    Instant due = urgent.contains(errand.subject()) ? backoff.afterNews() : backoff.notBefore();
    Rest rest = resting.get(errand.subject());
    return rest != null && rest.until().isAfter(due) ? rest.until() : due;
  }

  private void lookAt(@Nullable Instant next, Instant now) {
    if (next == null || next.isAfter(now.plus(Limits.ERRAND_AWAKE_MAX))) {
      nextLook = null;
    } else if (!next.equals(nextLook)) {
      nextLook = next;
      timers.startSingleTimer(ErrandsDue.class, new ErrandsDue(), Duration.between(now, next));
    }
  }

  /**
   * What was heard about an errand.
   *
   * @return what is to be recorded; empty if the errand goes on, or rests
   */
  Optional<OrderCommand> take(
      OrderState state, String subject, GatewayWords.Step step, Instant now) {
    return switch (step) {
      case GatewayWords.Take(var command) -> {
        boolean changes =
            Order.decide(state, command, now)
                    instanceof Accepted<OrderEvent, OrderRefusal>(var events)
                && !events.isEmpty();
        // What changes nothing must not be asked for again at once.
        yield changes ? recorded(subject, command) : backOff(subject, NOTHING_NEW, now);
      }
      case GatewayWords.BackOff(var words) -> backOff(subject, words, now);
      case GatewayWords.EndAttempt end -> {
        end(subject);
        yield Optional.empty();
      }
      case GatewayWords.NotAsked notAsked -> {
        rest(subject, now);
        yield Optional.empty();
      }
    };
  }

  private Optional<OrderCommand> recorded(String subject, OrderCommand command) {
    done(subject);
    return Optional.of(command);
  }

  private Optional<OrderCommand> backOff(String subject, String words, Instant now) {
    OrderErrand errand = underWay.get(subject);
    if (errand != null && errand.backoff().isOver(now)) {
      log.warn(
          "no result from the gateway for {}; look it up in its dashboard: order={} {}={} words={}",
          Limits.ERRAND_ASKED_MAX,
          order,
          errand instanceof ClosePayment ? "payment" : "refund",
          subject,
          words);
    }
    return recorded(subject, new RecordAskedInVain(subject, words));
  }

  /** What a sale or a ticket has answered, if it has. */
  Optional<OrderCommand> take(String subject, Optional<OrderCommand> learned, Instant now) {
    if (learned.isPresent()) done(subject);
    else rest(subject, now);
    return learned;
  }

  /** An errand has come to something. */
  void done(String subject) {
    underWay.remove(subject);
    resting.remove(subject);
  }

  /** An errand has reached nobody: it is tried again soon. */
  void rest(String subject, Instant now) {
    underWay.remove(subject);
    Rest before = resting.get(subject);
    int tries = before == null ? 1 : before.tries() + 1;
    Instant until = now.plus(Backoff.pause(order + subject, tries));
    resting.put(subject, new Rest(tries, until));
    if (nextLook == null || until.isBefore(nextLook)) lookAt(until, now);
  }

  /** Nobody has paid yet: sees to it that nobody will. */
  private void end(String subject) {
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
      case PayBack(var refund, var gateway, var owedInAll, var backoff) ->
          context.pipeToSelf(
              desk.refund(
                  gateway,
                  new RefundRequest(
                      new PaymentRef(refund.payment(), order.value()),
                      refund.amount(),
                      refund.id().value(),
                      refund.reason().name(),
                      owedInAll)),
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

  private <T> void tell(
      OrderErrand errand, CompletionStage<T> asked, Function<T, OrderCommand> command) {
    context.pipeToSelf(
        asked,
        (answer, failure) ->
            new TicketsTold(
                errand.subject(),
                failure == null ? Optional.of(command.apply(answer)) : Optional.empty()));
  }
}
