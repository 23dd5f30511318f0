package id.kuota.engine.order;

import id.kuota.engine.Limits;
import id.kuota.engine.entity.Backoff;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.sale.SaleId;
import java.time.Duration;
import java.time.Instant;

/**
 * What an order owes outside of its quotas: to gateways, its sale, its tickets, its late buyer.
 * Each is safe to repeat at any time.
 */
sealed interface OutsideEffect extends OrderEffect {

  /**
   * Returns how a failed effect is retried. The order stays in memory for back-offs of seconds; for
   * longer ones it is woken.
   */
  static Retry retry(Duration answerWithin) {
    return new Retry(
        answerWithin,
        new Backoff(Limits.OUTSIDE_RETRY_MIN, Limits.OUTSIDE_RETRY_MAX),
        Limits.OUTSIDE_TRIES_AWAKE);
  }

  /** A request to a gateway. Rounds without a result are in the journal, with their pauses. */
  sealed interface AtGateway extends OutsideEffect {

    /** Longer than a call takes, and the one that may follow it. */
    Retry RETRY = OutsideEffect.retry(PaymentGateways.ANSWER_MAX.multipliedBy(3));

    /** Returns its name in the journal. */
    String subject();

    /** Returns the payment that it concerns: a report of it may decide the effect. */
    PaymentId about();

    /** Returns the rounds without a result; {@link GatewayTries#NONE} if there were none. */
    GatewayTries tries();

    @Override
    default String key() {
      return subject();
    }

    @Override
    default Retry retry() {
      return RETRY;
    }
  }

  /** Learn what becomes of an attempt to pay, and end it at the gateway if it is not decided. */
  record ClosePayment(PaymentId payment, String gateway, GatewayTries tries) implements AtGateway {
    @Override
    public String subject() {
      return payment.value();
    }

    @Override
    public PaymentId about() {
      return payment;
    }
  }

  /**
   * Send money back.
   *
   * @param owedInAll what the gateway is to send back of this payment now, this refund included
   */
  record PayBack(OwedRefund refund, String gateway, long owedInAll, GatewayTries tries)
      implements AtGateway {
    @Override
    public String subject() {
      return refund.id().value();
    }

    @Override
    public PaymentId about() {
      return refund.payment();
    }
  }

  /** Learn from the sale what becomes of tickets whose money has left. */
  record JudgeTickets(SaleId sale) implements OutsideEffect {
    @Override
    public Object key() {
      return JudgeTickets.class;
    }

    @Override
    public Retry retry() {
      return OutsideEffect.retry(Limits.ENTITY_TIMEOUT.multipliedBy(2));
    }
  }

  /** Make a ticket void whose money has left, and take it back. */
  record MakeVoid(SaleId sale, Ticket ticket) implements OutsideEffect {
    @Override
    public Object key() {
      return ticket.id();
    }

    @Override
    public Retry retry() {
      return OutsideEffect.retry(Limits.ENTITY_TIMEOUT.multipliedBy(2));
    }
  }

  /**
   * Acquire the units again that late money is for.
   *
   * @param notBefore when the attempt may begin at the earliest: later than the released attempts
   */
  record Retake(OrderContent content, Instant notBefore) implements OutsideEffect {

    static final Object KEY = Retake.class;

    @Override
    public Object key() {
      return KEY;
    }

    /** An acquisition ends by itself; see {@link OrderHoldPlan#isUnanswered}. */
    @Override
    public Retry retry() {
      return OutsideEffect.retry(Limits.OUTSIDE_RETRY_MAX);
    }
  }
}
