package id.kuota.persistence.demo;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleEvent;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects events in the order in which they happen. Not thread-safe. */
final class DemoEvents {

  private final List<DemoEvent> all = new ArrayList<>();

  void sale(SaleId sale, SaleEvent event) {
    all.add(new DemoEvent("Sale|" + sale, event, event.at()));
  }

  void order(OrderId order, OrderEvent event) {
    all.add(new DemoEvent("Order|" + order, event, event.at()));
  }

  void ticket(TicketId ticket, TicketEvent event) {
    all.add(new DemoEvent("Ticket|" + ticket, event, event.at()));
  }

  void quota(QuotaId quota, int refused, Instant at, List<QuotaChange> changes) {
    var event = new QuotaEvent.BatchApplied(quota, changes, refused, at);
    all.add(new DemoEvent("Quota|" + quota, event, at));
  }

  List<DemoEvent> all() {
    return List.copyOf(all);
  }
}
