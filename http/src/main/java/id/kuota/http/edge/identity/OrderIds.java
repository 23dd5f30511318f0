package id.kuota.http.edge.identity;

import id.kuota.engine.ShortHash;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Makes order ids and knows its own: {@code ord_}, 26 letters from the buyer and the
 * Idempotency-Key, 6 letters that only the server can compute from the others. So a made-up id is
 * turned away without waking an entity, and a guess at a real one has 130 bits against it.
 */
public final class OrderIds {

  private static final String PREFIX = "ord_";
  private static final int BODY_LETTERS = 26;
  private static final int CHECK_LETTERS = 6;

  private final ServerSecret secret;

  public OrderIds(ServerSecret secret) {
    this.secret = secret;
  }

  /** Returns the order that this buyer places with this key; always the same one. */
  public OrderId of(BuyerKey buyer, String idempotencyKey) {
    return of(buyer, idempotencyKey, ApiClient.ANY);
  }

  /**
   * Returns the order that this client places for this buyer with this key. No two buyers, keys or
   * clients have one order: none of the three parts has a line break.
   */
  public OrderId of(BuyerKey buyer, String idempotencyKey, ApiClient client) {
    String names = "order\n" + buyer.value() + "\n" + idempotencyKey + client.line();
    return ofBody(ShortHash.encode(secret.hash(names), BODY_LETTERS));
  }

  /** Returns the order of this id, if the id was made here; compared in constant time. */
  public Optional<OrderId> parse(String id) {
    if (!OrderId.isValid(id)) return Optional.empty();
    String body = id.substring(PREFIX.length(), PREFIX.length() + BODY_LETTERS);
    String check = id.substring(PREFIX.length() + BODY_LETTERS);
    return MessageDigest.isEqual(ascii(check), ascii(check(body)))
        ? Optional.of(new OrderId(id))
        : Optional.empty();
  }

  /** Returns the letters of an order that its id follows from. */
  static String body(OrderId order) {
    return order.value().substring(PREFIX.length(), PREFIX.length() + BODY_LETTERS);
  }

  /** Returns the order of this body. */
  OrderId ofBody(String body) {
    return new OrderId(PREFIX + body + check(body));
  }

  private String check(String body) {
    return ShortHash.encode(secret.hash("check\n" + body), CHECK_LETTERS);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
