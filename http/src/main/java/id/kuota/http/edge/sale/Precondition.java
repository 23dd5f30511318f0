package id.kuota.http.edge.sale;

import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.Validated;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the client says must be true of the sale before its terms are set. */
public sealed interface Precondition {

  /** Nothing is said: fine for a sale that does not exist. */
  record Unsaid() implements Precondition {}

  /** {@code If-None-Match: *}: the sale must not exist. */
  record MustBeNew() implements Precondition {}

  /** {@code If-Match: *}: the sale must exist, at whatever revision. */
  record MustExist() implements Precondition {}

  /** {@code If-Match: "3"}: the sale must be at one of these revisions. */
  record MustBeAt(Set<Long> revisions) implements Precondition {
    public MustBeAt {
      revisions = Set.copyOf(revisions);
    }
  }

  /**
   * One entity tag of a list, weak or strong (RFC 9110, 8.8.3), where the one before ended. It
   * never goes back: what is hostile costs as much as it is long.
   */
  Pattern TAG = Pattern.compile("\\G\\s*+(W/)?+\"([!#-~]*+)\"\\s*+(?:,|$)");

  /** The tags of a sale, see {@link SaleJson#etag}. */
  Pattern OF_A_SALE = Pattern.compile("(\\d{1,18})(?:-selling)?");

  static Validated<Precondition> read(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
    if (ifMatch.isPresent()) return ifMatch(ifMatch.get().strip());
    if (ifNoneMatch.isEmpty()) return new Validated.Valid<>(new Unsaid());
    return ifNoneMatch.get().strip().equals("*")
        ? new Validated.Valid<>(new MustBeNew())
        : malformed("If-None-Match", "must be * here");
  }

  private static Validated<Precondition> ifMatch(String header) {
    if (header.equals("*")) return new Validated.Valid<>(new MustExist());
    Set<Long> revisions = new HashSet<>();
    Matcher tags = TAG.matcher(header);
    int end = 0;
    while (tags.find()) {
      end = tags.end();
      Matcher own = OF_A_SALE.matcher(tags.group(2));
      // A weak tag, or one that was never given out, matches nothing (RFC 9110, 13.1.1).
      if (tags.group(1) == null && own.matches()) revisions.add(Long.parseLong(own.group(1)));
    }
    return end == header.length() && end > 0
        ? new Validated.Valid<>(new MustBeAt(revisions))
        : malformed("If-Match", "must be the ETag of the sale, in quotes, or *");
  }

  private static Validated<Precondition> malformed(String header, String wanted) {
    return new Validated.Invalid<>(
        Problem.invalid(List.of(FieldError.inHeader(header, "bad_format", wanted))));
  }
}
