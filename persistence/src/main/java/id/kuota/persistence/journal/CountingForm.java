package id.kuota.persistence.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.OpenHolds;
import id.kuota.engine.quota.QuotaState;
import id.kuota.engine.quota.ReturnedUnits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A quota in a snapshot. What most quotas never have is left out when it is empty: so the form of
 * the first release is still the form of a quota to which nothing was given back.
 */
final class CountingForm {

  private static final String CAPACITY = "capacity";
  private static final String SINCE = "capacitySince";
  private static final String REASON = "capacityReason";
  private static final String HOLDS = "holds";
  private static final String SOLD = "sold";
  private static final String RETURNED = "returned";

  private @Nullable Long capacity;
  private @Nullable Instant since;
  private @Nullable String reason;
  private @Nullable OpenHolds holds;
  private @Nullable Long sold;
  private ReturnedUnits returned = ReturnedUnits.NONE;

  private CountingForm() {}

  static void write(QuotaState.Counting quota, JsonGenerator out) throws IOException {
    out.writeStartObject(quota);
    out.writeNumberField(CAPACITY, quota.capacity());
    out.writeFieldName(SINCE);
    Times.write(quota.capacitySince(), out);
    out.writeStringField(REASON, quota.capacityReason());
    out.writeFieldName(HOLDS);
    QuotaCodec.write(quota.holds(), out);
    out.writeNumberField(SOLD, quota.sold());
    if (quota.returned().size() > 0) {
      out.writeFieldName(RETURNED);
      write(quota.returned(), out);
    }
    out.writeEndObject();
  }

  static QuotaState.Counting read(JsonParser in) throws IOException {
    Elements.require(in, in.currentToken(), JsonToken.START_OBJECT);
    var form = new CountingForm();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      form.readField(in);
    }
    if (form.capacity == null
        || form.since == null
        || form.reason == null
        || form.holds == null
        || form.sold == null) {
      throw MismatchedInputException.from(
          in, QuotaState.Counting.class, "a quota without all its numbers");
    }
    return new QuotaState.Counting(
        form.capacity, form.since, form.reason, form.holds, form.sold, form.returned);
  }

  private void readField(JsonParser in) throws IOException {
    Elements.require(in, in.currentToken(), JsonToken.FIELD_NAME);
    String name = in.currentName();
    in.nextToken();
    switch (name) {
      case CAPACITY -> capacity = number(in);
      case SINCE -> since = Times.readInstant(in);
      case REASON -> reason = Elements.textAt(in);
      case HOLDS -> holds = QuotaCodec.readOpenHolds(in);
      case SOLD -> sold = number(in);
      case RETURNED -> returned = readReturned(in);
      case String later -> in.skipChildren();
    }
  }

  private static Long number(JsonParser in) throws IOException {
    Elements.require(in, in.currentToken(), JsonToken.VALUE_NUMBER_INT);
    return in.getLongValue();
  }

  private static void write(ReturnedUnits units, JsonGenerator out) throws IOException {
    out.writeStartArray(units, units.size());
    // The map knows only a loop without exceptions; IOException cannot happen on bytes in memory.
    units.forEach(
        (owner, total) -> {
          try {
            out.writeStartArray(owner, 2);
            out.writeString(owner.value());
            out.writeNumber(total);
            out.writeEndArray();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    out.writeEndArray();
  }

  private static ReturnedUnits readReturned(JsonParser in) throws IOException {
    Elements.require(in, in.currentToken(), JsonToken.START_ARRAY);
    ReturnedUnits units = ReturnedUnits.NONE;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      var of = Elements.of(in);
      units = units.with(new HoldId(of.text()), of.smallNumber());
      of.end();
    }
    return units;
  }
}
