package id.kuota.http.edge.list;

import id.kuota.persistence.readmodel.ListCursor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a cursor: the order of the list, the time in microseconds and the id of the last row.
 * Opaque to clients: it may mean something else some day.
 */
final class CursorText {

  private static final char BY_CHANGE = 'c';
  private static final char BY_TIME = 't';
  private static final int LENGTH_MAX = 200;
  private static final Pattern FORM =
      Pattern.compile("([ct])\\.([a-z_]+)\\.(-?\\d{1,17})\\.([a-z0-9_]+)(?:\\.(\\d{1,18}))?");

  private CursorText() {}

  static String of(ListCursor cursor, ListKind kind, boolean byChange) {
    String text =
        "%s.%s.%d.%s"
            .formatted(
                byChange ? BY_CHANGE : BY_TIME,
                word(kind),
                ChronoUnit.MICROS.between(Instant.EPOCH, cursor.at()),
                String.join(".", cursor.id()));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns the cursor; empty if it is none of this list in this order. */
  static Optional<ListCursor> parse(String text, ListKind kind, boolean byChange) {
    if (text.length() > LENGTH_MAX) return Optional.empty();
    String plain;
    try {
      plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    Matcher parts = FORM.matcher(plain);
    if (!parts.matches()
        || parts.group(1).charAt(0) != (byChange ? BY_CHANGE : BY_TIME)
        || !parts.group(2).equals(word(kind))) {
      return Optional.empty();
    }
    String number = parts.group(5);
    List<String> id = number == null ? List.of(parts.group(4)) : List.of(parts.group(4), number);
    return id.size() == kind.keyLength()
        ? Optional.of(
            new ListCursor(
                Instant.EPOCH.plus(Long.parseLong(parts.group(3)), ChronoUnit.MICROS), id))
        : Optional.empty();
  }

  private static String word(ListKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
