package id.kuota.http.edge.json;

/** What a text from outside may consist of. */
final class Characters {

  private Characters() {}

  /** No control characters (a database cannot keep NUL), and no half of a surrogate pair. */
  static boolean areClean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) return false;
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) return false;
        i++;
      }
    }
    return true;
  }
}
