package id.kuota.persistence.history;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderView;
import id.kuota.persistence.projection.JournalRow;
import id.kuota.persistence.readmodel.AsOf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of one order.
 *
 * @param asOf the last row of the journal when it was read
 * @param sale empty if the order's events make no order
 * @param moments in the order of the journal
 * @param truncated whether its tickets have more events than are told
 */
public record OrderExplanation(
    AsOf asOf,
    OrderId order,
    String sale,
    Optional<OrderView.Status> status,
    List<Moment> moments,
    boolean truncated) {

  public OrderExplanation {
    moments = List.copyOf(moments);
  }

  /** Explains what the journal says. */
  public static OrderExplanation of(OrderHistory history) {
    var events = new ArrayList<OrderEvent>();
    for (JournalRow row : history.events()) {
      if (row.event() instanceof OrderEvent event) events.add(event);
    }
    Optional<OrderView> view = OrderView.after(events);
    return new OrderExplanation(
        new AsOf(history.head(), history.readAt(), Duration.ZERO),
        history.order(),
        view.map(known -> known.sale().value()).orElse(""),
        view.map(OrderView::status),
        TimeLine.of(history),
        history.truncated());
  }
}
