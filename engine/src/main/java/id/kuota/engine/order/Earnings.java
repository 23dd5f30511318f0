package id.kuota.engine.order;

import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.ticket.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the money of a paid order is for: the tickets that it still has, and what it owes. What has
 * left beyond that was earned with tickets that are still there; when one of those is cancelled, so
 * much less is owed for it.
 */
final class Earnings {

  /** What one living ticket has cost, and the quota that it was counted to. */
  private record Sold(QuotaId quota, long price) {}

  private final OrderState.Paid order;
  private final List<Sold> living;

  private Earnings(OrderState.Paid order, List<Sold> living) {
    this.order = order;
    this.living = living;
  }

  static Earnings of(OrderState.Paid order) {
    Set<TicketId> gone =
        order.cancelled().stream().map(CancelledTicket::id).collect(Collectors.toSet());
    var living = new ArrayList<Sold>();
    int number = 0; // Tickets are numbered in the order of the lines.
    for (OrderLine line : order.record().content().lines()) {
      long price = line.price().total() / line.price().quantity();
      for (int unit = 0; unit < line.price().quantity(); unit++) {
        if (!gone.contains(order.tickets().get(number++).id())) {
          living.add(new Sold(line.quotas().getFirst(), price));
        }
      }
    }
    return new Earnings(order, living);
  }

  /** What must go back if one of the living tickets is cancelled that has cost so much. */
  long owedFor(long price) {
    return price - Math.min(price, unpaid());
  }

  /** Returns how much of the living tickets is not paid for any more. */
  long unpaid() {
    Money money = order.record().money();
    long worth = living.stream().mapToLong(Sold::price).reduce(0, Math::addExact);
    return Math.max(0, worth - (kept() - money.owed(order.payment())));
  }

  private long kept() {
    Money money = order.record().money();
    return money.sum(MoneyEntry.Kind.CHARGED, order.payment()) - money.back(order.payment());
  }

  /**
   * Returns what was earned less; empty if nothing was.
   *
   * @param before how much of the living tickets was not paid for before
   */
  Optional<OrderEvent> lostSince(long before, Instant now) {
    // A ticket that cost nothing misses no money.
    boolean ticketsUnpaid = kept() <= 0 && living.stream().anyMatch(sold -> sold.price() > 0);
    List<OrderEvent.Revenue> lost = between(before, unpaid());
    return lost.isEmpty() && !ticketsUnpaid
        ? Optional.empty()
        : Optional.of(
            new OrderEvent.RevenueLost(
                order.record().content().sale(), order.payment(), lost, ticketsUnpaid, now));
  }

  /** The money is taken from one ticket after the other, so none is counted twice. */
  private List<OrderEvent.Revenue> between(long from, long to) {
    var byQuota = new LinkedHashMap<QuotaId, Long>();
    long begin = 0;
    for (Sold ticket : living) {
      long end = begin + ticket.price();
      long part = Math.min(end, to) - Math.max(begin, from);
      if (part > 0) byQuota.merge(ticket.quota(), part, Math::addExact);
      begin = end;
    }
    var revenue = new ArrayList<OrderEvent.Revenue>();
    byQuota.forEach((quota, amount) -> revenue.add(new OrderEvent.Revenue(quota, amount)));
    return revenue;
  }
}
