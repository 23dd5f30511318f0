package id.kuota.load.flashsale;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.status;

import id.kuota.load.ledger.Heard;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Takes what Gatling heard out of its session. Two ears, for two requests at the same moment. */
enum Ear {
  FIRST,
  SECOND;

  /** Statuses that Gatling's report shows as good; a refusal is an answer like another. */
  private static final Integer[] GOOD = {200, 201, 202, 303, 409, 410};

  private final String status = "status " + name();
  private final String body = "body " + name();
  private final String millis = "millis " + name();
  private final String replayed = "replayed " + name();
  private final String location = "location " + name();
  private final String retryAfter = "retryAfter " + name();

  HttpRequestActionBuilder at(HttpRequestActionBuilder request) {
    return request.check(
        status().saveAs(status),
        bodyString().saveAs(body),
        responseTimeInMillis().saveAs(millis),
        header("Idempotent-Replayed").optional().saveAs(replayed),
        header("Location").optional().saveAs(location),
        header("Retry-After").optional().saveAs(retryAfter),
        status().in(GOOD));
  }

  /**
   * What was heard.
   *
   * @param waited milliseconds since the request left, for the case that there was no answer
   */
  Heard heard(Session session, long waited) {
    if (!session.contains(status)) return new Heard.Silence(waited);
    return new Heard.Answer(
        session.getInt(status),
        Optional.ofNullable(session.getString(body)).orElse(""),
        Boolean.parseBoolean(session.getString(replayed)),
        Optional.ofNullable(session.getString(location)),
        seconds(session.getString(retryAfter)),
        session.getInt(millis));
  }

  private static OptionalLong seconds(@Nullable String text) {
    return text != null && text.matches("\\d{1,6}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  static Session forget(Session session) {
    Session empty = session;
    for (Ear ear : values()) {
      empty =
          empty.removeAll(
              ear.status, ear.body, ear.millis, ear.replayed, ear.location, ear.retryAfter);
    }
    return empty;
  }
}
