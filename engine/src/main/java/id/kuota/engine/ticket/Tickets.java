package id.kuota.engine.ticket;

import id.kuota.engine.Reply;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The tickets of the cluster, with the promises of {@link id.kuota.engine.order.Orders}. */
public interface Tickets {

  /**
   * Sends a command to a ticket.
   *
   * @param claimed where the code says that it comes from; the order has the last word
   */
  CompletionStage<Reply<TicketView, TicketRefused>> ask(
      TicketId ticket, TicketOrigin claimed, TicketCommand command);

  /** Returns the ticket as its entity has it; empty if it was never used. */
  CompletionStage<Optional<TicketView>> look(TicketId ticket);
}
