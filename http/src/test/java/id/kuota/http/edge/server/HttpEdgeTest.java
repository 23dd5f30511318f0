package id.kuota.http.edge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.kuota.engine.order.OrderId;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.route.Bodies;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the edge does with any request, whatever it is about. */
final class HttpEdgeTest {

  private static final String BODY =
      "{\"sale\":\"coldplay-jakarta-2023\",\"buyer\":\"ani\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":1}]}";

  private static final StubEngine ENGINE = new StubEngine();
  private static final ServerSecret SECRET = new ServerSecret(RunningEdge.SECRET);
  private static final OrderId ORDER =
      new OrderIds(SECRET).of(new BuyerKeys(SECRET).of("ani"), "key-1-0123456789abcde");

  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    edge = RunningEdge.start(ENGINE.engine());
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @BeforeEach
  void forget() {
    ENGINE.answerOrder(Samples.held(ORDER), false);
  }

  @Test
  void healthIsOk() {
    assertThat(client.get("/healthz").text()).isEqualTo("{\"status\":\"ok\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/v1", "/v1/orders/", "/v1//orders", "/v1/orders/a/b/c"})
  void anUnknownAddressIsAProblem(String path) {
    EdgeClient.Answer answer = client.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isIn("not_found", "order_not_found");
    assertThat(answer.json().path("instance").asText()).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({"DELETE, /v1/orders, 'POST, OPTIONS'", "POST, /healthz, 'GET, HEAD, OPTIONS'"})
  void anotherMethodIsToldWhatIsAllowed(String method, String path, String allow) {
    EdgeClient.Answer answer = client.send(method, path, null);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.code()).isEqualTo("method_not_allowed");
    assertThat(answer.header("Allow")).isEqualTo(allow);
  }

  @Test
  void optionsAndHeadAreAnswered() {
    EdgeClient.Answer options = client.send("OPTIONS", "/v1/orders", null);
    assertThat(options.status()).isEqualTo(200);
    assertThat(options.header("Content-Length")).isEqualTo("0");
    assertThat(options.header("Allow")).isEqualTo("POST, OPTIONS");

    EdgeClient.Answer head = client.send("HEAD", "/healthz", null);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.raw().body()).isEmpty();
  }

  @Test
  void aBugIsNotShown() {
    ENGINE.onOrder = order -> CompletableFuture.failedFuture(new IllegalStateException("a secret"));
    EdgeClient.Answer later = client.get("/v1/orders/" + ORDER);
    ENGINE.onOrder =
        order -> {
          throw new IllegalStateException("a secret");
        };
    EdgeClient.Answer atOnce = client.get("/v1/orders/" + ORDER);

    for (EdgeClient.Answer answer : new EdgeClient.Answer[] {later, atOnce}) {
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.code()).isEqualTo("internal_error");
      assertThat(answer.text())
          .contains("incident")
          .doesNotContain("a secret")
          .doesNotContain("Exception");
    }
  }

  @Test
  void aBodyMayHave64KibAndNotOneByteMore() {
    byte[] fits = padded(Bodies.BYTES_MAX);
    assertThat(place(fits).status()).isEqualTo(201);

    for (int size : new int[] {Bodies.BYTES_MAX + 1, 1_000_000, 5_000_000}) {
      EdgeClient.Answer answer = place(padded(size));
      assertThat(answer.status()).as("%d bytes", size).isEqualTo(413);
      assertThat(answer.code()).isEqualTo("body_too_large");
    }
  }

  @Test
  void aBodyMayBeChunked() {
    assertThat(placeChunked(BODY.getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(201);
    assertThat(placeChunked(padded(Bodies.BYTES_MAX + 1)).code()).isEqualTo("body_too_large");
  }

  @Test
  void anUnreadBodyDoesNotBlockTheConnection() {
    for (int i = 0; i < 3; i++) {
      assertThat(client.send("POST", "/healthz", padded(2_000_000)).status()).isEqualTo(405);
      assertThat(client.send("POST", "/nowhere", padded(2_000_000)).status()).isEqualTo(404);
      assertThat(client.send("POST", "/v1/orders", padded(2_000_000)).code())
          .isEqualTo("idempotency_key_missing");
    }
  }

  /** Answered while it still sends, a slow sender is cut off before it has read the answer. */
  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/nowhere", "/v1/orders"})
  void aSlowSenderIsAnsweredWhenAllHasArrived(String path) throws IOException {
    int size = 1_000_000;
    String head = "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\n\r\n";
    String next = "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
      OutputStream sent = socket.getOutputStream();
      sent.write(head.getBytes(StandardCharsets.US_ASCII));
      sent.write(new byte[size / 2]);
      socket.setSoTimeout(200);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);

      socket.setSoTimeout(10_000);
      sent.write(new byte[size / 2]);
      sent.write(next.getBytes(StandardCharsets.US_ASCII));
      String answers =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answers).startsWith("HTTP/1.1 4").contains("HTTP/1.1 200");
    }
  }

  @Test
  void aClientThatExpectsContinueIsAnsweredToo() {
    EdgeClient.Answer answer =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + "/v1/orders"))
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofByteArray(padded(100_000)))
                .build());

    assertThat(answer.code()).isEqualTo("idempotency_key_missing");
  }

  @Test
  void aBodyThatDoesNotArriveIsNotWaitedForForLong() throws IOException {
    String answer =
        exchange(
            "POST /v1/orders HTTP/1.1\r\nHost: a\r\nIdempotency-Key: k-0123456789abcde\r\n"
                + "Content-Type: application/json\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{");

    assertThat(answer).startsWith("HTTP/1.1 408").contains("\"request_timeout\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/json-patch+json"})
  void aBodyMustBeJson(String type) {
    EdgeClient.Answer answer =
        client.post(
            "/v1/orders", BODY, "Idempotency-Key", "key-1-0123456789abcde", "Content-Type", type);

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.code()).isEqualTo("unsupported_media_type");
  }

  @Test
  void aCharsetBesideTheTypeIsFine() {
    assertThat(
            client
                .post(
                    "/v1/orders",
                    BODY,
                    "Idempotency-Key",
                    "key-1-0123456789abcde",
                    "Content-Type",
                    "application/json; charset=utf-8")
                .status())
        .isEqualTo(201);
    assertThat(client.act("/v1/orders", "Idempotency-Key", "k-0123456789abcde").status())
        .as("no body at all")
        .isEqualTo(415);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / HTTP/1.1\\r\\nHost: a\\r\\nbroken header\\r\\n\\r\\n | 400 | malformed_request",
        "GET /%zz HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400 | malformed_request",
        "NONSENSE / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 501 | method_unknown",
        "GET /%LONG% HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 414 | address_too_long",
        "GET / HTTP/1.1\\r\\nHost: a\\r\\nX: %LONG%%LONG%\\r\\n\\r\\n | 431 | headers_too_large",
      })
  void whatIsNotHttpIsAProblemToo(String sent, int status, String code) throws IOException {
    String answer = exchange(sent.replace("\\r\\n", "\r\n").replace("%LONG%", "a".repeat(5_000)));

    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer).contains("application/problem+json").contains("\"" + code + "\"");
  }

  @Test
  void aHandlerThatIsSilentIsAnsweredInItsPlace() {
    Clock clock = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
    try (RunningEdge impatient =
        RunningEdge.start(ENGINE.engine(), clock, "pekko.http.server.request-timeout = 300ms")) {
      ENGINE.onOrder = order -> new CompletableFuture<>();

      EdgeClient.Answer answer = impatient.client().get("/v1/orders/" + ORDER);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.code()).isEqualTo("outcome_unknown");
      assertThat(answer.header("Retry-After")).isEqualTo("1");
    }
  }

  private static EdgeClient.Answer place(byte[] body) {
    return client.send(
        "POST",
        "/v1/orders",
        body,
        "Idempotency-Key",
        "key-1-0123456789abcde",
        "Content-Type",
        "application/json");
  }

  private static EdgeClient.Answer placeChunked(byte[] body) {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + "/v1/orders"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "key-1-0123456789abcde")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build());
  }

  /** A valid body with spaces behind it. */
  private static byte[] padded(int size) {
    byte[] padded = new byte[size];
    Arrays.fill(padded, (byte) ' ');
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(body, 0, padded, 0, body.length);
    return padded;
  }

  private static String exchange(String sent) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      byte[] buffer = new byte[8_192];
      int length = socket.getInputStream().readNBytes(buffer, 0, 200);
      return new String(buffer, 0, length, StandardCharsets.US_ASCII)
          + new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
