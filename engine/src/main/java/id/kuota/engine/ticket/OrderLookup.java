package id.kuota.engine.ticket;

import java.util.function.Consumer;

/** Asks the order for its word on a ticket. Always answers, at the latest when its time is up. */
@FunctionalInterface
public interface OrderLookup {

  void ask(TicketId ticket, TicketOrigin claimed, Consumer<TicketEligibility> answer);
}
