package id.kuota.http.edge.gate;

import id.kuota.engine.sale.Reentry;
import id.kuota.engine.ticket.TicketId;
import id.kuota.http.edge.json.Fields;
import java.util.List;

/**
 * The body of a check-in of several tickets of one order by one confirmation.
 *
 * @param order as the device says it; not checked yet
 * @param nonce one for all: a ticket knows only its own
 * @param list as the device says it; empty if it says none
 * @param reentry when the list admits a ticket again, at a sale that names no lists
 */
record Group(String order, List<TicketId> tickets, String nonce, String list, Reentry reentry) {

  /** People that one confirmation lets in. */
  static final int TICKETS_MAX = 20;

  private static final int ORDER_MAX = 100;
  private static final TicketId STAND_IN = new TicketId("tkt_" + "0".repeat(26));

  static Group read(Fields body) {
    return new Group(
        body.text("order", 1, ORDER_MAX),
        body.objects("tickets", 1, TICKETS_MAX, Group::ticket).stream().distinct().toList(),
        Redeem.nonce(body),
        Redeem.list(body),
        ReentryWords.read(body));
  }

  private static TicketId ticket(Fields ticket) {
    String id = ticket.text("id", TicketId::isValid, "must be the id of a ticket");
    return TicketId.isValid(id) ? new TicketId(id) : STAND_IN;
  }
}
