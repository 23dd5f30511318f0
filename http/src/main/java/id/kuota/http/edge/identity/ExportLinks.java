package id.kuota.http.edge.identity;

import id.kuota.engine.ShortHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes links to files of reports and knows its own: the file, the second until which the link
 * holds, and a check of 26 letters that only the servers can compute. The holder of the link has
 * the file: a person of finance needs no operator's key.
 */
public record ExportLinks(ServerSecret secret) {

  private static final int LETTERS = 26;
  private static final Pattern FORM =
      Pattern.compile("(exp_[0-9a-hjkmnp-tv-z]{26})-([0-9]{10,12})-([0-9a-hjkmnp-tv-z]{26})");

  /** What a link leads to. */
  public record Target(String export, Instant until) {}

  /** Returns the last segment of the address of the file. */
  public String of(Target target) {
    String body = target.export() + "-" + target.until().getEpochSecond();
    return body + "-" + ShortHash.encode(secret.hash("export link\n" + body), LETTERS);
  }

  /**
   * Returns what the link leads to, if it was written here, be it too old or not; compared in
   * constant time.
   */
  public Optional<Target> parse(String link) {
    Matcher parts = FORM.matcher(link);
    if (!parts.matches()) return Optional.empty();
    var target = new Target(parts.group(1), Instant.ofEpochSecond(Long.parseLong(parts.group(2))));
    return MessageDigest.isEqual(ascii(link), ascii(of(target)))
        ? Optional.of(target)
        : Optional.empty();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
