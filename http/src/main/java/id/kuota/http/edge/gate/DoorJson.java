package id.kuota.http.edge.gate;

import id.kuota.engine.order.CancelledTicket;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a search at the door has found, on the wire; neither money nor a code is in it. */
record DoorJson(List<OrderJson> orders) {

  /**
   * A paid order.
   *
   * @param ticketsTotal of which the first are shown
   */
  record OrderJson(String order, int ticketsTotal, List<TicketJson> tickets) {}

  /**
   * A ticket.
   *
   * @param state {@code valid} before it was used, {@code checked_in}, {@code checked_out}, {@code
   *     void}
   * @param first the first admission to the list that was asked for; null if there is none
   */
  record TicketJson(
      String id, String offer, String name, String state, RedeemJson.@Nullable FirstJson first) {}

  static DoorJson of(List<DoorSearch.Found> found, String list) {
    return new DoorJson(found.stream().map(one -> of(one, list)).toList());
  }

  private static OrderJson of(DoorSearch.Found found, String list) {
    OrderView order = found.order();
    Set<TicketId> gone =
        order.cancelled().stream().map(CancelledTicket::id).collect(Collectors.toSet());
    gone.addAll(order.toVoid());
    var tickets = new ArrayList<TicketJson>();
    for (int i = 0; i < found.tickets().size(); i++) {
      Ticket ticket = order.tickets().get(i);
      tickets.add(of(order, ticket, found.tickets().get(i), gone.contains(ticket.id()), list));
    }
    return new OrderJson(order.order().value(), order.tickets().size(), List.copyOf(tickets));
  }

  private static TicketJson of(
      OrderView order, Ticket ticket, Optional<TicketView> used, boolean isGone, String list) {
    TicketView.Status status =
        isGone
            ? TicketView.Status.VOID
            : used.map(TicketView::status).orElse(TicketView.Status.VALID);
    return new TicketJson(
        ticket.id().value(),
        ticket.offer().value(),
        order.lines().stream()
            .filter(line -> line.offer().equals(ticket.offer()))
            .map(OrderLine::name)
            .findFirst()
            .orElse(ticket.offer().value()),
        status.name().toLowerCase(Locale.ROOT),
        used.flatMap(view -> view.first(list)).map(RedeemJson.FirstJson::of).orElse(null));
  }
}
