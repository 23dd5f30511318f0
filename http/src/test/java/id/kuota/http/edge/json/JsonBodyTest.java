package id.kuota.http.edge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.problem.Validated;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a body may be, and where a fault is said to be. */
final class JsonBodyTest {

  record Everything(
      String name,
      long count,
      BigDecimal share,
      boolean flag,
      Instant at,
      List<Long> items,
      List<String> tags) {}

  private static Everything read(Fields body) {
    return new Everything(
        body.text("name", 1, 5),
        body.whole("count", 0, 1_000_000),
        body.decimal("share", 0, 100, 2),
        body.flag("flag", true),
        body.instant("at"),
        body.objects("items", 1, 3, item -> item.whole("n", 1, 9)),
        body.texts("tags", 0, 3, tag -> tag.length() == 1, "must be one letter"));
  }

  private static final String GOOD =
      """
      {"name":"abc","count":7,"share":12.50,"flag":false,"at":"2026-11-21T10:00:00+07:00",
       "items":[{"n":1},{"n":2}],"tags":["a"]}
      """;

  @Test
  void aGoodBodyIsRead() {
    assertThat(read(GOOD))
        .isEqualTo(
            new Validated.Valid<>(
                new Everything(
                    "abc",
                    7,
                    new BigDecimal("12.5"),
                    false,
                    Instant.parse("2026-11-21T03:00:00Z"),
                    List.of(1L, 2L),
                    List.of("a"))));
  }

  static Stream<Arguments> wrongFields() {
    return Stream.of(
        arguments("\"abc\"", "7", "/name", "wrong_type"),
        arguments("\"abc\"", "null", "/name", "missing"),
        arguments("\"abc\"", "\"\"", "/name", "bad_format"),
        arguments("\"abc\"", "\"abcdef\"", "/name", "bad_format"),
        arguments("\"abc\"", "\"a\\u0000c\"", "/name", "bad_format"),
        arguments("\"abc\"", "\"a\\ud800c\"", "/name", "bad_format"),
        arguments("\"count\":7", "\"count\":-1", "/count", "out_of_range"),
        arguments("\"count\":7", "\"count\":1000001", "/count", "out_of_range"),
        arguments("\"count\":7", "\"count\":2147483648", "/count", "out_of_range"),
        arguments("\"count\":7", "\"count\":99999999999999999999", "/count", "out_of_range"),
        arguments("\"count\":7", "\"count\":1e400", "/count", "wrong_type"),
        arguments("\"count\":7", "\"count\":7.0", "/count", "wrong_type"),
        arguments("\"count\":7", "\"count\":\"7\"", "/count", "wrong_type"),
        arguments("\"count\":7", "\"count\":true", "/count", "wrong_type"),
        arguments("\"count\":7", "\"count\":[7]", "/count", "wrong_type"),
        arguments("12.50", "100.01", "/share", "out_of_range"),
        arguments("12.50", "-0.01", "/share", "out_of_range"),
        arguments("12.50", "1e400", "/share", "out_of_range"),
        arguments("12.50", "1e-400", "/share", "bad_format"),
        arguments("12.50", "1.234", "/share", "bad_format"),
        arguments("12.50", "\"1\"", "/share", "wrong_type"),
        arguments("false", "0", "/flag", "wrong_type"),
        arguments("\"2026-11-21T10:00:00+07:00\"", "\"tomorrow\"", "/at", "bad_format"),
        arguments("\"2026-11-21T10:00:00+07:00\"", "\"2026-11-21T10:00:00\"", "/at", "bad_format"),
        arguments("\"2026-11-21T10:00:00+07:00\"", "\"2026-02-30T10:00:00Z\"", "/at", "bad_format"),
        arguments(
            "\"2026-11-21T10:00:00+07:00\"", "\"+99999-01-01T00:00:00Z\"", "/at", "out_of_range"),
        arguments("\"2026-11-21T10:00:00+07:00\"", "1700000000", "/at", "wrong_type"),
        arguments("[{\"n\":1},{\"n\":2}]", "{}", "/items", "wrong_type"),
        arguments("[{\"n\":1},{\"n\":2}]", "[]", "/items", "out_of_range"),
        arguments("[{\"n\":1},{\"n\":2}]", "[{\"n\":1},7]", "/items/1", "wrong_type"),
        arguments("[{\"n\":1},{\"n\":2}]", "[{\"n\":1},{}]", "/items/1/n", "missing"),
        arguments("{\"n\":2}", "{\"n\":2,\"a/b~c\":1}", "/items/1/a~1b~0c", "unknown_field"),
        arguments("[\"a\"]", "[\"a\",\"bc\"]", "/tags/1", "bad_format"),
        arguments("\"count\"", "\"Count\"", "/count", "missing"));
  }

