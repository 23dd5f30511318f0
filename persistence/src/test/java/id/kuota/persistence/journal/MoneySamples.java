package id.kuota.persistence.journal;

import static id.kuota.persistence.journal.Samples.AT;
import static id.kuota.persistence.journal.Samples.OFFER;
import static id.kuota.persistence.journal.Samples.PAYMENT;
import static id.kuota.persistence.journal.Samples.QUOTA;
import static id.kuota.persistence.journal.Samples.SALE;
import static id.kuota.persistence.journal.Samples.TICKET;
import static id.kuota.persistence.journal.Samples.UNTIL;

import id.kuota.engine.Portable;
import id.kuota.engine.order.MoneyEntry;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.quota.OpenHolds;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaState;
import id.kuota.engine.quota.ReturnedUnits;
import id.kuota.engine.sale.TicketsAfterRefund;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** Late and wrong money, refunds, cancelled tickets: one of each. */
final class MoneySamples {

  static final RefundId REFUND_ID = RefundId.of(PAYMENT);

  static final OwedRefund REFUND =
      new OwedRefund(
          REFUND_ID,
          PAYMENT,
          1_735_000,
          "IDR",
          OwedRefund.Reason.PAID_AFTER_EXPIRY,
          OwedRefund.Status.MANUAL,
          UNTIL,
          "too old");

  static final MoneyEntry ENTRY =
      new MoneyEntry(
          MoneyEntry.Kind.REFUND_OWED,
          PAYMENT,
          Optional.of(REFUND_ID),
          1_735_000,
          "IDR",
          "trx-1",
          AT);

  static final MoneyEntry CHARGED =
      new MoneyEntry(
          MoneyEntry.Kind.CHARGED, PAYMENT, Optional.empty(), 1_735_000, "IDR", "trx-1", AT);

  private MoneySamples() {}

  static List<Portable> stored() {
    return List.of(
        new OrderEvent.PaymentsLeftOpen(SALE, List.of(PAYMENT), AT),
        new OrderEvent.PaymentInReview(SALE, PAYMENT, "trx-1", 1, "USD", AT),
        new OrderEvent.PaymentTakenBack(SALE, PAYMENT, "trx-1", 1_735_000, AT),
        new OrderEvent.LateMoney(SALE, PAYMENT, "trx-1", 1_735_000, AT),
        new OrderEvent.OrderPaidLate(
            SALE,
            PAYMENT,
            "trx-1",
            List.of(new OrderEvent.Revenue(QUOTA, 1_735_000)),
            List.of(new Ticket(TICKET, OFFER)),
            UNTIL,
            AT),
        new OrderEvent.RefundDone(SALE, REFUND_ID, "refund-1", "gateway", AT),
        new OrderEvent.RefundRefused(SALE, REFUND_ID, "too old", AT),
        new OrderEvent.RefundAskedAgain(SALE, REFUND_ID, "operator", AT),
        new OrderEvent.GatewayAskedInVain(
            REFUND_ID.value(), 3, UNTIL, "414 Refund rejected, insufficient funds", AT),
        new OrderEvent.TicketCancelled(
            SALE,
            PAYMENT,
            TICKET,
            RefundId.of(PAYMENT, TICKET),
            new OrderEvent.Revenue(QUOTA, 867_500),
            "IDR",
            true,
            "ill",
            "operator",
            AT),
        new OrderEvent.UnitsReturned(List.of(TICKET), AT),
        new OrderEvent.PaymentFeeNoted(SALE, PAYMENT, 700, AT),
        new OrderEvent.MoneyReturned(
            SALE,
            PAYMENT,
            RefundId.of(PAYMENT, TICKET),
            "trx-1",
            true,
            1_735_000,
            867_500,
            "IDR",
            List.of(new OrderEvent.Waived(REFUND_ID, 867_500, 867_500)),
            AT),
        new OrderEvent.RevenueLost(
            SALE, PAYMENT, List.of(new OrderEvent.Revenue(QUOTA, 867_500)), true, AT),
        new OrderEvent.TicketsJudged(SALE, List.of(TICKET), AT));
  }

  /** A snapshot of a quota that has units back: it has a part more than the golden one. */
  static QuotaState.Counting withReturnedUnits() {
    return new QuotaState.Counting(
        5_000,
        AT,
        "first capacity",
        OpenHolds.NONE,
        40,
        ReturnedUnits.NONE.with(Samples.holdId(7), 2).with(Samples.holdId(8), 1));
  }

  static void addMessages(List<Portable> to, ActorRef<Object> asker) {
    to.add(new OrderCommand.CancelTicket(TICKET, false, "ill", "operator"));
    to.add(new OrderCommand.RecordRefundByHand(REFUND_ID, "cash", "operator"));
    to.add(new OrderCommand.AskRefundAgain(REFUND_ID, "operator"));
    to.add(new OrderCommand.TakeRefundOver(REFUND_ID, "operator"));
    to.add(new OrderCommand.RecordPaymentClosed(PAYMENT));
    to.add(new OrderCommand.RecordReacquired(UNTIL));
    to.add(new OrderCommand.RecordReacquireRefused(OrderRefusal.SOLD_OUT));
    to.add(new OrderCommand.RecordRefundDone(REFUND_ID, "refund-1"));
    to.add(new OrderCommand.RecordRefundRefused(REFUND_ID, "too old"));
    to.add(new OrderCommand.RecordUnitsReturned(2));
    to.add(new OrderCommand.RecordAskedInVain(REFUND_ID.value(), "414 too poor"));
    to.add(new OrderCommand.RecordTicketRule(TicketsAfterRefund.KEEP));
    to.add(
        new OrderMessage.Ask(
            new OrderCommand.CancelTicket(TICKET, true, "ill", "operator"), asker.narrow()));
    to.add(new OrderMessage.Wake());
    to.add(withReturnedUnits());
    to.add(
        new QuotaEvent.BatchApplied(
            QUOTA, List.of(new QuotaChange.UnitsReturned(Samples.holdId(7), 2, 3)), 18, AT));
  }
}
