package id.kuota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.cart.CartId;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.TicketId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids are checked by hand, letter by letter; here stands as a pattern what they must be. */
final class IdFormsTest {

  private static final String HASH = "0123456789abcdefghjkmnpqrs";
  private static final String LONGER = HASH + "tvwxyz";
  private static final String SLUG = "[a-z0-9][a-z0-9-]{0,62}";
  private static final String LONGEST = "a".repeat(63);

  /** One kind of id, with examples of which some are right and some nearly. */
  record Kind(String pattern, Predicate<String> isValid, List<String> examples) {}

  static Stream<Kind> kinds() {
    return Stream.of(
        hashed("ord_", 32, LONGER, OrderId::isValid),
        hashed("crt_", 32, LONGER, CartId::isValid),
        hashed("pay_", 26, HASH, PaymentId::isValid),
        hashed("ref_", 26, HASH, RefundId::isValid),
        hashed("tkt_", 26, HASH, TicketId::isValid),
        hashed("dev_", 26, HASH, DeviceId::isValid),
        new Kind(SLUG, SaleId::isValid, List.of("", "a", "9-a", "-a", "a-", LONGEST)),
        new Kind(
            SLUG + "\\." + SLUG,
            GateId::isValid,
            List.of("", ".", "a.", ".a", "a.b", "a.-", "a.b.c", LONGEST + "." + LONGEST)),
        new Kind(
            SLUG + "[.~][a-z0-9-]{1,63}",
            QuotaId::isValid,
            List.of("", "~", "a~", ".a", "a.b", "a~-", "-~a", "a.b~c", LONGEST + "~" + LONGEST)));
  }

  private static Kind hashed(String prefix, int letters, String hash, Predicate<String> isValid) {
    String pattern = prefix + "[0-9a-hjkmnp-tv-z]{" + letters + "}";
    return new Kind(pattern, isValid, List.of(prefix + hash, prefix, hash));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void areWhatTheirPatternSays(Kind kind) {
    var form = Pattern.compile(kind.pattern());
    for (String example : kind.examples()) {
      for (String text : nearTo(example)) {
        assertThat(kind.isValid().test(text)).as(text).isEqualTo(form.matcher(text).matches());
      }
    }
  }

  /** The text, with another letter at each place, and with one more or less. */
  private static List<String> nearTo(String text) {
    var near = new ArrayList<>(List.of(text));
    for (char letter : "a0z9-_.~AilouÄ\n ".toCharArray()) {
      near.add(text + letter);
      near.add(letter + text);
      for (int i = 0; i < text.length(); i++) {
        near.add(text.substring(0, i) + letter + text.substring(i + 1));
      }
    }
    if (!text.isEmpty()) near.add(text.substring(1));
    return near;
  }
}
