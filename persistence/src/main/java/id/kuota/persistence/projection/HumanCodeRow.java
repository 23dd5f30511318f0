package id.kuota.persistence.projection;

import id.kuota.engine.ticket.HumanCode;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;

/** The letters of one code of one ticket, to be looked up at a gate. */
record HumanCodeRow(TicketId ticket, int generation, TicketOrigin origin) {

  String letters() {
    return HumanCode.of(ticket, generation).value();
  }
}
