package id.kuota.http.edge.identity;

import id.kuota.engine.ShortHash;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * An API token as an operator sends it: {@code kuota_op_}, the letters of its id, and its secret of
 * 240 random bits. Scanners of repositories find leaked ones by the prefix.
 *
 * @param id of the token, as in histories
 * @param secret shown once
 */
public record TokenText(String id, String secret) {

  public static final String PREFIX = "kuota_op_";

  /** Begins the id of a token. */
  public static final String ID_PREFIX = "tok_";

  private static final int ID_LETTERS = 26;
  private static final int SECRET_LETTERS = 48;
  private static final int SECRET_BYTES = 30;
  private static final SecureRandom CHANCE = new SecureRandom();

  /** Returns a new secret for the token of this id. */
  public static TokenText fresh(String id) {
    var bytes = new byte[SECRET_BYTES];
    CHANCE.nextBytes(bytes);
    return new TokenText(id, ShortHash.encode(bytes, SECRET_LETTERS));
  }

  /** Returns the id of the token that an operator creates with this key; always the same one. */
  public static String idOf(ServerSecret secret, String idempotencyKey) {
    return ID_PREFIX + ShortHash.encode(secret.hash("token\n" + idempotencyKey), ID_LETTERS);
  }

  /** Returns whether a text has the form of an id. */
  public static boolean isId(String id) {
    return ShortHash.isForm(id, ID_PREFIX, ID_LETTERS);
  }

  /** Reads what was sent; empty if it has not the form of a token. */
  public static Optional<TokenText> parse(String text) {
    int middle = PREFIX.length() + ID_LETTERS;
    if (!text.startsWith(PREFIX) || text.length() <= middle || text.charAt(middle) != '_') {
      return Optional.empty();
    }
    String id = ID_PREFIX + text.substring(PREFIX.length(), middle);
    String secret = text.substring(middle + 1);
    return isId(id) && ShortHash.isForm(secret, "", SECRET_LETTERS)
        ? Optional.of(new TokenText(id, secret))
        : Optional.empty();
  }

  /** Returns what the operator sends. */
  public String text() {
    return PREFIX + id.substring(ID_PREFIX.length()) + "_" + secret;
  }

  /** Hides the secret. */
  @Override
  public String toString() {
    return "TokenText(" + id + ", not shown)";
  }
}
