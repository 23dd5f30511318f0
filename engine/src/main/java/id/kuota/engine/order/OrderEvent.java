package id.kuota.engine.order;

import id.kuota.engine.Portable;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleId;
import java.time.Instant;
import java.util.List;

/** What happened to an order. */
public sealed interface OrderEvent extends Portable {

  Instant at();

  /** The units are held in every quota, and the order exists from now on. */
  record OrderPlaced(OrderId order, OrderContent content, Instant heldUntil, Instant at)
      implements OrderEvent {}

  record PaymentStarted(PaymentId payment, String gateway, String method, Instant at)
      implements OrderEvent {}

  record PaymentFailed(PaymentId payment, String reference, Instant at) implements OrderEvent {}

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

  /** Revenue of one quota. */
  record Revenue(QuotaId quota, long amount) {}

  record OrderCancelled(SaleId sale, Instant at) implements OrderEvent {}

  record OrderExpired(SaleId sale, Instant at) implements OrderEvent {}

  /** The quotas have acknowledged the end of the holds. */
  record OrderDutyDone(Instant at) implements OrderEvent {}

  /** Money came that has no claim to units. */
  record RefundOwed(
      SaleId sale,
      PaymentId payment,
      String reference,
      long amount,
      OwedRefund.Reason reason,
      Instant at)
      implements OrderEvent {}
}
