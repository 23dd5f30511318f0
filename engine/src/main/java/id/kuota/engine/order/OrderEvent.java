package id.kuota.engine.order;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentInstruction;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.TicketId;
import java.time.Instant;
import java.util.List;

/** What happened to an order. */
public sealed interface OrderEvent extends JournalEvent {

  Instant at();

  /** What concerns payments and refunds only, and not where the order stands. */
  sealed interface OfMoney extends OrderEvent {}

  /** The units are held in every quota, and the order exists from now on. */
  record OrderPlaced(OrderId order, OrderContent content, Instant heldUntil, Instant at)
      implements OrderEvent {}

  record PaymentStarted(PaymentId payment, String gateway, String method, Instant at)
      implements OrderEvent {}

  /** The gateway has said where the buyer pays: from now on every repetition says the same. */
  record PaymentPageOpened(PaymentId payment, PaymentInstruction page, Instant at)
      implements OfMoney {}

  /** The attempt has ended without money. */
  record PaymentFailed(PaymentId payment, String reference, Instant at) implements OfMoney {}

  /** The order has ended, and what becomes of these attempts is not known yet. */
  record PaymentsLeftOpen(SaleId sale, List<PaymentId> payments, Instant at) implements OfMoney {
    public PaymentsLeftOpen {
      payments = List.copyOf(payments);
    }
  }

  /** Money came that is not what the order costs: a person must look at it. */
  record PaymentInReview(
      SaleId sale, PaymentId payment, String reference, long amount, String currency, Instant at)
      implements OfMoney {}

  /**
   * The buyer's bank has taken money back, and nothing of the payment is owed any more. Orders of
   * today write {@link MoneyReturned} instead, which says more.
   */
  record PaymentTakenBack(SaleId sale, PaymentId payment, String reference, long amount, Instant at)
      implements OfMoney {}

  /** The gateway has put a fee on top, which the buyer has paid besides what the order costs. */
  record PaymentFeeNoted(SaleId sale, PaymentId payment, long fee, Instant at) implements OfMoney {}

  /**
   * Money has left at the gateway without the order having asked for it: a refund in its dashboard,
   * a void, a reversal, a chargeback.
   *
   * @param entry its place in the list of refunds, for people
   * @param reference the gateway's own id of the transaction
   * @param byBank whether the buyer's bank has taken it
   * @param charged what had come with it, if the order learns that only now; else 0
   * @param amount how much more has left than was known before
   * @param waived what is owed less for it
   */
  record MoneyReturned(
      SaleId sale,
      PaymentId payment,
      RefundId entry,
      String reference,
      boolean byBank,
      long charged,
      long amount,
      String currency,
      List<Waived> waived,
      Instant at)
      implements OfMoney {
    public MoneyReturned {
      waived = List.copyOf(waived);
    }
  }

  /**
   * A refund that is owed no more, or less, since the buyer has the money by another way.
   *
   * @param left what is still owed of it; 0 if nothing is
   */
  record Waived(RefundId refund, long amount, long left) {}

  /**
   * Money that had bought tickets has left.
   *
   * @param revenue what was earned less, by quota
   * @param ticketsUnpaid whether tickets are left and nothing of their money is: the sale's rule
   *     says what becomes of them
   */
  record RevenueLost(
      SaleId sale, PaymentId payment, List<Revenue> revenue, boolean ticketsUnpaid, Instant at)
      implements OrderEvent {
    public RevenueLost {
      revenue = List.copyOf(revenue);
    }
  }

  /**
   * The sale's rule has said what becomes of tickets whose money has left.
   *
   * @param toVoid those that no longer admit; the order voids them. None if they are kept
   */
  record TicketsJudged(SaleId sale, List<TicketId> toVoid, Instant at) implements OrderEvent {
    public TicketsJudged {
      toVoid = List.copyOf(toVoid);
    }
  }

