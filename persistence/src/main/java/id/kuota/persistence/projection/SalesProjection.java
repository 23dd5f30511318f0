package id.kuota.persistence.projection;

import id.kuota.engine.cart.CartEvent;
import id.kuota.engine.device.DeviceEvent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleEvent;
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
final class SalesProjection {

  private static final String ORDER_STREAM = "Order|";

  private final SalesChanges changes = new SalesChanges();

  private SalesProjection() {}

  /**
   * Returns all that the rows change, added up.
   *
   * @throws ProjectionFailedException if an event is of an unknown kind, or a quota's events have a
   *     gap
   */
  static SalesChanges fold(List<JournalRow> rows) {
    var fold = new SalesProjection();
    rows.forEach(fold::apply);
    return fold.changes;
  }

  private void apply(JournalRow row) {
    switch (row.event()) {
      case QuotaEvent event -> apply(event, row);
      case OrderEvent event -> {
        apply(row.entity(), event);
        changes.money().apply(row.entity(), event);
      }
      case SaleEvent event -> {
        apply(event);
        changes.configuration().apply(row.position(), event);
      }
      case CartEvent event -> {} // Its quotas' events carry what it holds.
      case DeviceEvent event -> {
        changes.gates().devices().apply(row.entity(), event);
        changes.configuration().apply(row.position(), row.entity(), event);
      }
      case TicketEvent event -> changes.gates().apply(row.entity(), row.sequenceNumber(), event);
      // JournalEvent is open: snapshots are of it too, and a later release may have more.
      default ->
          throw new ProjectionFailedException(
              "%s at %s holds a %s, which this version does not know"
                  .formatted(row.entity(), row.position(), row.event().getClass().getName()));
    }
  }

  private void apply(QuotaEvent event, JournalRow row) {
    switch (event) {
      case QuotaEvent.BatchApplied batch -> {
        apply(batch, row.sequenceNumber());
        if (!batch.quota().isPersonal()) addCapacities(batch, row.position());
      }
    }
  }

  /** A buyer's own limit follows from the terms: it is no change of the configuration. */
  private void addCapacities(QuotaEvent.BatchApplied batch, JournalPosition position) {
    for (int part = 0; part < batch.changes().size(); part++) {
      if (batch.changes().get(part) instanceof QuotaChange.CapacitySet set) {
        changes.configuration().apply(position, part, batch.quota(), set, batch.at());
      }
    }
  }

  private void apply(QuotaEvent.BatchApplied batch, long sequenceNumber) {
    @Nullable Long capacity = null;
    @Nullable Instant lastDeadline = null;
    long granted = 0;
    long held = 0;
    long sold = 0;
    long released = 0;
    long returned = 0;
    for (QuotaChange change : batch.changes()) {
      switch (change) {
        case QuotaChange.CapacitySet set -> capacity = set.capacity();
        case QuotaChange.UnitsHeld hold -> {
          granted++;
          held += hold.quantity() - hold.previously();
          boolean isLater = lastDeadline == null || hold.until().isAfter(lastDeadline);
          lastDeadline = isLater ? hold.until() : lastDeadline;
        }
        case QuotaChange.UnitsSold settled -> sold += settled.quantity();
        case QuotaChange.UnitsReleased release -> released += release.quantity();
        case QuotaChange.UnitsReturned back -> returned += back.quantity();
      }
    }
    changes.quota(
        batch.quota(),
        new QuotaDelta(
            sequenceNumber,
            sequenceNumber,
            capacity,
            granted,
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
      case OrderEvent.OrderPlaced placed ->
          changes.saleMinute(placed.content().sale(), placed.at(), SaleMinuteDelta.PLACED);
      case OrderEvent.PaymentStarted started -> {} // Nothing is counted before the money is there.
      case OrderEvent.PaymentPageOpened opened -> {}
      case OrderEvent.PaymentFailed failed -> {}
      case OrderEvent.OrderPaid paid -> {
        paid(paid.sale(), paid.revenue(), paid.at());
        issued(entity, paid.sale(), paid.tickets());
      }
      case OrderEvent.OrderFree free -> {
        paid(free.sale(), free.revenue(), free.at());
        issued(entity, free.sale(), free.tickets());
      }
      case OrderEvent.OrderPaidLate paid -> {
        paid(paid.sale(), paid.revenue(), paid.at());
        issued(entity, paid.sale(), paid.tickets());
      }
      case OrderEvent.OrderCancelled cancelled ->
          changes.saleMinute(cancelled.sale(), cancelled.at(), SaleMinuteDelta.CANCELLED);
      case OrderEvent.OrderExpired expired ->
          changes.saleMinute(expired.sale(), expired.at(), SaleMinuteDelta.EXPIRED);
      case OrderEvent.OrderDutyDone done -> {} // The quotas have told what became of the units.
      case OrderEvent.RefundOwed owed ->
          changes.saleMinute(owed.sale(), owed.at(), SaleMinuteDelta.refundOwed(owed.amount()));
      case OrderEvent.TicketCancelled cancelled -> {
        long price = cancelled.price().amount();
        earned(cancelled.price().quota(), -price, cancelled.at());
        changes.saleMinute(
            cancelled.sale(), cancelled.at(), SaleMinuteDelta.ticketCancelled(price));
      }
      // Payments and refunds one by one have tables of their own.
      case OrderEvent.PaymentsLeftOpen open -> {}
      case OrderEvent.PaymentFeeNoted noted -> {}
      case OrderEvent.MoneyReturned returned -> {}
      case OrderEvent.PaymentInReview review -> {}
      case OrderEvent.PaymentTakenBack taken -> {}
      case OrderEvent.LateMoney money -> {}
      case OrderEvent.RefundDone done -> {}
      case OrderEvent.RefundRefused refused -> {}
      case OrderEvent.RefundAskedAgain again -> {}
      case OrderEvent.GatewayAskedInVain vain -> {}
      case OrderEvent.UnitsReturned back -> {} // The quotas have told it.
      case OrderEvent.RevenueLost lost -> lost(lost);
      case OrderEvent.TicketsJudged
              judged -> {} // Each ticket has its own event when it is taken back.
    }
  }

  private void lost(OrderEvent.RevenueLost lost) {
    long total = 0;
    for (OrderEvent.Revenue part : lost.revenue()) {
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

  private void paid(SaleId sale, List<OrderEvent.Revenue> revenue, Instant at) {
    long total = 0;
    for (OrderEvent.Revenue part : revenue) {
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
      case SaleEvent.SaleTermsSet set ->
          changes.listing(set.sale(), new ListingDelta(set.terms(), null, 1, set.at()));
      case SaleEvent.SaleListsSet set ->
          changes.listing(set.sale(), new ListingDelta(null, null, 1, set.at()));
      case SaleEvent.SaleOpened opened ->
          moved(opened.sale(), ListingDelta.Status.OPEN, opened.at());
      case SaleEvent.SalePaused paused ->
          moved(paused.sale(), ListingDelta.Status.PAUSED, paused.at());
      case SaleEvent.SaleClosed closed ->
          moved(closed.sale(), ListingDelta.Status.CLOSED, closed.at());
      case SaleEvent.SaleCancelled cancelled ->
          moved(cancelled.sale(), ListingDelta.Status.CANCELLED, cancelled.at());
      case SaleEvent.SaleQuotaOpened opened -> {} // The quota's own event has its numbers.
    }
  }

  private void moved(SaleId sale, ListingDelta.Status status, Instant at) {
    changes.listing(sale, new ListingDelta(null, status, 1, at));
  }
}
