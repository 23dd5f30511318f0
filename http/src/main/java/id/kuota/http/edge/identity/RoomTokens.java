package id.kuota.http.edge.identity;

import id.kuota.engine.ShortHash;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.waitingroom.EntryId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs what people carry through waiting rooms, and knows its own. The signature is an HMAC of all
 * other parts, so a check costs no look at any table.
 */
public final class RoomTokens {

  private static final int LETTERS = 26;

  private static final Pattern FORM =
      Pattern.compile(
          "[a-z]{3}_([a-z0-9-]{1,63})\\.([0-9a-f]{32})\\.(\\d{1,10})\\.(\\d{1,12})\\."
              + "([0-9a-hjkmnp-tv-z]{26})");

  private final ServerSecret secret;

  public RoomTokens(ServerSecret secret) {
    this.secret = secret;
  }

  /** Returns the entry of a person into the room of a sale; always the same one. */
  public EntryId entry(SaleId sale, BuyerKey person) {
    return EntryId.of(secret.hash("waiting room entry\n" + sale + "\n" + person));
  }

  /** Returns the id of the link that an operator makes with this key; always the same one. */
  public EntryId link(SaleId sale, String idempotencyKey) {
    return EntryId.of(secret.hash("waiting room link\n" + sale + "\n" + idempotencyKey));
  }

  /** Returns the text of a token. */
  public String text(RoomToken token) {
    String body =
        "%s%s.%s.%d.%d"
            .formatted(
                token.kind().prefix(),
                token.sale(),
                token.entry(),
                token.number(),
                token.expires().getEpochSecond());
    return body + "." + signature(body);
  }

  /** Returns the token of a text, if it was signed here; compared in constant time. */
  public Optional<RoomToken> parse(RoomToken.Kind kind, String text) {
    Matcher parts = FORM.matcher(text);
    if (!text.startsWith(kind.prefix()) || !parts.matches() || !SaleId.isValid(parts.group(1))) {
      return Optional.empty();
    }
    String body = text.substring(0, text.length() - LETTERS - 1);
    if (!MessageDigest.isEqual(ascii(parts.group(5)), ascii(signature(body)))) {
      return Optional.empty();
    }
    return Optional.of(
        new RoomToken(
            kind,
            new SaleId(parts.group(1)),
            EntryId.parse(parts.group(2)),
            Long.parseLong(parts.group(3)),
            Instant.ofEpochSecond(Long.parseLong(parts.group(4)))));
  }

  private String signature(String body) {
    return ShortHash.encode(secret.hash("waiting room token\n" + body), LETTERS);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
