package id.kuota.http.edge.list;

import id.kuota.http.edge.json.AsOfJson;
import id.kuota.persistence.readmodel.ListedCheckIn;
import id.kuota.persistence.readmodel.ListedTicket;
import id.kuota.persistence.readmodel.TicketHistory;
import java.util.List;

/** The history of a ticket on the wire; its rows are those of the read model. */
record TicketHistoryJson(
    AsOfJson asOf, ListedTicket ticket, List<ListedCheckIn> checkIns, boolean hasMore) {

  static TicketHistoryJson of(TicketHistory history) {
    return new TicketHistoryJson(
        AsOfJson.of(history.asOf()), history.ticket(), history.passages(), history.hasMore());
  }
}
