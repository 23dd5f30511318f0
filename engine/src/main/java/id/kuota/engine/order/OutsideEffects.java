package id.kuota.engine.order;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.alreadySo;

import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import id.kuota.engine.sale.SaleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rules of what an order owes outside of its quotas: what, and when it is tried again. */
final class OutsideEffects {

  private OutsideEffects() {}

  /** Returns all effects of the order, also those to retry later. */
  static List<OutsideEffect> of(OrderState state, Instant now) {
    if (!(state instanceof OrderState.Placed placed)) return List.of();
    OrderRecord record = placed.record();
    boolean isClosing = !(placed instanceof OrderState.Held) || !now.isBefore(record.heldUntil());
    boolean isRetaking =
        placed instanceof OrderState.Reacquiring reacquiring && reacquiring.dutyDone();
    boolean isOpen = isClosing && record.hasOpen();
    // As it is for most orders, at every message.
    boolean hasUnpaidTickets = placed instanceof OrderState.Paid paid && paid.hasUnpaidTickets();
    if (!isOpen && !isRetaking && !hasUnpaidTickets && record.money().refunds().isEmpty()) {
      return List.of();
    }
    var effects = new ArrayList<OutsideEffect>();
    addRefunds(effects, record);
    if (isOpen) addOpen(effects, record);
    if (hasUnpaidTickets) addTickets(effects, (OrderState.Paid) placed);
    if (isRetaking)
      effects.add(
          new OutsideEffect.Retake(record.content(), Order.begun((OrderState.Reacquiring) placed)));
    return effects;
  }

  private static void addRefunds(List<OutsideEffect> to, OrderRecord record) {
    for (OwedRefund refund : record.money().refunds()) {
      if (refund.status() != OwedRefund.Status.DUE) continue;
      to.add(
          new OutsideEffect.PayBack(
              refund,
              record.attempt(refund.payment()).orElseThrow().gateway(),
              record.money().due(refund.payment()),
              record.tries(refund.id().value())));
    }
  }

  private static void addOpen(List<OutsideEffect> to, OrderRecord record) {
    for (PaymentAttempt open : record.open()) {
      to.add(
          new OutsideEffect.ClosePayment(
              open.payment(), open.gateway(), record.tries(open.payment().value())));
    }
  }

  /** Adds some tickets at a time, since an order can have very many. */
  private static void addTickets(List<OutsideEffect> to, OrderState.Paid order) {
    SaleId sale = order.record().content().sale();
    if (order.unpaid().asksRule()) {
      to.add(new OutsideEffect.JudgeTickets(sale));
    } else {
      order.toVoid().stream()
          .limit(Limits.TICKETS_VOIDED_AT_ONCE)
          .forEach(ticket -> to.add(new OutsideEffect.MakeVoid(sale, ticket)));
    }
  }

  /** A round at the gateway had no result: the next one is later, or a person must decide. */
  static Decision<OrderEvent, OrderRefusal> inVain(
      OrderState.Placed order, OrderCommand.RecordAskedInVain vain, Instant now) {
    for (OutsideEffect effect : of(order, now)) {
      if (!(effect instanceof OutsideEffect.AtGateway asked)
          || !asked.subject().equals(vain.subject())) continue;
      return asked.tries().isOver(now)
          ? givenUp(order, asked, vain.words(), now)
          : accepted(later(order, asked, vain.words(), now));
    }
    return alreadySo();
  }

  private static OrderEvent later(
      OrderState.Placed order, OutsideEffect.AtGateway asked, String words, Instant now) {
    int rounds = asked.tries().tries() + 1;
    Instant next = now.plus(GatewayTries.pause(asked.subject(), rounds));
    if (asked instanceof OutsideEffect.ClosePayment)
      next = notPastADeadline(order.record(), now, next);
    return new OrderEvent.GatewayAskedInVain(asked.subject(), rounds, next, words, now);
  }

  /**
   * Asks about a payment when its deadline has passed, and once more shortly before its units are
   * released without an answer, however long the pause would be.
   */
  private static Instant notPastADeadline(OrderRecord record, Instant now, Instant next) {
    Instant deadline = record.heldUntil();
    if (now.isBefore(deadline)) return next.isAfter(deadline) ? deadline : next;
    Instant lastLook = deadline.plus(Limits.PAYMENT_GRACE).minus(Limits.PAYMENT_LAST_LOOK);
    return now.isBefore(lastLook) && next.isAfter(lastLook) ? lastLook : next;
  }

  private static Decision<OrderEvent, OrderRefusal> givenUp(
      OrderState.Placed order, OutsideEffect.AtGateway asked, String words, Instant now) {
    return switch (asked) {
      // Money that comes all the same is late money.
      case OutsideEffect.ClosePayment close -> Payments.closed(order, close.payment(), now);
      case OutsideEffect.PayBack back ->
          accepted(
              new OrderEvent.RefundRefused(
                  order.record().content().sale(),
                  back.refund().id(),
                  "retried for %d days; last answer: %s"
                      .formatted(Limits.OUTSIDE_IN_FLIGHT_MAX.toDays(), words),
                  now));
    };
  }
}
