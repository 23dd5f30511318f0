package id.kuota.engine.ticket;

import org.jspecify.annotations.Nullable;

/**
 * A ticket's no, with what the staff at the gate is asked next.
 *
 * @param first the first admission to the list; null if there is none, or it does not matter
 */
public record TicketRefused(TicketRefusal reason, @Nullable Scan first) {

  public static TicketRefused of(TicketRefusal reason) {
    return new TicketRefused(reason, null);
  }
}