  /**
   * The money is there.
   *
   * @param revenue the total, split by the first quota of each line; it stands here so that a
   *     report needs no other event
   */
  record OrderPaid(
      SaleId sale,
      PaymentId payment,
      String reference,
      List<Revenue> revenue,
      List<Ticket> tickets,
      Instant at)
      implements OrderEvent {
    public OrderPaid {
      revenue = List.copyOf(revenue);
      tickets = List.copyOf(tickets);
    }
  }

  /**
   * The order costs nothing, and so is paid as it is placed, without a gateway.
   *
   * @param revenue of every quota that the lines count to; each is 0
   */
  record OrderFree(SaleId sale, List<Revenue> revenue, List<Ticket> tickets, Instant at)
      implements OrderEvent {
    public OrderFree {
      revenue = List.copyOf(revenue);
      tickets = List.copyOf(tickets);
    }
  }

  /** Revenue of one quota. */
  record Revenue(QuotaId quota, long amount) {}

  record OrderCancelled(SaleId sale, Instant at) implements OrderEvent {}

  record OrderExpired(SaleId sale, Instant at) implements OrderEvent {}

  /** The quotas have acknowledged the end of the holds. */
  record OrderDutyDone(Instant at) implements OrderEvent {}

  /** Money came after the units were released: the order reacquires them. */
  record LateMoney(SaleId sale, PaymentId payment, String reference, long amount, Instant at)
      implements OrderEvent {}

  /**
   * The units were there once more, and the late money has bought them.
   *
   * @param heldUntil deadline of the holds that were taken anew
   */
  record OrderPaidLate(
      SaleId sale,
      PaymentId payment,
      String reference,
      List<Revenue> revenue,
      List<Ticket> tickets,
      Instant heldUntil,
      Instant at)
      implements OrderEvent {
    public OrderPaidLate {
      revenue = List.copyOf(revenue);
      tickets = List.copyOf(tickets);
    }
  }

  /** Money came that has no claim to units. */
  record RefundOwed(
      SaleId sale,
      PaymentId payment,
      String reference,
      long amount,
      OwedRefund.Reason reason,
      Instant at)
      implements OrderEvent {}

  /**
   * The money went back.
   *
   * @param reference the gateway's own id of the refund, or what the operator wrote
   * @param by the source of the report: the gateway, or the operator
   */
  record RefundDone(SaleId sale, RefundId refund, String reference, String by, Instant at)
      implements OfMoney {}

  /** The gateway will not send the money back: a person must. */
  record RefundRefused(SaleId sale, RefundId refund, String why, Instant at) implements OfMoney {}

  /** A person has decided that the gateway shall be asked. */
  record RefundAskedAgain(SaleId sale, RefundId refund, String by, Instant at) implements OfMoney {}

  /**
   * The gateway was asked, and could not say or do it now. An order that hears at once has none of
   * these.
   *
   * @param subject the payment or the refund that it was asked about
   * @param tries rounds without a result, this one included
   * @param notBefore when it is asked again
   * @param words the gateway's own, or what has failed
   */
  record GatewayAskedInVain(String subject, int tries, Instant notBefore, String words, Instant at)
      implements OfMoney {}

  /**
   * One ticket of the order was cancelled.
   *
   * @param refund what its price is owed under
   * @param price what it has cost, of the quota that its revenue was counted to
   * @param unitsReturn whether its units are sold again
   */
  record TicketCancelled(
      SaleId sale,
      PaymentId payment,
      TicketId ticket,
      RefundId refund,
      Revenue price,
      String currency,
      boolean unitsReturn,
      String reason,
      String by,
      Instant at)
      implements OrderEvent {}

  /** The quotas have acknowledged that the units of these cancelled tickets came back. */
  record UnitsReturned(List<TicketId> tickets, Instant at) implements OrderEvent {
    public UnitsReturned {
      tickets = List.copyOf(tickets);
    }
  }
}
