package id.kuota.http.edge.identity;

import com.ibm.icu.text.Normalizer2;

/**
 * A folding of what a reader cannot distinguish: compatible forms, case (full case folding, by
 * which {@code ß} is {@code ss}), the order of combining marks, and everything that is invisible.
 * Stable: the folded text folds to itself, and Unicode promises never to change it for assigned
 * characters.
 */
final class FoldedText {

  /** Removes default-ignorable characters: zero widths, soft hyphens, variation selectors, tags. */
  private static final Normalizer2 CASE_FOLD = Normalizer2.getNFKCCasefoldInstance();

  /** Goes first: one combining mark folds to a letter, and marks after it are sorted otherwise. */
  private static final Normalizer2 ORDERED = Normalizer2.getNFKCInstance();

  private static final int BRAILLE_BLANK = 0x2800;
  private static final int OBJECT_REPLACEMENT = 0xFFFC;
  private static final int NULL_NOTEHEAD = 0x1D159;

  private FoldedText() {}

  /** Returns the folded text, without spaces around it and with single ones within. */
  static String of(String text) {
    return CASE_FOLD.normalize(visible(CASE_FOLD.normalize(ORDERED.normalize(text))));
  }

  /** Returns a folded text without any space. */
  static String withoutSpaces(String folded) {
    return folded.indexOf(' ') < 0 ? folded : CASE_FOLD.normalize(folded.replace(" ", ""));
  }

  private static String visible(String text) {
    var visible = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isSpace(point)) {
                if (!visible.isEmpty() && visible.charAt(visible.length() - 1) != ' ') {
                  visible.append(' ');
                }
              } else if (!isInvisible(point)) {
                visible.appendCodePoint(point);
              }
            });
    return visible.toString().stripTrailing();
  }

  private static boolean isSpace(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == BRAILLE_BLANK;
  }

  /** Not all format characters are default-ignorable, and some symbols show nothing. */
  private static boolean isInvisible(int point) {
    int type = Character.getType(point);
    return type == Character.FORMAT
        || type == Character.CONTROL
        || type == Character.SURROGATE
        || point == OBJECT_REPLACEMENT
        || point == NULL_NOTEHEAD;
  }
}
