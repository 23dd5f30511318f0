package id.kuota.engine.order;

import id.kuota.engine.order.OrderErrand.ClosePayment;
import id.kuota.engine.order.OrderErrand.JudgeTickets;
import id.kuota.engine.order.OrderErrand.MakeVoid;
import id.kuota.engine.order.OrderErrand.PayBack;
import id.kuota.engine.order.OrderErrand.Retake;
import id.kuota.engine.order.OrderState.Placed;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.RefundRequest;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The errands of a simulated order: the rules, and a memory of those under way. */
final class SimulatedErrands {

  /** What errands do with their order. */
  interface Hands {
    OrderState state();

    Instant now();

    /** Runs when the order has time; never, if it crashes before. */
    void receive(Runnable message);

    void record(OrderCommand command);

    void retake(Retake units, Runnable done);
  }

  private final OrderId order;
  private final SimulatedOrder.Gateway gateway;
  private final Hands hands;
  private final Set<String> underWay = new HashSet<>();
  private int life;

  SimulatedErrands(OrderId order, SimulatedOrder.Gateway gateway, Hands hands) {
    this.order = order;
    this.gateway = gateway;
    this.hands = hands;
  }

  /** The order has crashed: what was under way is not heard any more. */
  void forget() {
    life++;
    underWay.clear();
  }

  void run() {
    for (OrderErrand errand : Order.errands(hands.state(), hands.now())) {
      if (hands.now().isBefore(errand.backoff().notBefore())) continue;
      if (underWay.add(errand.subject())) start(errand);
    }
  }

  private void start(OrderErrand errand) {
    int runner = life;
    switch (errand) {
      case ClosePayment close -> {
        var payment = new PaymentRef(close.payment(), order.value());
        gateway.status(
            payment,
            answer ->
                take(
                    runner,
                    errand,
                    () -> GatewayWords.after(answer, close.payment(), isOver()),
                    payment));
      }
      case PayBack(var refund, var name, var owedInAll, var backoff) -> {
        var payment = new PaymentRef(refund.payment(), order.value());
        gateway.refund(
            new RefundRequest(payment, refund.amount(), refund.id().value(), "refund", owedInAll),
            answer -> take(runner, errand, () -> GatewayWords.after(answer, refund.id()), payment));
      }
      case JudgeTickets judge ->
          gateway.rule(rule -> learn(runner, errand, rule.map(OrderCommand.RecordTicketRule::new)));
      case MakeVoid(var sale, var ticket) ->
          gateway.makeVoid(
              ticket.id(),
              used ->
                  learn(
                      runner,
                      errand,
                      used.map(
                          was ->
                              new OrderCommand.CancelTicket(
                                  ticket.id(), was, "money left", "gateway"))));
      case Retake units ->
          hands.retake(
              units,
              () -> {
                if (runner == life) underWay.remove(Retake.SUBJECT);
              });
    }
  }

  private void learn(int runner, OrderErrand errand, Optional<? extends OrderCommand> command) {
    if (runner != life) return;
    hands.receive(
        () -> {
          underWay.remove(errand.subject());
          command.ifPresent(hands::record);
        });
  }

  private void take(
      int runner, OrderErrand errand, Supplier<GatewayWords.Step> step, PaymentRef payment) {
    if (runner != life) return;
    hands.receive(
        () -> {
          switch (step.get()) {
            case GatewayWords.NotAsked notAsked -> underWay.remove(errand.subject());
            case GatewayWords.BackOff(var words) -> {
              underWay.remove(errand.subject());
              hands.record(new OrderCommand.RecordAskedInVain(errand.subject(), words));
            }
            case GatewayWords.EndAttempt end ->
                gateway.cancel(
                    payment,
                    answer ->
                        take(
                            runner,
                            errand,
                            () -> GatewayWords.after(answer, payment.payment(), isOver()),
                            payment));
            case GatewayWords.Take(var command) -> {
              underWay.remove(errand.subject());
              hands.record(command);
            }
          }
        });
  }

  private boolean isOver() {
    return hands.state() instanceof Placed placed
        && !hands.now().isBefore(placed.ledger().heldUntil());
  }
}
