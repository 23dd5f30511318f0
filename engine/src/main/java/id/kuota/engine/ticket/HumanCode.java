package id.kuota.engine.ticket;

import id.kuota.engine.ShortHash;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Eight letters and digits under the QR code, for a broken screen: to be read out and typed in.
 * None looks like another; a new code of the ticket has new ones. It is no proof by itself: the
 * server looks up which ticket of a sale has it.
 */
public record HumanCode(String value) {

  private static final int LENGTH = 8;
  private static final int HALF = LENGTH / 2;

  /** In the order of the 32 letters of {@link ShortHash}, without 0, O, 1 and I. */
  private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

  private static final String HASH_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final Pattern FORM = Pattern.compile("[2-9A-HJ-NP-Z]{8}");

  /** Hyphens and blanks of every kind, and invisible characters. */
  private static final Pattern GAPS = Pattern.compile("[\\p{Pd}\\p{Z}\\p{C}]");

  public static HumanCode of(TicketId ticket, int generation) {
    var code = new StringBuilder(LENGTH);
    ShortHash.of("human/" + ticket + "/" + generation)
        .chars()
        .limit(LENGTH)
        .forEach(letter -> code.append(ALPHABET.charAt(HASH_ALPHABET.indexOf(letter))));
    return new HumanCode(code.toString());
  }

  /**
   * Returns what a person typed, with or without the hyphen, in either case and width. A sign that
   * no code has, such as 0 or I, is not replaced by one that looks like it: it may have been
   * another.
   */
  public static Optional<HumanCode> parse(String typed) {
    String narrow = Normalizer.normalize(typed, Normalizer.Form.NFKC);
    String code = GAPS.matcher(narrow).replaceAll("").toUpperCase(Locale.ROOT);
    return FORM.matcher(code).matches() ? Optional.of(new HumanCode(code)) : Optional.empty();
  }

  /** Returns the printed form: two groups of four. */
  @Override
  public String toString() {
    return value.substring(0, HALF) + "-" + value.substring(HALF);
  }
}
