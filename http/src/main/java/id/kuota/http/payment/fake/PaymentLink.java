package id.kuota.http.payment.fake;

import id.kuota.engine.order.OrderId;
import id.kuota.engine.payment.PaymentId;
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
  private static final Pattern METHOD = Pattern.compile("[a-z_]{1,40}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
  private static final int LENGTH_MAX = 250;

  private final Signing signing;

  PaymentLink(Signing signing) {
    this.signing = signing;
  }

  String write(FakePayment payment) {
    String content =
        String.join(
            SEPARATOR,
            payment.payment().value(),
            payment.order(),
            payment.method(),
            Long.toString(payment.amount()),
            payment.currency(),
            Long.toString(payment.expiresAt().toEpochMilli()));
    return content + SEPARATOR + signing.ofLink(content);
  }

  /** The payment in a link; empty for everything that was not written here with this key. */
  Optional<FakePayment> read(String link) {
    int end = link.lastIndexOf(SEPARATOR);
    if (end < 0 || link.length() > LENGTH_MAX) return Optional.empty();
    String content = link.substring(0, end);
    if (!Signing.same(signing.ofLink(content), link.substring(end + 1))) return Optional.empty();
    List<String> parts = List.of(content.split(SEPARATOR, -1));
    return wellFormed(parts)
        ? Optional.of(
            new FakePayment(
                new PaymentId(parts.get(0)),
                parts.get(1),
                parts.get(2),
                Long.parseLong(parts.get(3)),
                parts.get(4),
                Instant.ofEpochMilli(Long.parseLong(parts.get(5)))))
        : Optional.empty();
  }

  private static boolean wellFormed(List<String> parts) {
    return parts.size() == 6
        && PaymentId.isValid(parts.get(0))
        && OrderId.isValid(parts.get(1))
        && METHOD.matcher(parts.get(2)).matches()
        && NUMBER.matcher(parts.get(3)).matches()
        && CURRENCY.matcher(parts.get(4)).matches()
        && NUMBER.matcher(parts.get(5)).matches();
  }
}
