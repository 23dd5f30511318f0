package id.kuota.http.edge.identity;

import id.kuota.engine.ShortHash;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.BuyerKey;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes the keyed hashes of buyers. One person written in several ways is one buyer: an e-mail
 * address has one {@linkplain EmailForm form}, a phone number {@linkplain PhoneForm another}, and
 * anything else is {@linkplain FoldedText folded}.
 *
 * <p>Two keys come from one text. That of its <i>spelling</i>, in the form of the first release,
 * names orders and carts, so that a retry finds its order also when forms are added; that of its
 * <i>person</i> counts purchases.
 */
public final class BuyerKeys {

  /** Characters that a buyer has at least, and all of them can be seen. */
  public static final int LENGTH_MIN = 3;

  public static final int LENGTH_MAX = 200;

  /** What a request must say, for its problem. */
  public static final String WANTED =
      "must have from %d to %d visible characters".formatted(LENGTH_MIN, LENGTH_MAX);

  /**
   * Characters as they are sent: three of them may be one, and sorting thousands of combining marks
   * would take a second.
   */
  private static final int WRITTEN_MAX = 5 * LENGTH_MAX;

  private static final int LETTERS = 26;

  private final ServerSecret secret;
  private final BuyerPolicy policy;
  private final PhoneForm phones;

  public BuyerKeys(ServerSecret secret) {
    this(secret, BuyerPolicy.DEFAULT);
  }

  public BuyerKeys(ServerSecret secret, BuyerPolicy policy) {
    this.secret = secret;
    this.policy = policy;
    this.phones = new PhoneForm(policy.phoneRegion());
  }

  /** Returns the key of the spelling: names orders and carts. */
  public BuyerKey of(String written) {
    return hash(spelling(written));
  }

  /** Returns the buyer whose purchases are counted. */
  public Buyer buyer(String written) {
    String spelling = spelling(written);
    String person = person(written);
    if (person.equals(spelling)) return Buyer.of(hash(person));
    Optional<BuyerKey> former =
        policy.formerKeys() ? Optional.of(hash(spelling)) : Optional.empty();
    return new Buyer(hash(person), former);
  }

  /** Returns whether phone numbers of a region are known. */
  public static boolean isPhoneRegion(String region) {
    return PhoneForm.isRegion(region);
  }

  public static boolean isValid(String written) {
    if (written.length() > WRITTEN_MAX) return false;
    return length(spelling(written)) <= LENGTH_MAX && length(FoldedText.of(written)) >= LENGTH_MIN;
  }

  /**
   * Returns the form of the first release: compatible characters made equal, trimmed, in lower
   * case.
   */
  static String spelling(String written) {
    return Normalizer.normalize(written, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  /** Returns the form that all spellings of one person have. */
  String person(String written) {
    String folded = FoldedText.of(written);
    return EmailForm.of(folded).or(() -> phones.of(folded)).orElse(folded);
  }

  private BuyerKey hash(String form) {
    return new BuyerKey(ShortHash.encode(secret.hash("buyer\n" + form), LETTERS));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
