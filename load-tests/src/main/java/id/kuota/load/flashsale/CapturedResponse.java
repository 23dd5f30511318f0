package id.kuota.load.flashsale;

import id.kuota.load.ledger.Observation;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What one ear has heard of the answer to one request. Not thread-safe; belongs to a visit. */
final class CapturedResponse {

  private int status;
  private String body = "";
  private int millis;
  private boolean replayed;
  private @Nullable String location;
  private @Nullable String retryAfter;

  void status(int heard) {
    status = heard;
  }

  void body(String heard) {
    body = heard;
  }

  void millis(int heard) {
    millis = heard;
  }

  void replayed(String heard) {
    replayed = Boolean.parseBoolean(heard);
  }

  void location(String heard) {
    location = heard;
  }

  void retryAfter(String heard) {
    retryAfter = heard;
  }

  /**
   * Returns what was heard.
   *
   * @param waited milliseconds since the request left, for the case that there was no answer
   */
  Observation heard(long waited) {
    if (status == 0) return new Observation.Silence(waited);
    return new Observation.Answer(
        status, body, replayed, Optional.ofNullable(location), seconds(retryAfter), millis);
  }

  private static OptionalLong seconds(@Nullable String text) {
    return text != null && text.matches("\\d{1,6}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}
