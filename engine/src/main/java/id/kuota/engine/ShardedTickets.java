package id.kuota.engine;

import id.kuota.engine.entity.EntityAsk;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketEntity;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import id.kuota.engine.ticket.Tickets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** Asks the sharded tickets. */
record ShardedTickets(EntityAsk asks, ClusterSharding sharding) implements Tickets {

  @Override
  public CompletionStage<Reply<TicketView, TicketRefused>> ask(
      TicketId ticket, TicketOrigin claimed, TicketCommand command) {
    return asks.askRepeatedly(
        ticket(ticket), replyTo -> new TicketEntity.Ask(claimed, command, replyTo));
  }

  @Override
  public CompletionStage<Optional<TicketView>> look(TicketId ticket) {
    return asks.<TicketEntity.Message, TicketEntity.Looked>look(
            ticket(ticket), TicketEntity.Look::new)
        .thenApply(TicketEntity.Looked::view);
  }

  private RecipientRef<TicketEntity.Message> ticket(TicketId ticket) {
    return sharding.entityRefFor(TicketEntity.TYPE, ticket.value());
  }
}
