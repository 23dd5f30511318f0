package id.kuota.engine.order;

import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.sale.SaleId;
import java.time.Instant;

/**
 * What an order still has to do outside of its quotas, as a function of its state. Safe to do
 * again, by anybody, at any time.
 */
sealed interface OrderErrand {

  /** What it is about. There is one of each kind for it. */
  String subject();

  /** The rounds that had no result; {@link Backoff#NONE} if there were none. */
  Backoff backoff();

  /** Whether news of this payment may decide it. */
  boolean isAbout(PaymentId other);

  /** Learn what becomes of an attempt to pay, and see to it that nobody pays it any more. */
  record ClosePayment(PaymentId payment, String gateway, Backoff backoff) implements OrderErrand {
    @Override
    public String subject() {
      return payment.value();
    }

    @Override
    public boolean isAbout(PaymentId other) {
      return payment.equals(other);
    }
  }

  /**
   * Send money back.
   *
   * @param owedInAll what the gateway is to send back of this payment now, this refund included
   */
  record PayBack(OwedRefund refund, String gateway, long owedInAll, Backoff backoff)
      implements OrderErrand {
    @Override
    public String subject() {
      return refund.id().value();
    }

    @Override
    public boolean isAbout(PaymentId other) {
      return refund.payment().equals(other);
    }
  }

  /** What no gateway is asked about: a try that fails is repeated soon. */
  sealed interface OfTickets extends OrderErrand {
    @Override
    default Backoff backoff() {
      return Backoff.NONE;
    }

    @Override
    default boolean isAbout(PaymentId other) {
      return false;
    }
  }

  /** Learn from the sale what becomes of tickets whose money has left. */
  record JudgeTickets(SaleId sale) implements OfTickets {
    @Override
    public String subject() {
      return "tickets";
    }
  }

  /** Make a ticket void whose money has left, and take it back. */
  record MakeVoid(SaleId sale, Ticket ticket) implements OfTickets {
    @Override
    public String subject() {
      return ticket.id().value();
    }
  }

  /**
   * Look once more for the units that late money is for.
   *
   * @param notBefore when the try may begin at the earliest: later than what the quotas let go
   */
  record Retake(OrderContent content, Instant notBefore) implements OrderErrand {

    static final String SUBJECT = "units";

    @Override
    public String subject() {
      return SUBJECT;
    }

    @Override
    public Backoff backoff() {
      return Backoff.NONE;
    }

    @Override
    public boolean isAbout(PaymentId other) {
      return false;
    }
  }
}
