package id.kuota.http.payment.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The last segment of a payment's address. It carries all that the gateway needs to know, sealed,
 * so that a payment can be made also when the gateway has been restarted or has forgotten it:
 *
 * <pre>  pay_...~ord_...~qris~9600000~IDR~1795255200000~seal</pre>
 */
final class PaymentLink {

  private static final String SEPARATOR = "~";
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
  private static final int LENGTH_MAX = 250;

  private final Signing signing;
  private final URI notifications;

  /**
   * Links of one gateway.
   *
   * @param notifications where those of a payment go that was read from a link
   */
  PaymentLink(Signing signing, URI notifications) {
    this.signing = signing;
    this.notifications = notifications;
  }

  String write(FakePayment payment) {
    String content =
        String.join(
            SEPARATOR,
            payment.id(),
            payment.order(),
            payment.method(),
            Long.toString(payment.amount()),
            payment.currency(),
            Long.toString(payment.expiresAt().toEpochMilli()));
    return content + SEPARATOR + signing.ofLink(content);
  }

  /**
   * Returns the payment in a link; empty for everything that was not written here with this key.
   */
  Optional<FakePayment> read(String link) {
    int end = link.lastIndexOf(SEPARATOR);
    if (end < 0 || link.length() > LENGTH_MAX) return Optional.empty();
    String content = link.substring(0, end);
    if (!Signing.same(signing.ofLink(content), link.substring(end + 1))) return Optional.empty();
    List<String> parts = List.of(content.split(SEPARATOR, -1));
    return wellFormed(parts)
        ? Optional.of(
            new FakePayment(
                parts.get(0),
                parts.get(1),
                parts.get(2),
                Long.parseLong(parts.get(3)),
                parts.get(4),
                Instant.ofEpochMilli(Long.parseLong(parts.get(5))),
                notifications))
        : Optional.empty();
  }

  private static boolean wellFormed(List<String> parts) {
    return parts.size() == 6
        && FakePayment.isWellFormed(parts.get(0), parts.get(1), parts.get(2))
        && NUMBER.matcher(parts.get(3)).matches()
        && CURRENCY.matcher(parts.get(4)).matches()
        && NUMBER.matcher(parts.get(5)).matches();
  }
}
