package id.kuota.http.payment.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NotificationSenderTest {

  private static final List<Duration> PAUSES = List.of(Duration.ofMillis(1), Duration.ofMillis(2));

  private final Queue<Integer> answers = new ArrayDeque<>();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private URI address;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/there");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 400, 401, 404, 422})
  void anAnswerIsFinal(int status) {
    answers.add(status);

    assertThat(send()).isEqualTo(new Delivery.Answered(status, 1));
    assertThat(received).containsExactly("POST /there {\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void anErrorAnswerCausesARetry(int status) {
    answers.addAll(List.of(status, status, 200));

    assertThat(send()).isEqualTo(new Delivery.Answered(200, 3));
    assertThat(received).hasSize(3).containsOnly("POST /there {\"a\":1}");
  }

  @Test
  void endsAfterTheLastPause() {
    answers.addAll(List.of(503, 503, 503, 200));

    assertThat(send()).isEqualTo(new Delivery.GivenUp(3));
    assertThat(received).hasSize(3);
  }

  @Test
  void aClosedPortIsNoAnswer() {
    stop();

    assertThat(send()).isEqualTo(new Delivery.GivenUp(3));
  }

  @Test
  void nothingIsSentOnceItIsClosed() {
    var sender = new NotificationSender(PAUSES);
    sender.close();

    assertThat(sender.send(notification()).join()).isEqualTo(new Delivery.GivenUp(0));
    assertThat(received).isEmpty();
  }

  private Delivery send() {
    try (var sender = new NotificationSender(PAUSES)) {
      return sender.send(notification()).join();
    }
  }

  private OutgoingNotification notification() {
    return new OutgoingNotification(address, "{\"a\":1}".getBytes(UTF_8));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.add(
          "%s %s %s"
              .formatted(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      exchange.sendResponseHeaders(answers.remove(), -1);
    }
  }
}
