package id.kuota.http.edge.ticket;

import id.kuota.engine.sale.OfferId;
import id.kuota.engine.ticket.HumanCode;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketView;

/**
 * A ticket as its holder gets it.
 *
 * @param number within its order, beginning with 1
 * @param code what stands in the QR code
 * @param page address of its page
 */
record IssuedTicket(
    TicketId id,
    int number,
    OfferId offer,
    String name,
    int generation,
    TicketView.Status status,
    String code,
    HumanCode humanCode,
    String page) {}
