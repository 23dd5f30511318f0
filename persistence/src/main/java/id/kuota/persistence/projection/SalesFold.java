package id.kuota.persistence.projection;

import id.kuota.engine.cart.CartEvent;
import id.kuota.engine.device.DeviceEvent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderEvent.GatewayAskedInVain;
import id.kuota.engine.order.OrderEvent.LateMoney;
import id.kuota.engine.order.OrderEvent.MoneyReturned;
import id.kuota.engine.order.OrderEvent.OrderCancelled;
import id.kuota.engine.order.OrderEvent.OrderDutyDone;
import id.kuota.engine.order.OrderEvent.OrderExpired;
import id.kuota.engine.order.OrderEvent.OrderFree;
import id.kuota.engine.order.OrderEvent.OrderPaid;
import id.kuota.engine.order.OrderEvent.OrderPaidLate;
import id.kuota.engine.order.OrderEvent.OrderPlaced;
import id.kuota.engine.order.OrderEvent.PaymentFailed;
import id.kuota.engine.order.OrderEvent.PaymentFeeNoted;
import id.kuota.engine.order.OrderEvent.PaymentInReview;
import id.kuota.engine.order.OrderEvent.PaymentPageOpened;
import id.kuota.engine.order.OrderEvent.PaymentStarted;
import id.kuota.engine.order.OrderEvent.PaymentTakenBack;
import id.kuota.engine.order.OrderEvent.PaymentsLeftOpen;
import id.kuota.engine.order.OrderEvent.RefundAskedAgain;
import id.kuota.engine.order.OrderEvent.RefundDone;
import id.kuota.engine.order.OrderEvent.RefundOwed;
import id.kuota.engine.order.OrderEvent.RefundRefused;
import id.kuota.engine.order.OrderEvent.Revenue;
import id.kuota.engine.order.OrderEvent.RevenueLost;
import id.kuota.engine.order.OrderEvent.TicketCancelled;
import id.kuota.engine.order.OrderEvent.TicketsJudged;
import id.kuota.engine.order.OrderEvent.UnitsReturned;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaChange.CapacitySet;
import id.kuota.engine.quota.QuotaChange.UnitsHeld;
import id.kuota.engine.quota.QuotaChange.UnitsReleased;
import id.kuota.engine.quota.QuotaChange.UnitsSold;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaEvent.BatchApplied;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleEvent;
import id.kuota.engine.sale.SaleEvent.SaleClosed;
import id.kuota.engine.sale.SaleEvent.SaleListsSet;
import id.kuota.engine.sale.SaleEvent.SaleOpened;
import id.kuota.engine.sale.SaleEvent.SalePaused;
import id.kuota.engine.sale.SaleEvent.SaleQuotaOpened;
import id.kuota.engine.sale.SaleEvent.SaleTermsSet;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketOrigin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effect of each event on the read models of the projection {@code sales}. Pure: events carry
 * their own differences, so no state is read.
 */
final class SalesFold {

  private static final String ORDER_STREAM = "Order|";

  private final SalesChanges changes = new SalesChanges();

  private SalesFold() {}

  /**
   * All that the rows change, added up.
   *
   * @throws ProjectionFailedException if an event is of an unknown kind, or a quota's events have a
   *     gap
   */
  static SalesChanges fold(List<JournalRow> rows) {
    var fold = new SalesFold();
    rows.forEach(fold::apply);
    return fold.changes;
  }

  private void apply(JournalRow row) {
    switch (row.event()) {
      case QuotaEvent event -> apply(event, row.sequenceNumber());
      case OrderEvent event -> {
        apply(row.entity(), event);
        changes.money().apply(row.entity(), event);
      }
      case SaleEvent event -> apply(event);
      case CartEvent event -> {} // Its quotas' events carry what it holds.
      case DeviceEvent event -> changes.gates().devices().apply(row.entity(), event);
      case TicketEvent event -> changes.gates().apply(row.entity(), row.sequenceNumber(), event);
      // Portable is open: commands are portable too, and do not belong into a journal.
      default ->
          throw new ProjectionFailedException(
              "%s at %s holds a %s, which is no event that this version knows"
                  .formatted(row.entity(), row.position(), row.event().getClass().getName()));
    }
  }

  private void apply(QuotaEvent event, long sequenceNumber) {
    switch (event) {
      case BatchApplied batch -> apply(batch, sequenceNumber);
    }
  }

