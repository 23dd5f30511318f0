package id.kuota.http.edge.ticket;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the keys of a keyboard type in one country. The page of a gate reads the same file.
 *
 * @param plain what the 47 keys with signs type, row by row from the top left
 * @param shifted what they type with Shift
 */
record KeyboardLayout(String name, String plain, String shifted) {

  private static final String FILE = "/web/gate/layouts.json";
  private static final char COMBINING_FIRST = '\u0300';

  /** What a dead key types by itself, in the order of {@link #COMBINING}. */
  private static final String ACCENTS = "`´^~¨ˇ";

  private static final String COMBINING = "\u0300\u0301\u0302\u0303\u0308\u030c";

  /** Undoes what happened when two layouts met; what it does not know stays as it is. */
  record Undo(Map<Character, Character> keys) {

    String apply(String text) {
      var undone = new StringBuilder(text.length());
      for (int i = 0; i < text.length(); i++) {
        char typed = text.charAt(i);
        Character key = keys.get(typed);
        if (key != null) undone.append(key.charValue());
        else undone.append(afterDeadKey(typed));
      }
      return undone.toString();
    }

    /** A letter that no key types had its accent by a dead key, which was pressed before it. */
    private String afterDeadKey(char typed) {
      String parts = Normalizer.normalize(Character.toString(typed), Normalizer.Form.NFD);
      if (parts.length() != 2 || parts.charAt(1) < COMBINING_FIRST) return "" + typed;
      int accent = COMBINING.indexOf(parts.charAt(1));
      if (accent < 0) return "" + typed;
      char dead = ACCENTS.charAt(accent);
      char letter = parts.charAt(0);
      return "" + keys.getOrDefault(dead, dead) + keys.getOrDefault(letter, letter);
    }
  }

  /**
   * Returns all ways in which a scanner and a device of different layouts garble a code: one of
   * them has the first layout of the file, and the other any of the others; with and without a lock
   * of Shift, which turns digits into signs where digits have two meanings.
   */
  static List<Undo> undos() {
    List<KeyboardLayout> layouts = read();
    KeyboardLayout first = layouts.getFirst();
    return layouts.stream()
        .flatMap(
            other ->
                Stream.of(
                    undo(other, first),
                    undo(other.locked(), first),
                    undo(first, other),
                    undo(first.locked(), other)))
        .distinct()
        .toList();
  }

  private KeyboardLayout locked() {
    return new KeyboardLayout(name, /* plain= */ shifted, /* shifted= */ plain);
  }

  private static Undo undo(KeyboardLayout ofDevice, KeyboardLayout ofScanner) {
    var keys = new HashMap<Character, Character>();
    String typed = ofDevice.plain + ofDevice.shifted;
    String meant = ofScanner.plain + ofScanner.shifted;
    for (int i = 0; i < typed.length(); i++) keys.putIfAbsent(typed.charAt(i), meant.charAt(i));
    return new Undo(Map.copyOf(keys));
  }

  private static List<KeyboardLayout> read() {
    try (InputStream file = KeyboardLayout.class.getResourceAsStream(FILE)) {
      if (file == null) throw new IllegalStateException("missing on the class path: " + FILE);
      return new ObjectMapper().readValue(file, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }
}