  @ParameterizedTest
  @MethodSource("wrongFields")
  void aWrongFieldIsPointedAt(String from, String to, String pointer, String code) {
    String body = GOOD.replace(from, to);
    assertThat(body).isNotEqualTo(GOOD);

    Problem problem = problem(body.getBytes(StandardCharsets.UTF_8));

    assertThat(problem.code()).isEqualTo(ProblemCode.VALIDATION_FAILED);
    assertThat(problem.faults()).extracting(FieldError::pointer).contains(pointer);
    assertThat(problem.faults())
        .filteredOn(fault -> pointer.equals(fault.pointer()))
        .extracting(FieldError::code)
        .containsExactly(code);
  }

  @Test
  void allFaultsAreToldAtOnce() {
    Problem problem = problem("{\"name\":1,\"count\":\"x\",\"items\":[{\"n\":0}],\"extra\":1}");

    assertThat(problem.faults())
        .extracting(FieldError::pointer)
        .containsExactlyInAnyOrder(
            "/name", "/count", "/share", "/at", "/items/0/n", "/tags", "/extra");
  }

  @Test
  void aHostileBodyDoesNotMakeALongAnswer() {
    var body = new StringBuilder("{");
    for (int i = 0; i < 5_000; i++) body.append("\"f").append(i).append("\":1,");
    body.append("\"name\":\"a\"}");

    assertThat(problem(body.toString()).faults()).hasSize(50);
  }

  static Stream<Arguments> malformed() {
    String deep = "[".repeat(1_000) + "]".repeat(1_000);
    return Stream.of(
        arguments("", "", "empty"),
        arguments("  \n", "", "empty"),
        arguments("{", "", "syntax_error"),
        arguments("{\"name\":}", "/name", "syntax_error"),
        arguments("{'name':1}", "", "syntax_error"),
        arguments("{\"name\":1,}", "/name", "syntax_error"),
        arguments("{\"name\":NaN}", "/name", "syntax_error"),
        arguments("{\"name\":+1}", "/name", "syntax_error"),
        arguments("{\"name\":01}", "/name", "syntax_error"),
        arguments("{\"name\":\"a\nb\"}", "/name", "syntax_error"),
        arguments("{\"name\":1} x", "", "syntax_error"),
        arguments("{\"name\":1}{}", "", "trailing_content"),
        arguments("// comment\n{}", "", "syntax_error"),
        arguments("{\"name\":1,\"name\":2}", "/name", "duplicate_field"),
        arguments("{\"items\":[{\"n\":1,\"n\":2}]}", "/items/0/n", "duplicate_field"),
        arguments("{\"count\":" + "9".repeat(100) + "}", "/count", "too_complex"),
        arguments("{\"" + "n".repeat(1_000) + "\":1}", "", "too_complex"),
        arguments("{\"items\":" + deep + "}", null, "too_complex"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatIsNotJsonIsToldWithItsPlace(String body, String pointer, String code) {
    Problem problem = problem(body);

    assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_JSON);
    assertThat(problem.faults()).singleElement().extracting(FieldError::code).isEqualTo(code);
    if (pointer != null) {
      assertThat(problem.faults().getFirst().pointer()).isEqualTo(pointer);
    }
  }

  @Test
  void brokenUtf8IsNotGuessed() {
    byte[][] broken = {
      {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
      {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'}, // NUL in two bytes.
      {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'}, // Half a surrogate.
      {'{', '"', (byte) 0xe2, (byte) 0x82, '"', ':', '1', '}'},
      "{}".getBytes(StandardCharsets.UTF_16),
    };
    for (byte[] body : broken) {
      assertThat(problem(body).code()).isEqualTo(ProblemCode.MALFORMED_JSON);
      assertThat(problem(body).faults())
          .singleElement()
          .extracting(FieldError::code)
          .isEqualTo("bad_utf8");
    }
    assertThat(problem("{}".getBytes(StandardCharsets.UTF_16LE)).code())
        .isEqualTo(ProblemCode.MALFORMED_JSON);
  }

  @Test
  void theBodyIsAnObject() {
    for (String body : List.of("[]", "1", "\"x\"", "null", "true")) {
      assertThat(problem(body).faults())
          .containsExactly(FieldError.at("", "wrong_type", "must be an object"));
    }
  }

  private static Validated<Everything> read(String body) {
    return JsonBody.read(body.getBytes(StandardCharsets.UTF_8), JsonBodyTest::read);
  }

  private static Problem problem(String body) {
    return problem(body.getBytes(StandardCharsets.UTF_8));
  }

  private static Problem problem(byte[] body) {
    return switch (JsonBody.read(body, JsonBodyTest::read)) {
      case Validated.Valid<Everything>(var value) ->
          throw new AssertionError("was read as " + value);
      case Validated.Invalid<Everything>(var problem) -> problem;
    };
  }
}
