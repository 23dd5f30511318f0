package id.kuota.http.edge.route;

import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.problem.Validated;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The client's own name for one request: sent again, it is the same request. A secret of the
 * client, since it gets the answer of that request.
 *
 * <p>The header is a structured-field String, so it is quoted; many clients send it bare, and both
 * mean the same key.
 */
public record IdempotencyKey(String value) {

  public static final String HEADER = "Idempotency-Key";

  /** Fewer characters than this can be guessed, and a guessed key gives the order away. */
  public static final int LENGTH_MIN = 16;

  /** A key of one or two different characters was not made by chance. */
  private static final int DIFFERENT_MIN = 3;

  private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");

  /** Returns the key in the header's value, or what is wrong with it. */
  static Validated<IdempotencyKey> of(@Nullable String header) {
    if (header == null) {
      return new Validated.Invalid<>(
          Problem.of(
              ProblemCode.IDEMPOTENCY_KEY_MISSING,
              "Send an Idempotency-Key: a new one for each new request, the same for a retry."));
    }
    String trimmed = header.strip();
    boolean quoted = trimmed.length() >= 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"");
    String key = quoted ? unquoted(trimmed) : trimmed;
    if (VISIBLE_ASCII.matcher(key).matches() && (quoted || key.indexOf('"') < 0)) {
      return isGuessable(key) ? guessable() : new Validated.Valid<>(new IdempotencyKey(key));
    }
    return malformed();
  }

  /** Without the quotes; empty, which is no key, if the escapes are wrong (RFC 9651, 3.3.3). */
  private static String unquoted(String quoted) {
    var key = new StringBuilder();
    for (int i = 1; i < quoted.length() - 1; i++) {
      char c = quoted.charAt(i);
      if (c == '\\') {
        i++;
        c = quoted.charAt(i);
        if (i == quoted.length() - 1 || (c != '"' && c != '\\')) return "";
      } else if (c == '"') {
        return "";
      }
      key.append(c);
    }
    return key.toString();
  }

  private static boolean isGuessable(String key) {
    return key.length() < LENGTH_MIN
        || key.chars().distinct().limit(DIFFERENT_MIN).count() < DIFFERENT_MIN;
  }

  private static Validated<IdempotencyKey> guessable() {
    String wanted =
        "must be at least %d random characters, such as a UUID made for this request"
            .formatted(LENGTH_MIN);
    return new Validated.Invalid<>(
        Problem.of(
                ProblemCode.IDEMPOTENCY_KEY_GUESSABLE,
                "The Idempotency-Key " + wanted + ": with it a request sent again gets the answer.")
            .withFaults(List.of(FieldError.inHeader(HEADER, "guessable", wanted))));
  }

  private static Validated<IdempotencyKey> malformed() {
    String wanted = "must be 16 to 255 visible ASCII characters, in double quotes or bare";
    return new Validated.Invalid<>(
        Problem.of(ProblemCode.IDEMPOTENCY_KEY_MALFORMED, "The Idempotency-Key " + wanted + ".")
            .withFaults(List.of(FieldError.inHeader(HEADER, "bad_format", wanted))));
  }
}
