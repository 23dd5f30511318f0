package id.kuota.http.edge.identity;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A phone number in one form, E.164: {@code +628123456789}.
 *
 * <p>A number with its country code or its trunk prefix is taken by its length, which does not
 * change when an operator gets new numbers. Digits without either are a number only if such a
 * number is assigned: they are more often an id.
 */
final class PhoneForm {

  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final String SEPARATORS = " ()[]./~\u00b7\u2212";
  private static final String SCHEME = "tel:";
  private static final int DIGITS_MIN = 7;
  private static final int DIGITS_MAX = 18;

  private final @Nullable String region;

  /**
   * Reads numbers of this region.
   *
   * @param region of numbers without a country code; empty: they are none
   */
  PhoneForm(Optional<String> region) {
    this.region = region.orElse(null);
  }

  static boolean isRegion(String region) {
    return NUMBERS.getSupportedRegions().contains(region);
  }

  /** Returns the form of a {@linkplain FoldedText folded} text; empty if it is no number. */
  Optional<String> of(String folded) {
    String digits = digits(folded.startsWith(SCHEME) ? folded.substring(4) : folded);
    if (digits.length() < DIGITS_MIN || digits.length() > DIGITS_MAX) return Optional.empty();
    if (digits.startsWith("+")) return number(digits, null, NUMBERS::isPossibleNumber);
    if (digits.startsWith("00")) {
      return number("+" + digits.substring(2), null, NUMBERS::isPossibleNumber);
    }
    if (region == null) return Optional.empty();
    return number(
        digits,
        region,
        digits.startsWith("0") ? NUMBERS::isPossibleNumber : NUMBERS::isValidNumber);
  }

  private static Optional<String> number(
      String digits, @Nullable String region, Predicate<PhoneNumber> counts) {
    try {
      PhoneNumber number = NUMBERS.parse(digits, region);
      return counts.test(number)
          ? Optional.of(NUMBERS.format(number, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException noNumber) {
      return Optional.empty();
    }
  }

  /**
   * Returns the digits as ASCII, after a plus sign if there is one; empty if there is anything
   * else.
   */
  private static String digits(String text) {
    var digits = new StringBuilder();
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int point = text.codePointAt(i);
      if (Character.isDigit(point)) {
        digits.append(Character.digit(point, 10));
      } else if (point == '+' && digits.isEmpty()) {
        digits.append('+');
      } else if (SEPARATORS.indexOf(point) < 0
          && Character.getType(point) != Character.DASH_PUNCTUATION) {
        return "";
      }
    }
    return digits.toString();
  }
}
