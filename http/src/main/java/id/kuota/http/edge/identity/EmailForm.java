package id.kuota.http.edge.identity;

import com.ibm.icu.text.IDNA;
import java.util.Optional;

/**
 * An e-mail address in one form: folded, without spaces, its domain as the mail system writes it.
 * Dots and {@code +tags} stay: only the mail server knows which mailbox they name.
 */
final class EmailForm {

  private static final IDNA DOMAINS =
      IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE);

  private static final String PUNYCODE = "xn--";

  /** Separates labels too, as an input method writes it. */
  private static final char FULL_STOP = '\u3002';

  private EmailForm() {}

  /** Returns the form of a {@linkplain FoldedText folded} text; empty if it is no such address. */
  static Optional<String> of(String folded) {
    String address = FoldedText.withoutSpaces(folded);
    int at = address.lastIndexOf('@');
    String domain = withoutRoot(address.substring(at + 1).replace(FULL_STOP, '.'));
    if (at <= 0 || domain.isEmpty()) return Optional.empty();
    return Optional.of(address.substring(0, at + 1) + domain(domain));
  }

  /** Removes the final dot of a domain, which stands for its root. */
  private static String withoutRoot(String domain) {
    int end = domain.length();
    while (end > 0 && domain.charAt(end - 1) == '.') end--;
    return domain.substring(0, end);
  }

  /** A domain that cannot be written in ASCII stays as it is: no mail reaches it. */
  private static String domain(String domain) {
    if (isPlain(domain)) return domain;
    var info = new IDNA.Info();
    String written = DOMAINS.nameToUnicode(domain, new StringBuilder(), info).toString();
    if (info.hasErrors()) return domain;
    info = new IDNA.Info();
    String ascii =
        DOMAINS.nameToASCII(FoldedText.of(written), new StringBuilder(), info).toString();
    return info.hasErrors() ? domain : ascii;
  }

  private static boolean isPlain(String domain) {
    return !domain.contains(PUNYCODE) && domain.chars().allMatch(c -> c < 0x80);
  }
}
