package id.kuota.http.edge.identity;

import id.kuota.engine.ShortHash;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.ticket.TicketId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes links to tickets and knows its own: 26 letters of the ticket, 26 of the sealed order, the
 * generation if it is not the first, and a check of 26 that only the server can compute.
 */
public final class TicketLinks {

  private static final int LETTERS = 26;
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9a-hjkmnp-tv-z]{26})([0-9a-hjkmnp-tv-z]{26})(?:-([1-9][0-9]{0,4}))?-([0-9a-hjkmnp-tv-z]{26})");

  private final ServerSecret secret;
  private final OrderSeal seal;

  public TicketLinks(ServerSecret secret) {
    this.secret = secret;
    this.seal = new OrderSeal(secret);
  }

  /** Returns the last segment of the address of the ticket's page. */
  public String of(TicketLink link) {
    return of(
        link.ticket(), seal.seal(link.order(), link.ticket()), Integer.toString(link.generation()));
  }

  /** Returns what the link leads to, if it was written here; compared in constant time. */
  public Optional<TicketLink> parse(String link) {
    Matcher parts = FORM.matcher(link);
    if (!parts.matches()) return Optional.empty();
    var ticket = TicketId.ofLetters(parts.group(1));
    String sealed = parts.group(2);
    String generation = parts.group(3) == null ? "1" : parts.group(3);
    if (!MessageDigest.isEqual(ascii(link), ascii(of(ticket, sealed, generation)))) {
      return Optional.empty();
    }
    OrderId order = seal.open(sealed, ticket);
    return Optional.of(new TicketLink(order, ticket, Integer.parseInt(generation)));
  }

  private String of(TicketId ticket, String sealed, String generation) {
    String body = ticket.letters() + sealed + (generation.equals("1") ? "" : "-" + generation);
    return body + "-" + ShortHash.encode(secret.hash("ticket link\n" + body), LETTERS);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
