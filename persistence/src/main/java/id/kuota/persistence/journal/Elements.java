package id.kuota.persistence.journal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one array, asked for in their order. Missing ones fail; more than were asked for
 * are skipped, so that a later release can append.
 */
final class Elements {

  private final JsonParser in;

  private Elements(JsonParser in) {
    this.in = in;
  }

  /** Starts with the parser on the beginning of the array. */
  static Elements of(JsonParser in) throws IOException {
    require(in, in.currentToken(), JsonToken.START_ARRAY);
    return new Elements(in);
  }

  String text() throws IOException {
    require(in, in.nextToken(), JsonToken.VALUE_STRING);
    return in.getText();
  }

  long number() throws IOException {
    require(in, in.nextToken(), JsonToken.VALUE_NUMBER_INT);
    return in.getLongValue();
  }

  int smallNumber() throws IOException {
    return Math.toIntExact(number());
  }

  OptionalLong optionalNumber() throws IOException {
    JsonToken token = in.nextToken();
    if (token == JsonToken.VALUE_NULL) {
      return OptionalLong.empty();
    }
    require(in, token, JsonToken.VALUE_NUMBER_INT);
    return OptionalLong.of(in.getLongValue());
  }

  /** Returns a number that an earlier release did not write, as the last that is asked for. */
  OptionalLong appendedNumber() throws IOException {
    JsonToken token = in.nextToken();
    if (token == JsonToken.END_ARRAY) return OptionalLong.empty();
    require(in, token, JsonToken.VALUE_NUMBER_INT);
    return OptionalLong.of(in.getLongValue());
  }

  boolean flag() throws IOException {
    JsonToken token = in.nextToken();
    if (token != JsonToken.VALUE_TRUE) {
      require(in, token, JsonToken.VALUE_FALSE);
    }
    return token == JsonToken.VALUE_TRUE;
  }

  Instant instant() throws IOException {
    in.nextToken();
    return Times.readInstant(in);
  }

  /** Leaves the parser on the end of the array. */
  void end() throws IOException {
    if (in.currentToken() == JsonToken.END_ARRAY) return; // An appended element was missing.
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() == null) {
        throw MismatchedInputException.from(in, Elements.class, "an array that does not end");
      }
      in.skipChildren();
    }
  }

  /** Returns the text that the parser is on. */
  static String textAt(JsonParser in) throws IOException {
    require(in, in.currentToken(), JsonToken.VALUE_STRING);
    return in.getText();
  }

  static void require(JsonParser in, @Nullable JsonToken found, JsonToken expected)
      throws IOException {
    if (found != expected) {
      throw MismatchedInputException.from(
          in, Elements.class, "expected %s, found %s".formatted(expected, found));
    }
  }
}
