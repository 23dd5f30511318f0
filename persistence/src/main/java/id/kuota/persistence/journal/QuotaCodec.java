package id.kuota.persistence.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.OpenHolds;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.OptionalLong;

/**
 * What a batch has a thousand of, as arrays that begin with a letter for their kind: no names of
 * properties, no reflection. New elements may be appended; a new kind gets a letter of its own.
 */
final class QuotaCodec {

  /** In the place of the epoch of a hold that has none: epochs begin with 1. */
  private static final long NO_EPOCH = 0;

  private QuotaCodec() {}

  static void write(QuotaChange change, JsonGenerator out) throws IOException {
    switch (change) {
      case QuotaChange.UnitsHeld held -> {
        begin(held, "H", 6, out);
        out.writeString(held.hold().value());
        out.writeNumber(held.attempt());
        out.writeNumber(held.quantity());
        out.writeNumber(held.previously());
        Times.write(held.until(), out);
      }
      case QuotaChange.UnitsSold sold -> {
        begin(sold, "S", 3, out);
        out.writeString(sold.hold().value());
        out.writeNumber(sold.quantity());
      }
      case QuotaChange.UnitsReleased released -> {
        begin(released, "R", 3, out);
        out.writeString(released.hold().value());
        out.writeNumber(released.quantity());
      }
      case QuotaChange.UnitsReturned returned -> {
        begin(returned, "B", 4, out);
        out.writeString(returned.hold().value());
        out.writeNumber(returned.quantity());
        out.writeNumber(returned.total());
      }
      case QuotaChange.CapacitySet capacity -> {
        begin(capacity, "C", 5, out);
        out.writeNumber(capacity.capacity());
        out.writeNumber(capacity.previously());
        out.writeString(capacity.reason());
        out.writeString(capacity.by());
      }
    }
    out.writeEndArray();
  }

  static QuotaChange readChange(JsonParser in) throws IOException {
    var of = Elements.of(in);
    QuotaChange change =
        switch (of.text()) {
          case "H" ->
              new QuotaChange.UnitsHeld(
                  new HoldId(of.text()),
                  of.number(),
                  of.smallNumber(),
                  of.smallNumber(),
                  of.instant());
          case "S" -> new QuotaChange.UnitsSold(new HoldId(of.text()), of.smallNumber());
          case "R" -> new QuotaChange.UnitsReleased(new HoldId(of.text()), of.smallNumber());
          case "B" ->
              new QuotaChange.UnitsReturned(
                  new HoldId(of.text()), of.smallNumber(), of.smallNumber());
          case "C" -> new QuotaChange.CapacitySet(of.number(), of.number(), of.text(), of.text());
          case String other -> throw unknown(in, QuotaChange.class, other);
        };
    of.end();
    return change;
  }

  static void write(QuotaRequest request, JsonGenerator out) throws IOException {
    switch (request) {
      case QuotaRequest.Hold hold -> {
        begin(hold, "H", 6, out);
        out.writeString(hold.hold().value());
        out.writeNumber(hold.attempt());
        out.writeNumber(hold.quantity());
        Times.write(hold.until(), out);
        write(hold.limit(), out);
      }
      case QuotaRequest.Settle settle -> {
        begin(settle, "S", 3, out);
        out.writeString(settle.hold().value());
        out.writeNumber(settle.attempt());
      }
      case QuotaRequest.Release release -> {
        begin(release, "R", 3, out);
        out.writeString(release.hold().value());
        write(release.attempt(), out);
      }
      case QuotaRequest.ReleaseBefore release -> {
        begin(release, "U", 3, out);
        out.writeString(release.hold().value());
        out.writeNumber(release.attempt());
      }
      case QuotaRequest.Return giveBack -> {
        begin(giveBack, "B", 3, out);
        out.writeString(giveBack.hold().value());
        out.writeNumber(giveBack.total());
      }
      case QuotaRequest.OpenQuota open -> {
        begin(open, "O", 3, out);
        out.writeNumber(open.capacity());
        out.writeString(open.by());
      }
      case QuotaRequest.ChangeCapacity change -> {
        begin(change, "C", 5, out);
        out.writeNumber(change.capacity());
        out.writeString(change.reason());
        out.writeString(change.by());
        out.writeBoolean(change.forced());
      }
    }
    out.writeEndArray();
  }

