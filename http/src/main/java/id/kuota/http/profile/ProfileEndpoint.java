package id.kuota.http.profile;

import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.log.NodeLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /debug/profile?seconds=30}: a flight recording of this process, as a file for JDK
 * Mission Control. Only with the token; without one in the settings it is switched off.
 */
public final class ProfileEndpoint {

  /** Its path, on the port of the metrics. */
  public static final String PATH = "/debug/profile";

  /** The longest recording; the server waits longer for its answer. */
  public static final Duration LENGTH_MAX = Duration.ofSeconds(60);

  private static final int SECONDS = 30;
  private static final Logger LOG = LoggerFactory.getLogger(ProfileEndpoint.class);

  private final Optional<OperatorKey> token;
  private final ProfileRecorder recorder;

  /**
   * Creates an endpoint with no recording.
   *
   * @param token what a request must show; empty: none is answered
   * @param threads may block
   */
  public ProfileEndpoint(Optional<String> token, Executor threads) {
    this.token = token.map(OperatorKey::new);
    this.recorder = new ProfileRecorder(threads);
  }

  /** Answers with the recording when it is over, or at once with a problem. Never fails. */
  public CompletionStage<HttpResponse> answer(HttpRequest request) {
    if (token.isEmpty()) return refuse(ProfileProblem.PROFILE_DISABLED);
    if (!request
        .getHeader("Authorization")
        .map(HttpHeader::value)
        .filter(token.get()::matches)
        .isPresent()) {
      return refuse(ProfileProblem.PROFILE_TOKEN_INVALID);
    }
    if (!request.method().equals(HttpMethods.GET)) {
      return refuse(ProfileProblem.PROFILE_METHOD_INVALID);
    }
    OptionalInt seconds = seconds(request.getUri().query().get("seconds"));
    if (seconds.isEmpty()) return refuse(ProfileProblem.PROFILE_SECONDS_INVALID);
    return record(seconds.getAsInt());
  }

  private CompletionStage<HttpResponse> record(int seconds) {
    Optional<CompletionStage<Path>> recording = recorder.record(Duration.ofSeconds(seconds));
    if (recording.isEmpty()) return refuse(ProfileProblem.PROFILE_RUNNING);
    NodeLog.RECORDING_BEGAN.log(LOG, seconds);
    return recording
        .get()
        .thenApply(ProfileEndpoint::file)
        .exceptionally(
            failure -> {
              NodeLog.RECORDING_FAILED.logThrown(LOG, failure);
              return ProfileProblem.PROFILE_FAILED.answer();
            });
  }

  private static OptionalInt seconds(Optional<String> given) {
    if (given.isEmpty()) return OptionalInt.of(SECONDS);
    if (!given.get().matches("[0-9]{1,2}")) return OptionalInt.empty();
    int seconds = Integer.parseInt(given.get());
    return seconds >= 1 && seconds <= LENGTH_MAX.toSeconds()
        ? OptionalInt.of(seconds)
        : OptionalInt.empty();
  }

  private static HttpResponse file(Path file) {
    return HttpResponse.create()
        .addHeader(RawHeader.create("Content-Disposition", "attachment; filename=\"kuota.jfr\""))
        .addHeader(RawHeader.create("Cache-Control", "private, no-store"))
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_OCTET_STREAM, file));
  }

  private static CompletionStage<HttpResponse> refuse(ProfileProblem problem) {
    return CompletableFuture.completedFuture(problem.answer());
  }
}
