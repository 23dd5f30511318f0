package id.kuota.http.edge.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.http.edge.connection.ConnectionSettings;
import id.kuota.http.edge.connection.Connections;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that say or read little at a time, over real connections. */
final class SlowConnectionTest {

  private static final Duration HEAD_TIME = Duration.ofSeconds(1);
  private static final int ROOM = 20;
  private static final String REQUEST = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK";

  private final StubEngine engine = new StubEngine();
  private final RunningEdge edge = start(HEAD_TIME);
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) socket.close();
    edge.close();
  }

  @Test
  void aHeadThatIsNotWholeInTimeIsAnsweredAndTheConnectionClosed() throws Exception {
    Socket slow = connect();
    say(slow, "GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ");
    String answer = readAll(slow);

    assertThat(answer)
        .startsWith("HTTP/1.1 408 ")
        .contains("application/problem+json", "\"request_timeout\"", "Connection: close");
    await().untilAsserted(() -> assertThat(edge.connections().open()).isZero());
  }

  @Test
  void byteByByteTooAndAlsoTheHeadOfALaterRequest() throws Exception {
    Socket slow = connect();
    say(slow, REQUEST);
    assertThat(readLine(slow)).isEqualTo(OK);
    slow.getInputStream().readNBytes(slow.getInputStream().available());

    long began = System.nanoTime();
    int sent = dripUntilClosed(slow, "GET /healthz HTTP/1.1\r\nX-Slow: ");
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(HEAD_TIME, HEAD_TIME.plusSeconds(5));
    assertThat(sent).as("bytes that did not prolong it").isGreaterThan(3);
  }

  @Test
  void aHeadThatIsWholeInTimeIsAnsweredHoweverManyPiecesItHas() throws Exception {
    Socket socket = connect();
    for (char c : REQUEST.toCharArray()) say(socket, String.valueOf(c));
    assertThat(readLine(socket)).isEqualTo(OK);
  }

  @Test
  void betweenRequestsAConnectionMayBeIdleForLonger() throws Exception {
    Socket socket = connect();
    say(socket, REQUEST);
    assertThat(readLine(socket)).isEqualTo(OK);
    Socket late = connect();
    say(late, "G");
    assertThat(readAll(late)).as("so much time has passed").startsWith("HTTP/1.1 408");

    say(socket, REQUEST);
    await()
        .untilAsserted(
            () -> {
              byte[] there =
                  socket.getInputStream().readNBytes(socket.getInputStream().available());
              assertThat(new String(there, ISO_8859_1)).contains(OK);
            });
  }

  @Test
  void aHeadThatIsTooLargeIsAnsweredBeforeItIsWhole() throws Exception {
    // Its size ends it, and not its time.
    try (RunningEdge patient = start(Duration.ofSeconds(30))) {
      Socket socket = connect(patient);
      say(socket, "GET /healthz HTTP/1.1\r\nHost: a\r\n");
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> readAll(socket));
      try {
        // More than the limit and what the server may read in one piece (128 KiB) together.
        for (int i = 0; i < 60; i++) say(socket, "X-%d: %s\r\n".formatted(i, "x".repeat(4_000)));
      } catch (SocketException closed) {
        assertThat(closed).hasMessageMatching("(?i).*(reset|broken|aborted).*");
      }
      String seen = answer.get();
      if (!seen.isEmpty()) assertThat(seen).startsWith("HTTP/1.1 431 ");
      await().untilAsserted(() -> assertThat(patient.connections().open()).isZero());
    }
  }

  private RunningEdge start(Duration headTime) {
    return RunningEdge.startWith(
        engine.engine(),
        new ConnectionSettings(
            headTime,
            ROOM,
            0,
            ConnectionSettings.DEFAULT.trustedProxies(),
            ConnectionSettings.DEFAULT.forwardedBy()));
  }

  @Test
  void aBodyThatDripsEndsWithItsTime() throws Exception {
    Socket socket = connect();
    say(
        socket,
        "POST /v1/orders HTTP/1.1\r\nHost: a\r\nIdempotency-Key: 9f0c7c1e-1b7e-4d0c\r\n"
            + "Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{");
    long began = System.nanoTime();
    CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> readLineOf(socket));
    await()
        .pollInterval(Duration.ofMillis(200))
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              if (!answer.isDone()) say(socket, " ");
              return answer.isDone();
            });
    // The HTTP layer resets a connection whose body it no longer reads, if bytes of it still come.
    assertThat(answer.get()).matches("HTTP/1.1 408 .*|.*reset.*");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void slowHeadsKeepNoBuyerOut() throws Exception {
    for (int i = 0; i < ROOM; i++) say(connect(), "GET / HTTP/1.1\r\nX-");
    await().until(() -> edge.connections().heads() == ROOM);

    for (int i = 0; i < 3 * ROOM; i++) {
      Socket buyer = connect();
      say(buyer, REQUEST);
      assertThat(readLine(buyer)).isEqualTo(OK);
    }
    assertThat(edge.connections().open()).isLessThanOrEqualTo(ROOM);
  }

  @Test
  void oneThatIsBeingAnsweredKeepsItsPlace() throws Exception {
    var answer = new CompletableFuture<Reply<OrderView, OrderRefused>>();
    engine.onOrder = order -> answer;
    Socket buyer = connect();
    say(buyer, ORDER);
    await().until(() -> edge.connections().requests() == 1);
    for (int i = 0; i < 3 * ROOM; i++) say(connect(), "GET / HTTP/1.1\r\nX-");
    await().until(() -> edge.connections().heads() >= ROOM - 1);

    engine.answerOrder(Samples.held(new OrderId("ord_" + "7".repeat(32))), false);
    answer.complete(
        new Reply.Answered<>(Samples.held(new OrderId("ord_" + "7".repeat(32))), false));
    assertThat(readLine(buyer)).startsWith("HTTP/1.1 201");
  }

  @Test
  void aServerThatStopsAnswersWhatIsInFlightAndClosesTheRest() throws Exception {
    var answer = new CompletableFuture<Reply<OrderView, OrderRefused>>();
    engine.onOrder = order -> answer;
    Socket idle = connect();
    say(idle, REQUEST);
    assertThat(readLine(idle)).isEqualTo(OK);
    Socket buyer = connect();
    say(buyer, ORDER);
    await().until(() -> edge.connections().requests() == 1);

    var end = edge.terminate(Duration.ofSeconds(10)).toCompletableFuture();
    await().until(() -> edge.connections().equals(new Connections.Counts(1, 0, 1)));
    assertThat(end).isNotDone();
    answer.complete(
        new Reply.Answered<>(Samples.held(new OrderId("ord_" + "7".repeat(32))), false));

    assertThat(readAll(buyer)).startsWith("HTTP/1.1 201").containsIgnoringCase("connection: close");
    assertThat(end).succeedsWithin(Duration.ofSeconds(5));
  }

  private static final String BODY =
      "{\"sale\":\"s\",\"buyer\":\"ani\",\"lines\":[{\"offer\":\"cat1\",\"quantity\":1}]}";
  private static final String ORDER =
      "POST /v1/orders HTTP/1.1\r\nHost: a\r\nIdempotency-Key: 9f0c7c1e-1b7e-4d0c\r\n"
          + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(BODY.length(), BODY);

  private Socket connect() throws IOException {
    return connect(edge);
  }

  private Socket connect(RunningEdge to) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), to.port());
    socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
    socket.setTcpNoDelay(true);
    sockets.add(socket);
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String readLine(Socket socket) throws IOException {
    var line = new StringBuilder();
    for (int c = socket.getInputStream().read(); c >= 0 && c != '\r'; ) {
      line.append((char) c);
      c = socket.getInputStream().read();
    }
    return line.toString();
  }

  private static String readLineOf(Socket socket) {
    try {
      return readLine(socket);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String readAll(Socket socket) {
    try {
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("neither an answer nor the end of the connection", e);
    } catch (IOException e) {
      return "";
    }
  }

  /** How many bytes could be said. */
  private static int dripUntilClosed(Socket socket, String start) throws IOException {
    say(socket, start);
    var end = CompletableFuture.supplyAsync(() -> readAll(socket));
    int[] sent = {0};
    await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> {
              if (!end.isDone()) {
                try {
                  say(socket, "x");
                  sent[0]++;
                } catch (SocketException closed) {
                  return true;
                }
              }
              return end.isDone();
            });
    return sent[0];
  }
}