  static QuotaRequest readRequest(JsonParser in) throws IOException {
    var of = Elements.of(in);
    QuotaRequest request =
        switch (of.text()) {
          case "H" ->
              new QuotaRequest.Hold(
                  new HoldId(of.text()),
                  of.number(),
                  of.smallNumber(),
                  of.instant(),
                  of.optionalNumber());
          case "S" -> new QuotaRequest.Settle(new HoldId(of.text()), of.number());
          case "R" -> new QuotaRequest.Release(new HoldId(of.text()), of.optionalNumber());
          case "U" -> new QuotaRequest.ReleaseBefore(new HoldId(of.text()), of.number());
          case "B" -> new QuotaRequest.Return(new HoldId(of.text()), of.smallNumber());
          case "O" -> new QuotaRequest.OpenQuota(of.number(), of.text());
          case "C" -> new QuotaRequest.ChangeCapacity(of.number(), of.text(), of.text(), of.flag());
          case String other -> throw unknown(in, QuotaRequest.class, other);
        };
    of.end();
    return request;
  }

  static void write(QuotaAnswer answer, JsonGenerator out) throws IOException {
    switch (answer) {
      case QuotaAnswer.Granted granted -> {
        begin(granted, "G", 2, out);
        Times.write(granted.until(), out);
      }
      case QuotaAnswer.Ended ended -> begin(ended, "E", 1, out);
      case QuotaAnswer.CapacityIs capacity -> {
        begin(capacity, "C", 2, out);
        out.writeNumber(capacity.capacity());
      }
      case QuotaAnswer.Refused refused -> {
        begin(refused, "R", 3, out);
        out.writeString(refused.reason().name());
        out.writeNumber(refused.available());
      }
    }
    out.writeEndArray();
  }

  static QuotaAnswer readAnswer(JsonParser in) throws IOException {
    var of = Elements.of(in);
    QuotaAnswer answer =
        switch (of.text()) {
          case "G" -> new QuotaAnswer.Granted(of.instant());
          case "E" -> new QuotaAnswer.Ended();
          case "C" -> new QuotaAnswer.CapacityIs(of.number());
          case "R" -> new QuotaAnswer.Refused(QuotaRefusal.valueOf(of.text()), of.number());
          case String other -> throw unknown(in, QuotaAnswer.class, other);
        };
    of.end();
    return answer;
  }

  static void write(OpenHolds holds, JsonGenerator out) throws IOException {
    out.writeStartArray(holds, holds.size());
    // The map knows only a loop without exceptions; IOException cannot happen on bytes in memory.
    holds.forEach(hold -> writeUnchecked(hold, out));
    out.writeEndArray();
  }

  static OpenHolds readOpenHolds(JsonParser in) throws IOException {
    Elements.require(in, in.currentToken(), JsonToken.START_ARRAY);
    var holds = new ArrayList<OpenHolds.OpenHold>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      var of = Elements.of(in);
      holds.add(
          new OpenHolds.OpenHold(
              new HoldId(of.text()),
              of.number(),
              of.smallNumber(),
              of.instant(),
              epoch(of.appendedNumber())));
      of.end();
    }
    return OpenHolds.of(holds);
  }

  private static OptionalLong epoch(OptionalLong written) {
    return written.isPresent() && written.getAsLong() == NO_EPOCH ? OptionalLong.empty() : written;
  }

  private static void write(OpenHolds.OpenHold hold, JsonGenerator out) throws IOException {
    out.writeStartArray(hold, 5);
    out.writeString(hold.id().value());
    out.writeNumber(hold.attempt());
    out.writeNumber(hold.quantity());
    Times.write(hold.until(), out);
    out.writeNumber(hold.epoch().orElse(NO_EPOCH));
    out.writeEndArray();
  }

  private static void write(OptionalLong number, JsonGenerator out) throws IOException {
    if (number.isPresent()) {
      out.writeNumber(number.getAsLong());
    } else {
      out.writeNull();
    }
  }

  private static void begin(Object value, String kind, int size, JsonGenerator out)
      throws IOException {
    out.writeStartArray(value, size);
    out.writeString(kind);
  }

  private static void writeUnchecked(OpenHolds.OpenHold hold, JsonGenerator out) {
    try {
      write(hold, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MismatchedInputException unknown(JsonParser in, Class<?> type, String kind) {
    return MismatchedInputException.from(
        in, type, "this release does not know the kind %s of %s".formatted(kind, type));
  }
}
