package id.kuota.http.edge.gate;

import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketView;
import java.time.Instant;

/** A passage that was taken back. */
record AnnulledJson(String ticket, String nonce, String gate, String list, Instant at) {

  static AnnulledJson of(TicketView view, String nonce) {
    Scan scan = view.passage(nonce).orElseThrow().scan();
    return new AnnulledJson(
        view.ticket().value(), nonce, scan.gate().value(), scan.list(), scan.at());
  }
}
