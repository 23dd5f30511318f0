package id.kuota.load.ledger;

import id.kuota.load.server.Json;
import java.util.Optional;
import java.util.OptionalLong;

/** What came back to one request of a buyer. */
public sealed interface Observation {

  /** From sending the request until the answer, or until the buyer stopped waiting. */
  long millis();

  /**
   * The server answered.
   *
   * @param replayed whether it said that this answer was given before
   * @param location address of what was created
   */
  record Answer(
      int status,
      String body,
      boolean replayed,
      Optional<String> location,
      OptionalLong retryAfterSeconds,
      long millis)
      implements Observation {

    /** Returns the problem's code; empty if the answer is no problem. */
    public String code() {
      return status < 400 ? "" : Json.text(body, "code");
    }

    /** Like {@code 409 sold_out}. */
    public String inWords() {
      return (status + " " + code()).strip();
    }
  }

  /** Time-out, refused or broken connection: whatever was asked may or may not have been done. */
  record Silence(long millis) implements Observation {}

  /** Returns whether the same request may be sent again and bring another answer. */
  default boolean isWorthRetry() {
    return switch (this) {
      case Silence silence -> true;
      case Answer answer ->
          answer.status() >= 500 || answer.code().equals(Codes.IDEMPOTENCY_IN_PROGRESS);
    };
  }
}
