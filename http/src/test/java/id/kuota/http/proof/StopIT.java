package id.kuota.http.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.http.node.NodeSettings;
import id.kuota.http.testing.EdgeClient;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A node that stops under load drains its requests, and ends soon. */
class StopIT {

  private static final Duration STOP_MAX = Duration.ofSeconds(30);
  private static final int HALF_REQUESTS = 5;
  private static final int KILLED_BY_SIGTERM = 128 + 15;
  private static final Pattern LOCATION = Pattern.compile("(?im)^location: (\\S+)$");

  private static final ProofSale SALE =
      new ProofSale(
          "stop",
          Duration.ofSeconds(3),
          0,
          Map.of("seat", 1_000_000L),
          Map.of("seat", List.of("seat")));

  @Test
  void whatIsRunningIsFinishedAndNothingAnsweredIsLost() {
    try (var database = EmbeddedDatabase.temporary()) {
      NodeSettings settings = ProofPorts.settings(database);
      var edge = new EdgeClient(settings.httpPort());
      try (var crowd = new Crowd(edge, SALE, ProofSettings.SEED.value());
          var first = ChildNode.start(settings)) {
        SALE.open(edge);
        // Before the crowd: the edge waits five seconds for a body, and the crowd makes it slow.
        List<HalfRequest> begun = begin(settings.httpPort());
        crowd.come(ProofSettings.RATE.value());
        Retry.pauseUntil(Instant.now().plusMillis(700));

        first.askToStop();
        long told = System.nanoTime();

        await()
            .pollInterval(Duration.ofMillis(20))
            .atMost(STOP_MAX)
            .until(() -> isRefused(settings.httpPort()));
        long refused = System.nanoTime();
        List<String> answers = begun.stream().map(HalfRequest::finish).toList();
        assertThat(answers).allMatch(answer -> answer.startsWith("HTTP/1.1 201 "));
        assertThat(first.awaitEnd(STOP_MAX)).isIn(0, KILLED_BY_SIGTERM);
        System.out.printf(
            "StopIT: takes no more requests %,d ms after SIGTERM, gone after %,d ms%n",
            TimeUnit.NANOSECONDS.toMillis(refused - told),
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - told));
        begun.forEach(HalfRequest::close);
        crowd.closeDoor();

        try (var second = ChildNode.start(settings)) {
          assertThat(answers)
              .map(StopIT::location)
              .allMatch(location -> edge.get(location).status() == 200);
          assertThat(crowd.close("after a stop"))
              .filteredOn(shopper -> shopper.placed().isPresent())
              .isNotEmpty()
              .allMatch(shopper -> edge.get(shopper.address()).status() == 200);
          assertThat(second.isAlive()).isTrue();
        }
      }
    }
  }

  private static List<HalfRequest> begin(int port) {
    return IntStream.range(0, HALF_REQUESTS)
        .mapToObj(
            number ->
                HalfRequest.begin(
                    port,
                    SALE.order("half-" + number, "seat", 1),
                    "half-request-of-test-" + number))
        .toList();
  }

  private static boolean isRefused(int port) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (ConnectException e) {
      return true;
    }
  }

  private static String location(String answer) {
    var header = LOCATION.matcher(answer);
    assertThat(header.find()).as(answer).isTrue();
    return header.group(1);
  }
}
