package id.kuota.http.edge.ticket;

import id.kuota.engine.order.OrderView;
import id.kuota.engine.ticket.TicketView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the tickets of an order, on the wire. */
record TicketsJson(
    String order,
    String sale,
    List<TicketJson> data,
    @Nullable String nextCursor,
    boolean hasMore) {

  record TicketJson(
      String id,
      int number,
      String offer,
      String name,
      int generation,
      TicketView.Status status,
      String code,
      String humanCode,
      String page,
      String qrSvg,
      String qrPng) {

    static TicketJson of(IssuedTicket ticket) {
      return new TicketJson(
          ticket.id().value(),
          ticket.number(),
          ticket.offer().value(),
          ticket.name(),
          ticket.generation(),
          ticket.status(),
          ticket.code(),
          ticket.humanCode().toString(),
          ticket.page(),
          ticket.page() + "/qr.svg",
          ticket.page() + "/qr.png");
    }
  }

  static TicketsJson of(OrderView order, List<IssuedTicket> tickets, @Nullable String nextCursor) {
    return new TicketsJson(
        order.order().value(),
        order.sale().value(),
        tickets.stream().map(TicketJson::of).toList(),
        nextCursor,
        nextCursor != null);
  }
}
