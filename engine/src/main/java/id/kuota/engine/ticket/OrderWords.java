package id.kuota.engine.ticket;

import org.apache.pekko.actor.typed.ActorRef;

/** Asks the order for its word on a ticket. Always answers, at the latest when its time is up. */
@FunctionalInterface
public interface OrderWords {

  void ask(TicketId ticket, TicketOrigin claimed, ActorRef<OrderWord> replyTo);
}