  private void apply(BatchApplied batch, long sequenceNumber) {
    @Nullable Long capacity = null;
    @Nullable Instant lastDeadline = null;
    long held = 0;
    long sold = 0;
    long released = 0;
    long returned = 0;
    for (QuotaChange change : batch.changes()) {
      switch (change) {
        case CapacitySet set -> capacity = set.capacity();
        case UnitsHeld hold -> {
          held += hold.quantity() - hold.previously();
          boolean isLater = lastDeadline == null || hold.until().isAfter(lastDeadline);
          lastDeadline = isLater ? hold.until() : lastDeadline;
        }
        case UnitsSold settled -> sold += settled.quantity();
        case UnitsReleased release -> released += release.quantity();
        case QuotaChange.UnitsReturned back -> returned += back.quantity();
      }
    }
    changes.quota(
        batch.quota(),
        new QuotaDelta(
            sequenceNumber,
            sequenceNumber,
            capacity,
            held - sold - released,
            sold - returned,
            released,
            batch.refused(),
            lastDeadline,
            batch.at()));
    if (!batch.quota().isPersonal()) {
      var minute = new QuotaMinuteDelta(held, sold - returned, released, batch.refused(), 0);
      changes.quotaMinute(batch.quota(), batch.at(), minute);
    }
  }

  private void apply(String entity, OrderEvent event) {
    switch (event) {
      case OrderPlaced placed ->
          changes.saleMinute(placed.content().sale(), placed.at(), SaleMinuteDelta.PLACED);
      case PaymentStarted started -> {} // Nothing is counted before the money is there.
      case PaymentPageOpened opened -> {}
      case PaymentFailed failed -> {}
      case OrderPaid paid -> {
        paid(paid.sale(), paid.revenue(), paid.at());
        issued(entity, paid.sale(), paid.tickets());
      }
      case OrderFree free -> {
        paid(free.sale(), free.revenue(), free.at());
        issued(entity, free.sale(), free.tickets());
      }
      case OrderPaidLate paid -> {
        paid(paid.sale(), paid.revenue(), paid.at());
        issued(entity, paid.sale(), paid.tickets());
      }
      case OrderCancelled cancelled ->
          changes.saleMinute(cancelled.sale(), cancelled.at(), SaleMinuteDelta.CANCELLED);
      case OrderExpired expired ->
          changes.saleMinute(expired.sale(), expired.at(), SaleMinuteDelta.EXPIRED);
      case OrderDutyDone done -> {} // The quotas have told what became of the units.
      case RefundOwed owed ->
          changes.saleMinute(owed.sale(), owed.at(), SaleMinuteDelta.refundOwed(owed.amount()));
      case TicketCancelled cancelled -> {
        long price = cancelled.price().amount();
        earned(cancelled.price().quota(), -price, cancelled.at());
        changes.saleMinute(
            cancelled.sale(), cancelled.at(), SaleMinuteDelta.ticketCancelled(price));
      }
      // Payments and refunds one by one have tables of their own.
      case PaymentsLeftOpen open -> {}
      case PaymentFeeNoted noted -> {}
      case MoneyReturned returned -> {}
      case PaymentInReview review -> {}
      case PaymentTakenBack taken -> {}
      case LateMoney money -> {}
      case RefundDone done -> {}
      case RefundRefused refused -> {}
      case RefundAskedAgain again -> {}
      case GatewayAskedInVain vain -> {}
      case UnitsReturned back -> {} // The quotas have told it.
      case RevenueLost lost -> lost(lost);
      case TicketsJudged judged -> {} // Each ticket has its own event when it is taken back.
    }
  }

  private void lost(RevenueLost lost) {
    long total = 0;
    for (Revenue part : lost.revenue()) {
      earned(part.quota(), -part.amount(), lost.at());
      total = Math.addExact(total, part.amount());
    }
    changes.saleMinute(lost.sale(), lost.at(), SaleMinuteDelta.lost(total));
  }

  private void issued(String entity, SaleId sale, List<Ticket> tickets) {
    String order = entity.substring(ORDER_STREAM.length());
    for (Ticket ticket : tickets) {
      changes.gates().issued(ticket.id(), new TicketOrigin(order, sale, ticket.offer()));
    }
  }

  private void paid(SaleId sale, List<Revenue> revenue, Instant at) {
    long total = 0;
    for (Revenue part : revenue) {
      earned(part.quota(), part.amount(), at);
      total = Math.addExact(total, part.amount());
    }
    changes.saleMinute(sale, at, SaleMinuteDelta.paid(total));
  }

  private void earned(QuotaId quota, long amount, Instant at) {
    changes.revenue(quota, amount);
    changes.quotaMinute(quota, at, QuotaMinuteDelta.ofRevenue(amount));
  }

  private void apply(SaleEvent event) {
    switch (event) {
      case SaleTermsSet set ->
          changes.listing(set.sale(), new ListingDelta(set.terms(), null, 1, set.at()));
      case SaleListsSet set ->
          changes.listing(set.sale(), new ListingDelta(null, null, 1, set.at()));
      case SaleOpened opened -> moved(opened.sale(), ListingDelta.Status.OPEN, opened.at());
      case SalePaused paused -> moved(paused.sale(), ListingDelta.Status.PAUSED, paused.at());
      case SaleClosed closed -> moved(closed.sale(), ListingDelta.Status.CLOSED, closed.at());
      case SaleQuotaOpened opened -> {} // The quota's own event has its numbers.
    }
  }

  private void moved(SaleId sale, ListingDelta.Status status, Instant at) {
    changes.listing(sale, new ListingDelta(null, status, 1, at));
  }
}
