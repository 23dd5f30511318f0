package id.kuota.http.edge.ticket;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * What a scanner typed, without what scanners, keyboards and forms put around a code. The codes
 * have capitals only, so that lower case letters are free of doubt: CapsLock was on.
 *
 * @param typed without control and invisible characters: tabs, line ends, GS, byte order marks
 * @param plain the same in capitals, without wide forms, blanks at the ends, and the symbology
 *     identifier that some scanners send first ({@code ]Q1})
 */
record ScannedText(String typed, String plain) {

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\x{FFFD}]");
  private static final Pattern SYMBOLOGY = Pattern.compile("^\\][A-Za-z][0-9A-Za-z]");

  static ScannedText of(String text) {
    String typed = INVISIBLE.matcher(text).replaceAll("");
    String narrow = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
    return new ScannedText(typed, capitals(SYMBOLOGY.matcher(narrow).replaceFirst("").strip()));
  }

  /** In ASCII only: other letters are of other keyboards, and have capitals of two letters. */
  static String capitals(String text) {
    var capitals = new StringBuilder(text);
    for (int i = 0; i < capitals.length(); i++) {
      char letter = capitals.charAt(i);
      if (letter >= 'a' && letter <= 'z') capitals.setCharAt(i, (char) (letter - 'a' + 'A'));
    }
    return capitals.toString();
  }
}
