package id.kuota.http.edge.ticket;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketView;
import id.kuota.http.edge.identity.TicketLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** Puts tickets together from what their order and they themselves say. */
final class TicketFinder {

  private final Engine engine;
  private final TicketIssuer issuer;

  TicketFinder(Engine engine, TicketIssuer issuer) {
    this.engine = engine;
    this.issuer = issuer;
  }

  /** A ticket and the order that it is of. */
  record Found(OrderView order, IssuedTicket ticket) {}

  /** Returns the tickets from one number to another, both included. */
  CompletionStage<List<IssuedTicket>> issued(OrderView order, int from, int to) {
    var tickets = new ArrayList<CompletableFuture<IssuedTicket>>();
    IntStream.rangeClosed(from, to)
        .forEach(number -> tickets.add(issued(order, number).toCompletableFuture()));
    return CompletableFuture.allOf(tickets.toArray(CompletableFuture[]::new))
        .thenApply(done -> tickets.stream().map(CompletableFuture::resultNow).toList());
  }

  /** Finds the ticket that the link leads to, if it admits by the code that goes with it. */
  CompletionStage<Optional<Found>> find(TicketLink link) {
    return engine
        .orders()
        .look(link.order())
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Answered<OrderView, OrderRefused>(var order, var repeated) ->
                      find(order, link);
                  case Reply.Refused<OrderView, OrderRefused> refused -> nothing();
                });
  }

  private CompletionStage<Optional<Found>> find(OrderView order, TicketLink link) {
    return number(order, link.ticket())
        .map(
            number ->
                issued(order, number)
                    .thenApply(
                        ticket ->
                            Optional.of(new Found(order, ticket))
                                .filter(found -> ticket.generation() == link.generation())
                                .filter(found -> ticket.status() != TicketView.Status.VOID)))
        .orElseGet(TicketFinder::nothing);
  }

  private CompletionStage<IssuedTicket> issued(OrderView order, int number) {
    return engine
        .tickets()
        .look(order.tickets().get(number - 1).id())
        .thenApply(used -> issuer.issue(order, number, used));
  }

  /** Returns the number of a ticket within its order, if it admits. */
  static Optional<Integer> number(OrderView order, TicketId ticket) {
    List<Ticket> tickets = TicketIssuer.valid(order);
    return IntStream.range(0, tickets.size())
        .filter(i -> tickets.get(i).id().equals(ticket))
        .mapToObj(i -> i + 1)
        .findFirst();
  }

  private static CompletionStage<Optional<Found>> nothing() {
    return CompletableFuture.completedFuture(Optional.empty());
  }
}
