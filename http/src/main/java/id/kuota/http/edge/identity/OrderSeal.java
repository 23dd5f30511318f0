package id.kuota.http.edge.identity;

import id.kuota.engine.ShortHash;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.ticket.TicketId;
import java.util.Arrays;

/**
 * Hides the order of a ticket from all but the server, and finds it again. What hides it follows
 * from the ticket, which is one of that order only, so the same text never hides two orders. The
 * seal does not prove anything: what carries it must be signed.
 */
public final class OrderSeal {

  private static final int LETTERS = 26;

  private final ServerSecret secret;
  private final OrderIds orders;

  public OrderSeal(ServerSecret secret) {
    this.secret = secret;
    this.orders = new OrderIds(secret);
  }

  /** Returns 26 letters. */
  public String seal(OrderId order, TicketId ticket) {
    return masked(OrderIds.body(order), ticket);
  }

  /** Returns what was sealed for this ticket; another order, which is none, if it never was. */
  public OrderId open(String sealed, TicketId ticket) {
    return orders.ofBody(masked(sealed, ticket));
  }

  private String masked(String letters, TicketId ticket) {
    byte[] bytes = ShortHash.decode(letters);
    byte[] mask = Arrays.copyOf(secret.hash("order of ticket\n" + ticket), bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= mask[i];
    }
    return ShortHash.encode(bytes, LETTERS);
  }
}
