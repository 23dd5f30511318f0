package id.kuota.http.edge.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.problem.Validated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a body strictly: all that is wrong with it, or the value. Thread-safe. */
public final class JsonBody {

  private static final int DEPTH_MAX = 16;
  private static final int NUMBER_LENGTH_MAX = 40;
  private static final int NAME_LENGTH_MAX = 256;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(NUMBER_LENGTH_MAX)
                          .maxNameLength(NAME_LENGTH_MAX)
                          .build())
                  .build())
          .build()
          .reader()
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private JsonBody() {}

  /** Returns the value of the body by this form. */
  public static <T> Validated<T> read(byte[] body, JsonForm<T> form) {
    return switch (tree(body)) {
      case Validated.Valid<JsonNode>(var root) -> read(root, form);
      case Validated.Invalid<JsonNode>(var problem) -> new Validated.Invalid<>(problem);
    };
  }

  private static <T> Validated<T> read(JsonNode root, JsonForm<T> form) {
    if (!root.isObject()) {
      return new Validated.Invalid<>(
          Problem.invalid(List.of(FieldError.at("", "wrong_type", "must be an object"))));
    }
    var faults = new FieldErrors();
    var fields = new Fields(root, "", faults);
    T value = form.read(fields);
    fields.noteUnknown();
    return faults.found().isEmpty()
        ? new Validated.Valid<>(value)
        : new Validated.Invalid<>(Problem.invalid(faults.found()));
  }

  private static Validated<JsonNode> tree(byte[] body) {
    CharBuffer text;
    try {
      // Jackson would guess the encoding and let some broken UTF-8 pass.
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException e) {
      return malformed("", "bad_utf8", "The body is not valid UTF-8.");
    }
    if (text.chars().allMatch(Character::isWhitespace))
      return malformed("", "empty", "The body is empty.");
    try (JsonParser parser =
        READER.createParser(text.array(), text.arrayOffset(), text.remaining())) {
      return tree(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static Validated<JsonNode> tree(JsonParser parser) throws IOException {
    try {
      JsonNode root = READER.readTree(parser);
      return parser.nextToken() == null
          ? new Validated.Valid<>(root)
          : malformed("", "trailing_content", "There is more after the end of the JSON value.");
    } catch (StreamConstraintsException e) {
      return malformed(
          pointer(parser),
          "too_complex",
          "At most %d levels, numbers of %d and names of %d characters are read."
              .formatted(DEPTH_MAX, NUMBER_LENGTH_MAX, NAME_LENGTH_MAX));
    } catch (JsonParseException e) {
      return isDuplicate(e)
          ? malformed(pointer(parser), "duplicate_field", "This name occurs twice.")
          : malformed(pointer(parser), "syntax_error", "The body is not JSON " + place(e));
    }
  }

  private static boolean isDuplicate(JsonParseException e) {
    return e.getOriginalMessage().startsWith("Duplicate field");
  }

  private static String place(JsonProcessingException e) {
    var location = e.getLocation();
    return location == null
        ? "to its end."
        : "at line %d, column %d.".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static String pointer(JsonParser parser) {
    String path = parser.getParsingContext().pathAsPointer().toString();
    return Characters.areClean(path) ? path : "";
  }

  private static Validated<JsonNode> malformed(String pointer, String code, String detail) {
    return new Validated.Invalid<>(
        Problem.of(ProblemCode.MALFORMED_JSON, detail)
            .withFaults(List.of(FieldError.at(pointer, code, detail))));
  }
}
