package id.kuota.http.edge.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object. Each reading method notes what is wrong and then returns a
 * stand-in, see {@link JsonForm}. Not thread-safe.
 */
public final class Fields {

  /** Valid as a text, as an id and as a name, so that records can be built of it. */
  private static final String STAND_IN = "stand-in";

  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final JsonNode node;
  private final String pointer;
  private final FieldErrors faults;
  private final Set<String> asked = new HashSet<>();

  Fields(JsonNode node, String pointer, FieldErrors faults) {
    this.node = node;
    this.pointer = pointer;
    this.faults = faults;
  }

  /** Returns whether the field is there and not null. */
  public boolean has(String name) {
    asked.add(name);
    return node.hasNonNull(name);
  }

  /** Returns a text of so many characters, without control characters. */
  public String text(String name, int min, int max) {
    JsonNode value = required(name);
    return value == null ? STAND_IN : textOf(value, place(name), min, max);
  }

  /** Returns a text of so many characters as a scanner typed it, tabs and line ends included. */
  public String typed(String name, int min, int max) {
    JsonNode value = required(name);
    if (value == null) return STAND_IN;
    boolean isText = value.isTextual();
    int length = isText ? value.textValue().length() : min;
    if (!isText) note(name, "wrong_type", "must be a text");
    else if (length < min || length > max) {
      note(name, "bad_format", "must have from " + min + " to " + max + " characters");
    } else return value.textValue();
    return STAND_IN;
  }

  /** Returns a text that has a form of its own. */
  public String text(String name, Predicate<String> form, String wanted) {
    JsonNode value = required(name);
    return value == null ? STAND_IN : formed(value, place(name), form, wanted);
  }

  /** Returns a whole number within bounds, both included. */
  public long whole(String name, long min, long max) {
    JsonNode value = required(name);
    return value == null ? min : wholeOf(value, place(name), min, max);
  }

  /** Returns a whole number within bounds, or {@code absent} if it is not there. */
  public long whole(String name, long min, long max, long absent) {
    return has(name) ? whole(name, min, max) : absent;
  }

  /** Returns a number as it was written, within bounds, with at most so many decimals. */
  public BigDecimal decimal(String name, long min, long max, int decimals) {
    JsonNode value = required(name);
    var least = BigDecimal.valueOf(min);
    if (value == null) return least;
    if (!value.isNumber()) {
      note(name, "wrong_type", "must be a number");
      return least;
    }
    BigDecimal number = value.decimalValue();
    if (number.compareTo(least) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
      note(name, "out_of_range", "must be from %d to %d".formatted(min, max));
      return least;
    }
    if (number.signum() != 0 && number.stripTrailingZeros().scale() > decimals) {
      note(name, "bad_format", "must have at most %d decimals".formatted(decimals));
      return least;
    }
    return number;
  }

  /** Returns true or false, or {@code absent} if it is not there. */
  public boolean flag(String name, boolean absent) {
    if (!has(name)) return absent;
    JsonNode value = node.get(name);
    if (!value.isBoolean()) note(name, "wrong_type", "must be true or false");
    return value.asBoolean(absent);
  }

  /** Returns a moment by RFC 3339, with its offset from UTC. */
  public Instant instant(String name) {
    JsonNode value = required(name);
    if (value == null) return Instant.EPOCH;
    if (!value.isTextual()) {
      note(name, "wrong_type", "must be a text");
      return Instant.EPOCH;
    }
    try {
      Instant instant = OffsetDateTime.parse(value.textValue()).toInstant();
      if (!instant.isBefore(Instant.EPOCH) && instant.isBefore(LATEST)) return instant;
      note(name, "out_of_range", "must be from 1970 to 9999");
    } catch (DateTimeParseException e) {
      note(name, "bad_format", "must be a time with an offset, such as 2026-11-21T03:00:00Z");
    }
    return Instant.EPOCH;
  }

  /** Returns an object of its own. */
  public <T> T object(String name, Function<Fields, T> read) {
    JsonNode value = required(name);
    return nested(value == null ? NOTHING : value, place(name), read, value == null);
  }

  /** Returns a list of objects. */
  public <T> List<T> objects(String name, int min, int max, Function<Fields, T> read) {
    return list(name, min, max, (item, place) -> nested(item, place, read, false));
  }

  /** Returns a list of texts that have a form of their own. */
  public List<String> texts(String name, int min, int max, Predicate<String> form, String wanted) {
    return list(name, min, max, (item, place) -> formed(item, place, form, wanted));
  }

  /** Notes a fault that no reading method knows, at one of the object's fields. */
  public void note(String name, String code, String detail) {
    faults.add(place(name), code, detail);
  }

  /** Notes a fault of the object as a whole. */
  public void note(String code, String detail) {
    faults.add(pointer, code, detail);
  }

  /** Notes every field that was not read. */
  void noteUnknown() {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!asked.contains(name)) note(name, "unknown_field", "is not known here");
            });
  }

  private <T> List<T> list(String name, int min, int max, BiFunction<JsonNode, String, T> read) {
    JsonNode value = required(name);
    if (value == null) return List.of();
    if (!value.isArray()) {
      note(name, "wrong_type", "must be a list");
      return List.of();
    }
    if (value.size() < min || value.size() > max) {
      note(name, "out_of_range", "must have from %d to %d entries".formatted(min, max));
      return List.of();
    }
    var items = new ArrayList<T>(value.size());
    for (int i = 0; i < value.size(); i++) {
      items.add(read.apply(value.get(i), place(name) + "/" + i));
    }
    return items;
  }

  private <T> T nested(JsonNode value, String place, Function<Fields, T> read, boolean silent) {
    boolean isObject = value.isObject();
    if (!isObject && !silent) faults.add(place, "wrong_type", "must be an object");
    // What is missing in something that is no object is not worth telling.
    var fields =
        new Fields(isObject ? value : NOTHING, place, isObject ? faults : new FieldErrors());
    T result = read.apply(fields);
    fields.noteUnknown();
    return result;
  }

  private @Nullable JsonNode required(String name) {
    if (has(name)) return node.get(name);
    note(name, "missing", "is required");
    return null;
  }

  private String textOf(JsonNode value, String place, int min, int max) {
    return formed(
        value,
        place,
        text -> {
          int length = text.codePointCount(0, text.length());
          return length >= min && length <= max;
        },
        "must have from " + min + " to " + max + " characters");
  }

  private String formed(JsonNode value, String place, Predicate<String> form, String wanted) {
    if (!value.isTextual()) {
      faults.add(place, "wrong_type", "must be a text");
    } else if (!Characters.areClean(value.textValue())) {
      faults.add(place, "bad_format", "must not have control characters or broken surrogates");
    } else if (!form.test(value.textValue())) {
      faults.add(place, "bad_format", wanted);
    } else {
      return value.textValue();
    }
    return STAND_IN;
  }

  private long wholeOf(JsonNode value, String place, long min, long max) {
    if (!value.isIntegralNumber()) {
      faults.add(place, "wrong_type", "must be a whole number");
    } else if (!value.canConvertToLong() || value.longValue() < min || value.longValue() > max) {
      faults.add(place, "out_of_range", "must be from %d to %d".formatted(min, max));
    } else {
      return value.longValue();
    }
    return min;
  }

  private String place(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
