package id.kuota.http.edge.token;

import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.json.Fields;
import java.time.Duration;
import java.util.List;

/** The bodies of requests that concern tokens. */
final class TokenForms {

  private static final int TEXT_MAX = 200;
  private static final long LIFE_DAYS = 90;
  private static final long LIFE_DAYS_MAX = 400;
  private static final long OVERLAP_HOURS = 24;
  private static final long OVERLAP_HOURS_MAX = 24L * 30;

  private TokenForms() {}

  /** A token that is asked for. */
  record Create(String name, List<String> scopes, Duration life) {
    Create {
      scopes = List.copyOf(scopes);
    }

    static Create read(Fields body) {
      return new Create(
          body.text("name", 1, TEXT_MAX),
          body
              .texts(
                  "scopes",
                  1,
                  Scope.grantable().size(),
                  scope -> Scope.of(scope).isPresent(),
                  "must be read, sales, refunds, gates or reports")
              .stream()
              .distinct()
              .toList(),
          Duration.ofDays(body.whole("expires_in_days", 1, LIFE_DAYS_MAX, LIFE_DAYS)));
    }
  }

  /** A rotation that is asked for. */
  record Rotate(Duration overlap, boolean replace) {
    static Rotate read(Fields body) {
      return new Rotate(
          Duration.ofHours(body.whole("overlap_hours", 0, OVERLAP_HOURS_MAX, OVERLAP_HOURS)),
          body.flag("replace", false));
    }
  }

  static String reason(Fields body) {
    return body.text("reason", 1, TEXT_MAX);
  }
}
