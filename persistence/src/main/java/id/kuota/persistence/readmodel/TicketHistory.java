package id.kuota.persistence.readmodel;

import java.util.List;

/**
 * What has become of a ticket.
 *
 * @param ticket as it is; its state says whether it was cancelled or made void, and its generation
 *     how often its code was made anew
 * @param passages through gates, the latest first, with annulled ones and conflicts
 * @param hasMore whether older passages are left out
 */
public record TicketHistory(
    AsOf asOf, ListedTicket ticket, List<ListedCheckIn> passages, boolean hasMore) {
  public TicketHistory {
    passages = List.copyOf(passages);
  }
}
