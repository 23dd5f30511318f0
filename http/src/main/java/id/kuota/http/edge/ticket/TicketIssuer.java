package id.kuota.http.edge.ticket;

import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.ticket.HumanCode;
import id.kuota.engine.ticket.TicketClaim;
import id.kuota.engine.ticket.TicketCode;
import id.kuota.engine.ticket.TicketView;
import id.kuota.http.edge.identity.OrderSeal;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.identity.SigningKeys;
import id.kuota.http.edge.identity.TicketLink;
import id.kuota.http.edge.identity.TicketLinks;
import java.util.List;
import java.util.Optional;

/** Derives the tickets of paid orders: always one code for one generation of a ticket. */
final class TicketIssuer {

  /** The first code of a ticket; it has a later one when the ticket was issued again. */
  private static final int FIRST_GENERATION = 1;

  private final SigningKeys keys;
  private final OrderSeal seal;
  private final TicketLinks links;

  TicketIssuer(ServerSecret secret, SigningKeys keys) {
    this.keys = keys;
    this.seal = new OrderSeal(secret);
    this.links = new TicketLinks(secret);
  }

  /** Returns the tickets that admit: those of an order that is paid. */
  static List<Ticket> valid(OrderView order) {
    return switch (order.status()) {
      case PAID -> order.tickets();
      case HELD, RETAKING, CANCELLED, EXPIRED, REFUND_DUE, REFUNDED -> List.of();
    };
  }

  /**
   * Issues the ticket of this number, beginning with 1.
   *
   * @param used the ticket as its entity has it; empty if it was never used
   */
  IssuedTicket issue(OrderView order, int number, Optional<TicketView> used) {
    Ticket ticket = order.tickets().get(number - 1);
    int generation = used.map(TicketView::generation).orElse(FIRST_GENERATION);
    var claim =
        new TicketClaim(
            keys.active(),
            ticket.id(),
            generation,
            order.sale(),
            ticket.offer(),
            seal.seal(order.order(), ticket.id()));
    return new IssuedTicket(
        ticket.id(),
        number,
        ticket.offer(),
        name(order, ticket),
        generation,
        used.map(TicketView::status).orElse(TicketView.Status.VALID),
        TicketCode.write(claim, keys.signer()),
        HumanCode.of(ticket.id(), generation),
        "/tickets/" + links.of(new TicketLink(order.order(), ticket.id(), generation)));
  }

  /** Returns what was bought, in the words of that day. */
  private static String name(OrderView order, Ticket ticket) {
    return order.lines().stream()
        .filter(line -> line.offer().equals(ticket.offer()))
        .map(OrderLine::name)
        .findFirst()
        .orElse(ticket.offer().value());
  }
}
