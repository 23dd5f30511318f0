package id.kuota.persistence.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Times as numbers. An instant is exact to the nanosecond: a hold that is asked for again is
 * compared with the one in the journal, and rounding would make them differ.
 */
final class Times {

  private static final long NANOS = 1_000_000_000L;

  /** Beyond it, in the year 2262, nanoseconds since 1970 do not fit into 64 bits. */
  private static final long SECONDS_MAX = Long.MAX_VALUE / NANOS - 1;

  private Times() {}

  /** Nanoseconds since 1970; outside of 1678 to 2262 an array of seconds and nanoseconds. */
  static void write(Instant value, JsonGenerator out) throws IOException {
    if (Math.abs(value.getEpochSecond()) <= SECONDS_MAX) {
      out.writeNumber(value.getEpochSecond() * NANOS + value.getNano());
    } else {
      out.writeStartArray(value, 2);
      out.writeNumber(value.getEpochSecond());
      out.writeNumber(value.getNano());
      out.writeEndArray();
    }
  }

  static Instant readInstant(JsonParser in) throws IOException {
    if (in.currentToken() == JsonToken.START_ARRAY) {
      var elements = Elements.of(in);
      var value = Instant.ofEpochSecond(elements.number(), elements.number());
      elements.end();
      return value;
    }
    Elements.require(in, in.currentToken(), JsonToken.VALUE_NUMBER_INT);
    long nanos = in.getLongValue();
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  /** Writes whole milliseconds; terms are no finer. */
  static void write(Duration value, JsonGenerator out) throws IOException {
    long millis = value.toMillis();
    if (!Duration.ofMillis(millis).equals(value)) {
      throw new IllegalArgumentException(value + " is not a whole number of milliseconds");
    }
    out.writeNumber(millis);
  }

  static Duration readDuration(JsonParser in) throws IOException {
    Elements.require(in, in.currentToken(), JsonToken.VALUE_NUMBER_INT);
    return Duration.ofMillis(in.getLongValue());
  }
}
