package id.kuota.http.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.node.Ports;
import id.kuota.http.testing.RecordedTelemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Prometheus and a curious person get at the port of the metrics. */
final class MetricsEndpointTest {

  private static final ActorSystem<Void> SYSTEM =
      RecordedTelemetry.system("metrics-endpoint", new RecordedTelemetry());
  private static final int PORT = Ports.anyFree();

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    MetricsEndpoint.bind(
            SYSTEM, new MetricsSettings("127.0.0.1", PORT), Scrape.ofProcess(), Map.of())
        .toCompletableFuture()
        .join();
  }

  @AfterAll
  static void stop() {
    SYSTEM.terminate();
  }

  @Test
  void prometheusGetsItsTextFormat() throws IOException, InterruptedException {
    HttpResponse<String> answer = send("GET", "/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=UTF-8");
  }

  @Test
  void aHeadHasTheHeadOfTheAnswerAlone() throws IOException, InterruptedException {
    HttpResponse<String> answer = send("HEAD", "/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).isPresent();
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void anotherPathIsNotFoundAndSaysWhereTheMetricsAre() throws IOException, InterruptedException {
    HttpResponse<String> answer = send("GET", "/");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains(MetricsEndpoint.PATH);
  }

  @Test
  void nothingCanBeWritten() throws IOException, InterruptedException {
    HttpResponse<String> answer = send("POST", "/metrics");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
  }

  private HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
