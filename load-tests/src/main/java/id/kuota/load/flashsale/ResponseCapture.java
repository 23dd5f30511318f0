package id.kuota.load.flashsale;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * A listener that gives a session the answers that Gatling received. Two of them, for two requests
 * at the same moment.
 *
 * <p>It goes past Gatling's session, which is copied with every value that it takes: with six of
 * them for each answer that was a good part of what the load cost.
 */
enum ResponseCapture {
  FIRST,
  SECOND;

  /** Statuses that Gatling's report shows as good; a refusal is an answer like another. */
  private static final Integer[] GOOD = {200, 201, 202, 303, 409, 410};

  HttpRequestActionBuilder at(HttpRequestActionBuilder request) {
    return request.check(
        bodyString().transformWithSession(noting(CapturedResponse::body)),
        responseTimeInMillis().transformWithSession(noting(CapturedResponse::millis)),
        ifThere("Idempotent-Replayed", CapturedResponse::replayed),
        ifThere("Location", CapturedResponse::location),
        ifThere("Retry-After", CapturedResponse::retryAfter),
        status().transformWithSession(noting(CapturedResponse::status)).in(GOOD));
  }

  private CheckBuilder ifThere(String header, BiConsumer<CapturedResponse, String> note) {
    return header(header).transformWithSession(noting(note)).optional();
  }

  private <T> BiFunction<T, Session, T> noting(BiConsumer<CapturedResponse, T> note) {
    return (value, session) -> {
      note.accept(BuyerSession.of(session).hearing(this), value);
      return value;
    };
  }
}
