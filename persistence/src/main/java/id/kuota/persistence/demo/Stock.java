package id.kuota.persistence.demo;

import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.QuotaShare;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleTerms;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The quotas, and the events by which units come and go. Not thread-safe. */
final class Stock {

  private static final String OPENED = "opened";
  private static final String BY_TERMS = "terms of the sale";

  private final DemoEvents events;
  private final Map<QuotaId, Long> free = new HashMap<>();
  private final Map<QuotaId, Integer> refused = new HashMap<>();
  private final Set<QuotaId> opened = new HashSet<>();
  private final int unitsPerBuyer;

  Stock(DemoEvents events, SaleId sale, SaleTerms terms, Instant at) {
    this.events = events;
    this.unitsPerBuyer = terms.unitsPerBuyer();
    terms
        .quotas()
        .forEach(
            quota -> {
              QuotaId id = QuotaId.shared(sale.value(), quota.name());
              free.put(id, quota.capacity());
              var set = new QuotaChange.CapacitySet(quota.capacity(), 0, OPENED, "sale " + sale);
              events.quota(id, 0, at, List.of(set));
            });
  }

  /** Returns whether there are enough units; the first quota without counts a refusal. */
  boolean has(OrderContent content) {
    for (QuotaShare share : content.shares()) {
      if (!share.quota().isPersonal() && left(share.quota()) < share.quantity()) {
        refused.merge(share.quota(), 1, Integer::sum);
        return false;
      }
    }
    return true;
  }

  /** Holds the units of an order from this moment on, until the deadline. */
  void hold(OrderId order, OrderContent content, Instant at) {
    Instant until = at.plus(content.holdFor());
    long attempt = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    for (QuotaShare share : content.shares()) {
      QuotaId quota = share.quota();
      var held = new QuotaChange.UnitsHeld(order.hold(), attempt, share.quantity(), 0, until);
      if (quota.isPersonal()) {
        long before = opened.add(quota) ? 0 : unitsPerBuyer;
        var set = new QuotaChange.CapacitySet(unitsPerBuyer, before, BY_TERMS, BY_TERMS);
        events.quota(quota, 0, at, List.of(set, held));
      } else {
        free.put(quota, left(quota) - share.quantity());
        write(quota, at, held);
      }
    }
  }

  void settle(OrderId order, OrderContent content, Instant at) {
    change(content, at, share -> new QuotaChange.UnitsSold(order.hold(), share.quantity()));
  }

  void release(OrderId order, OrderContent content, Instant at) {
    change(content, at, share -> new QuotaChange.UnitsReleased(order.hold(), share.quantity()));
    content.shares().forEach(share -> free(share.quota(), share.quantity()));
  }

  /** One sold unit of an order comes back, its first. */
  void giveBackOne(OrderId order, OrderContent content, Instant at) {
    change(content, at, share -> new QuotaChange.UnitsReturned(order.hold(), 1, 1));
    content.shares().forEach(share -> free(share.quota(), 1));
  }

  private void change(OrderContent content, Instant at, Function<QuotaShare, QuotaChange> change) {
    content.shares().forEach(share -> write(share.quota(), at, change.apply(share)));
  }

  /** The refusals since the event before go with an event, as the entity writes them. */
  private void write(QuotaId quota, Instant at, QuotaChange change) {
    Integer since = refused.remove(quota);
    events.quota(quota, since == null ? 0 : since, at, List.of(change));
  }

  private void free(QuotaId quota, int units) {
    if (!quota.isPersonal()) free.put(quota, left(quota) + units);
  }

  private long left(QuotaId quota) {
    return free.getOrDefault(quota, 0L);
  }
}
