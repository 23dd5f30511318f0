package id.kuota.http.edge.refund;

import java.util.List;

/**
 * Tickets of an order that were taken back by one request, on the wire.
 *
 * @param left tickets that are still to be taken back: ask again
 */
record CancelledOrderJson(String order, List<CancelledTicketJson> cancelled, int left) {

  CancelledOrderJson {
    cancelled = List.copyOf(cancelled);
  }
}
