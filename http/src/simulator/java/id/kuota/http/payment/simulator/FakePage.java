package id.kuota.http.payment.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page of one payment. */
final class FakePage {

  private static final String TEMPLATE = load("page.html");
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z_]+)}}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss 'WIB'", Locale.ENGLISH)
          .withZone(ZoneOffset.ofHours(7));

  private FakePage() {}

  /** Returns HTML. {@code link} is the last segment of the page's address. */
  static String of(Remembered known, String link, Instant now) {
    FakePayment payment = known.payment();
    boolean late = !now.isBefore(payment.expiresAt());
    return fill(
        Map.of(
            "amount", Rupiah.format(payment.amount(), payment.currency()),
            "method", payment.method().replace('_', ' '),
            "payment", payment.id(),
            "order", payment.order(),
            "pay_by", TIME.format(payment.expiresAt()) + (late ? " (over: money now is late)" : ""),
            "outcome", outcome(known),
            "refunded", known.refunds().isEmpty() ? "nothing" : refunded(known),
            "delivery", words(known.news()),
            "link", link));
  }

  private static String outcome(Remembered known) {
    TransactionStatus status = known.status();
    if (status == null) return "open";
    return known.challenged() ? "challenge" : status.word();
  }

  private static String refunded(Remembered known) {
    return known.refunds().stream()
        .map(
            refund ->
                Rupiah.format(refund.amount(), known.payment().currency())
                    + " ("
                    + refund.key()
                    + ")")
        .collect(Collectors.joining(", "));
  }

  private static String words(@Nullable Delivery delivery) {
    return switch (delivery) {
      case null -> "nothing yet";
      case Delivery.Answered(int status, int attempts) ->
          "it was answered with %d, at attempt %d".formatted(status, attempts);
      case Delivery.OnItsWay onItsWay -> "it is in flight";
      case Delivery.GivenUp(int attempts) ->
          "it was dropped after %d attempts; send it again".formatted(attempts);
      case Delivery.TooMany tooMany -> "too many others are in flight; send it again";
      case Delivery.Nothing nothing -> "there was nothing to send again";
    };
  }

  private static String fill(Map<String, String> values) {
    return PLACE
        .matcher(TEMPLATE)
        .replaceAll(place -> Matcher.quoteReplacement(escaped(values, place.group(1))));
  }

  private static String escaped(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) throw new IllegalStateException("the page uses an unknown value: " + name);
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String load(String name) {
    try (InputStream file = FakePage.class.getResourceAsStream(name)) {
      if (file == null) throw new IllegalStateException("missing in the jar: " + name);
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
