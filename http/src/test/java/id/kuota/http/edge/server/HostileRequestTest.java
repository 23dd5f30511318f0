package id.kuota.http.edge.server;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.OrderId;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RawClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a stranger may send to see whether something breaks: each row is answered at once, as a
 * problem with a stable code, and reaches no order.
 */
final class HostileRequestTest {

  private static final String GOOD =
      "{\"sale\":\"coldplay-jakarta-2023\",\"buyer\":\"ani\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":1}]}";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final StubEngine ENGINE = new StubEngine();

  private static RunningEdge edge;
  private static RawClient client;

  @BeforeAll
  static void start() {
    edge = RunningEdge.start(ENGINE.engine());
    client = new RawClient(edge.port());
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @BeforeEach
  void forget() {
    ENGINE.placings.clear();
    ENGINE.answerOrder(Samples.held(new OrderId("ord_" + "7".repeat(32))), false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0                    | validation_failed | /lines/0/quantity",
        "-1                   | validation_failed | /lines/0/quantity",
        "-0                   | validation_failed | /lines/0/quantity",
        "1.0                  | validation_failed | /lines/0/quantity",
        "1e0                  | validation_failed | /lines/0/quantity",
        "1e400                | validation_failed | /lines/0/quantity",
        "1e999999999          | validation_failed | /lines/0/quantity",
        "1001                 | validation_failed | /lines/0/quantity",
        "9223372036854775807  | validation_failed | /lines/0/quantity",
        "9223372036854775808  | validation_failed | /lines/0/quantity",
        "`\"1\"`              | validation_failed | /lines/0/quantity",
        "null                 | validation_failed | /lines/0/quantity",
        "1,\"quantity\":2     | malformed_json    | /lines/0/quantity",
        "01                   | malformed_json    | /lines/0/quantity",
        "NaN                  | malformed_json    | /lines/0/quantity",
        "1111111111111111111111111111111111111111111 | malformed_json | /lines/0/quantity",
      })
  void aQuantityIsAWholeNumberOfAFewDigits(String quantity, String code, String pointer) {
    EdgeClient.Answer answer = place(GOOD.replace("\"quantity\":1", "\"quantity\":" + quantity));

    assertRefused(answer, 400, code);
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\u00ef\u00bb\u00bf{}                | malformed_json    | ``", // A byte order mark.
        "{\"buyer\":\"a\u00ff\"}             | malformed_json    | ``",
        "{\"buyer\":\"a\u00c0\u00af\"}       | malformed_json    | ``", // Too long for its
        // character.
        "{\"buyer\":\"a\u00ed\u00a0\u0080\"} | malformed_json    | ``", // Half of a surrogate pair.
        "{\"buyer\":\"a\u0000\"}             | malformed_json    | /buyer",
        "{\"buyer\":\"an\\u0000\"}           | validation_failed | /buyer",
        "{\"buyer\":\"an\\ud800\"}           | validation_failed | /buyer",
        "{\"buyer\":\"ab\"}                  | validation_failed | /buyer",
        "{\"buyer\":\"     \"}               | validation_failed | /buyer",
        "{\"lines\":[]}                      | validation_failed | /lines",
        "{\"lines\":{}}                      | validation_failed | /lines",
        "{\"sale\":\"a.b\"}                  | validation_failed | /sale",
        "{\"x\":[[[[[[[[[[[[[[[[[[[[[[[[     | malformed_json    | /x/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0",
        "{}{}                                | malformed_json    | ``",
        "/**/{}                              | malformed_json    | ``",
        "[]                                  | validation_failed | ``",
        "null                                | validation_failed | ``",
      })
  void aBodyIsPointedAt(String body, String code, String pointer) {
    EdgeClient.Answer answer = place(body.strip());

    assertRefused(answer, 400, code);
    assertThat(answer.json().at("/errors").findValuesAsText("pointer")).contains(pointer);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 201, 255, 256, 10_000, 60_000})
  void aBuyerHasFromThreeToTwoHundredCharacters(int length) {
    assertRefused(place(GOOD.replace("ani", "b".repeat(length))), 400, "validation_failed");
    assertThat(place(GOOD.replace("ani", "b".repeat(200))).status()).isEqualTo(201);
  }

  @Test
  void anOrderHasAtMostTwentyLines() {
    String line = "{\"offer\":\"cat1\",\"quantity\":1}";
    String twenty = String.join(",", Collections.nCopies(20, line));
    assertThat(place(GOOD.replace(line, twenty)).status()).isEqualTo(201);
    ENGINE.placings.clear();
    assertRefused(place(GOOD.replace(line, twenty + "," + line)), 400, "validation_failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "\"", "a b", "\"a b\"", "\u00c3\u00a9", "a\tb", "\"a\";p=1"})
  void aKeyOfAnotherFormIsMalformed(String key) {
    assertRefused(
        send("Idempotency-Key: " + key + "\r\n" + JSON, GOOD), 400, "idempotency_key_malformed");
  }

  @Test
  void aKeyHasAtMost255CharactersAndStandsThereOnce() {
    String longest = "key".repeat(85);
    assertThat(send("Idempotency-Key: " + longest + "\r\n" + JSON, GOOD).status()).isEqualTo(201);
    ENGINE.placings.clear();
    for (String keys : List.of(longest + "k", "a\r\nIdempotency-Key: b", "a\r\n b")) {
      assertRefused(
          send("Idempotency-Key: " + keys + "\r\n" + JSON, GOOD), 400, "idempotency_key_malformed");
    }
    assertRefused(send(JSON, GOOD), 400, "idempotency_key_missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/json                          | 415 | unsupported_media_type",
        "application/json;version=1         | 415 | unsupported_media_type",
        "application/json, text/plain       | 415 | unsupported_media_type",
        "nonsense                           | 415 | unsupported_media_type",
        "application/json%Content-Encoding: gzip | 415 | unsupported_media_type",
      })
  void aBodyIsPlainJson(String type, int status, String code) {
    String header = "Content-Type: " + type.replace("%", "\r\n") + "\r\n";
    assertRefused(send("Idempotency-Key: k-0123456789abcde\r\n" + header, GOOD), status, code);
  }

  /** JSON is UTF-8 by definition; the parameter means nothing (RFC 8259, 11). */
  @Test
  void aCharsetBesideJsonMeansNothing() {
    String utf16 = "Content-Type: application/json;charset=utf-16\r\n";
    assertThat(send("Idempotency-Key: k-0123456789abcde\r\n" + utf16, GOOD).status())
        .isEqualTo(201);
    ENGINE.placings.clear();
    assertRefused(
        send("Idempotency-Key: k-0123456789abcde\r\n" + utf16, "\u00fe\u00ff\u0000{\u0000}"),
        400,
        "malformed_json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -1\r\n\r\n",
        "Content-Length: 99999999999999999999\r\n\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}",
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        "Transfer-Encoding: xchunked\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}",
        "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
      })
  void aLengthThatIsNoneIsMalformed(String framing) {
    assertRefused(
        client.send(
            "POST", "/v1/orders", "Idempotency-Key: k-0123456789abcde\r\n" + JSON + framing),
        400,
        "malformed_request");
  }

  @Test
  void aBodyThatIsAnnouncedTooLargeIsNotWaitedFor() {
    assertRefused(
        client.send(
            "POST",
            "/v1/orders",
            "Idempotency-Key: k-0123456789abcde\r\nContent-Length: 1000000000000\r\n"
                + JSON
                + "\r\n"),
        413,
        "body_too_large");
  }

  /** Without the mend each of these was two requests, the second of the sender's choice. */
  @ParameterizedTest
  @ValueSource(strings = {"\u00e9", "\u00f0", "a\u00e9", "\u00c3\u00a9\u00e9"})
  void aHeaderThatSwallowsTheEndOfItsLineSmugglesNothing(String torn) {
    String hidden = "GET /healthz HTTP/1.1\r\nHost: b\r\n\r\n";
    String all =
        client.everything(
            "GET /healthz HTTP/1.1\r\nHost: a\r\nX-Y: %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(torn, hidden.length(), hidden));

    assertThat(all).startsWith("HTTP/1.1 400 ").contains("\"malformed_request\"");
    assertThat(all.split("HTTP/1.1 ", -1)).as("one answer").hasSize(2);
  }

  @Test
  void aHeaderMayBeInAnyLanguageThough() {
    assertThat(client.send("GET", "/healthz", "X-Y: \u00c3\u00a9\r\n\r\n").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/orders/%2e%2e, not_found",
    "/v1/orders/.., not_found",
    "/v1/orders/%00, order_not_found",
    "/v1/orders/a%2Fb, order_not_found",
    "/v1/orders//, not_found",
    "//v1/sales, not_found",
    "/docs/, not_found",
    "/assets/%2e%2e%2fopenapi.yaml, not_found",
    "/assets/..%5c.., not_found",
    "/problems/%3Cscript%3E, not_found",
    "/v1/sales/COLDPLAY-jakarta-2023, sale_not_found",
  })
  void anAddressThatIsOddIsNotThere(String path, String code) {
    assertRefused(client.send("GET %s HTTP/1.1\r\nHost: a\r\n\r\n".formatted(path)), 404, code);
  }

  private static EdgeClient.Answer place(String body) {
    return send("Idempotency-Key: k-0123456789abcde\r\n" + JSON, body);
  }

  private static EdgeClient.Answer send(String headers, String body) {
    return client.send(
        "POST",
        "/v1/orders",
        headers + "Content-Length: %d\r\n\r\n".formatted(body.length()) + body);
  }

  private static void assertRefused(EdgeClient.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(ENGINE.placings).isEmpty();
  }
}
