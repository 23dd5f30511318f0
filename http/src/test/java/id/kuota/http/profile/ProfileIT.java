package id.kuota.http.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import id.kuota.http.telemetry.MetricsEndpoint;
import id.kuota.http.telemetry.MetricsSettings;
import id.kuota.http.telemetry.Scrape;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A profile of a running process, over the port of its metrics. */
final class ProfileIT {

  private static final String TOKEN = "profile-token-0123456789";
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final int WITH_TOKEN = bind(Optional.of(TOKEN));
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @AfterAll
  static void stop() {
    HTTP.close();
    KIT.shutdownTestKit();
  }

  private static int bind(Optional<String> token) {
    var profile =
        new ProfileEndpoint(
            token, KIT.system().dispatchers().lookup(DispatcherSelector.blocking()));
    return MetricsEndpoint.bind(
            KIT.system(),
            new MetricsSettings("127.0.0.1", 0, token),
            Scrape.ofProcess(),
            Map.of(ProfileEndpoint.PATH, profile::answer))
        .toCompletableFuture()
        .join()
        .localAddress()
        .getPort();
  }

  @Test
  void aRecordingHasSamplesOfThisProcessAndOneRunsAtATime(@TempDir Path folder) throws Exception {
    var first = HTTP.sendAsync(get(WITH_TOKEN, "?seconds=2", TOKEN), BodyHandlers.ofByteArray());
    var second = HTTP.sendAsync(get(WITH_TOKEN, "?seconds=1", TOKEN), BodyHandlers.ofByteArray());
    workUntil(CompletableFuture.allOf(first, second));
    List<HttpResponse<byte[]>> answers = List.of(first.join(), second.join());

    assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 409);
    assertProblem(of(answers, 409), 409, "profile_running");
    HttpResponse<byte[]> recording = of(answers, 200);
    assertThat(recording.headers().firstValue("Content-Type")).contains("application/octet-stream");
    Path file = folder.resolve("profile.jfr");
    Files.write(file, recording.body());
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    assertThat(events)
        .extracting(event -> event.getEventType().getName())
        .contains("jdk.CPULoad", "jdk.JVMInformation", "jdk.ActiveSetting")
        .containsAnyOf("jdk.CPUTimeSample", "jdk.ExecutionSample")
        .as("the environment has secrets, and so may properties and other processes")
        .doesNotContain(
            "jdk.InitialEnvironmentVariable", "jdk.InitialSystemProperty", "jdk.SystemProcess");
    assertThat(System.getenv("PATH")).isNotBlank();
    assertThat(new String(recording.body(), StandardCharsets.ISO_8859_1))
        .doesNotContain(System.getenv("PATH"));

    assertThat(
            HTTP.send(get(WITH_TOKEN, "?seconds=1", TOKEN), BodyHandlers.ofByteArray())
                .statusCode())
        .as("the next one")
        .isEqualTo(200);
  }

  /** Samples are of processor time: a process that only waits has none. */
  private static void workUntil(CompletableFuture<Void> end) {
    long work = 0;
    while (!end.isDone()) work += Long.toString(work).hashCode();
    assertThat(work).isNotZero();
  }

  @Test
  void withoutATokenInTheSettingsProfilesAreOff() throws Exception {
    int port = bind(Optional.empty());
    assertProblem(send(port, "?seconds=1", TOKEN), 403, "profile_disabled");
    assertThat(new String(send(port, "?seconds=1", TOKEN).body(), StandardCharsets.UTF_8))
        .contains("KUOTA_PROFILE_TOKEN");
  }

  @Test
  void aRequestShowsTheTokenAndALengthWithinAMinute() throws Exception {
    assertProblem(
        send(WITH_TOKEN, "?seconds=1", "another-token-0123456789"), 401, "profile_token_invalid");
    assertProblem(
        HTTP.send(
            HttpRequest.newBuilder(uri(WITH_TOKEN, "?seconds=1")).build(),
            BodyHandlers.ofByteArray()),
        401,
        "profile_token_invalid");
    for (String wrong : List.of("0", "61", "-1", "1.5", "abc", "", "9999999999")) {
      assertProblem(send(WITH_TOKEN, "?seconds=" + wrong, TOKEN), 400, "profile_seconds_invalid");
    }
    assertThat(
            HTTP.send(
                    HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + WITH_TOKEN + "/metrics"))
                        .build(),
                    BodyHandlers.ofByteArray())
                .statusCode())
        .isEqualTo(200);
  }

  private static void assertProblem(HttpResponse<byte[]> answer, int status, String code)
      throws Exception {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(new ObjectMapper().readTree(answer.body()).path("code").asText()).isEqualTo(code);
  }

  private static HttpResponse<byte[]> of(List<HttpResponse<byte[]>> answers, int status) {
    return answers.stream().filter(it -> it.statusCode() == status).findFirst().orElseThrow();
  }

  private static HttpResponse<byte[]> send(int port, String query, String token) throws Exception {
    return HTTP.send(get(port, query, token), BodyHandlers.ofByteArray());
  }

  private static HttpRequest get(int port, String query, String token) {
    return HttpRequest.newBuilder(uri(port, query))
        .header("Authorization", "Bearer " + token)
        .timeout(Duration.ofSeconds(30))
        .build();
  }

  private static URI uri(int port, String query) {
    return URI.create("http://127.0.0.1:" + port + ProfileEndpoint.PATH + query);
  }
}
