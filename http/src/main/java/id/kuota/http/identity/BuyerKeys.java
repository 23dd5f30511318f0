package id.kuota.http.identity;

import id.kuota.engine.ShortHash;
import id.kuota.engine.order.BuyerKey;
import java.text.Normalizer;
import java.util.Locale;

/** Makes the keyed hash of who buys. The same person written in another way is the same buyer. */
public final class BuyerKeys {

  /** Characters that a buyer has in the usual form. */
  public static final int LENGTH_MIN = 3;

  public static final int LENGTH_MAX = 200;

  private static final int LETTERS = 26;

  private final ServerSecret secret;

  public BuyerKeys(ServerSecret secret) {
    this.secret = secret;
  }

  /** The key of a buyer in the {@linkplain #normal usual form}. */
  public BuyerKey of(String normalBuyer) {
    return new BuyerKey(ShortHash.encode(secret.hash("buyer\n" + normalBuyer), LETTERS));
  }

  public static boolean isValid(String buyer) {
    String normal = normal(buyer);
    int length = normal.codePointCount(0, normal.length());
    return length >= LENGTH_MIN && length <= LENGTH_MAX;
  }

  /** How a buyer is written: compatible characters made equal, trimmed, in lower case. */
  public static String normal(String buyer) {
    return Normalizer.normalize(buyer, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }
}
