package id.kuota.http.telemetry;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.util.ByteString;

/**
 * {@code GET /metrics} in the text format of Prometheus 0.0.4, on a port of its own: who may read
 * the figures of a node is not who may buy.
 */
public final class MetricsEndpoint {

  /** Its only path. */
  public static final String PATH = "/metrics";

  /** The longest that an answer may take. */
  public static final Duration ANSWER_MAX = Duration.ofSeconds(90);

  private static final ContentType TEXT =
      ContentTypes.parse("text/plain; version=0.0.4; charset=UTF-8");

  private static final Set<HttpMethod> READS = Set.of(HttpMethods.GET, HttpMethods.HEAD);

  private MetricsEndpoint() {}

  /**
   * Listens from now on, until the actor system ends. The stage fails if the port is taken.
   *
   * @param others answers to other paths of this port, within {@link #ANSWER_MAX}
   */
  public static CompletionStage<ServerBinding> bind(
      ActorSystem<?> system,
      MetricsSettings settings,
      Scrape scrape,
      Map<String, Function<HttpRequest, CompletionStage<HttpResponse>>> others) {
    org.apache.pekko.japi.function.Function<HttpRequest, CompletionStage<HttpResponse>> handler =
        request -> {
          var other = others.get(request.getUri().path());
          return other == null
              ? CompletableFuture.completedFuture(answer(request, scrape))
              : other.apply(request);
        };
    return Http.get(system)
        .newServerAt(settings.host(), settings.port())
        .withSettings(patient(system))
        .bind(handler);
  }

  /** A recording takes longer than any answer to a buyer may. */
  private static ServerSettings patient(ActorSystem<?> system) {
    return ServerSettings.create(
        ConfigFactory.parseMap(
                Map.of(
                    "pekko.http.server.request-timeout",
                    ANSWER_MAX.toSeconds() + "s",
                    "pekko.http.server.idle-timeout",
                    ANSWER_MAX.plusSeconds(30).toSeconds() + "s"))
            .withFallback(system.settings().config()));
  }

  private static HttpResponse answer(HttpRequest request, Scrape scrape) {
    if (!request.getUri().path().equals(PATH)) {
      return HttpResponse.create()
          .withStatus(StatusCodes.NOT_FOUND)
          .withEntity("Metrics are at " + PATH + ".\n");
    }
    if (!READS.contains(request.method())) {
      return HttpResponse.create()
          .withStatus(StatusCodes.METHOD_NOT_ALLOWED)
          .addHeader(RawHeader.create("Allow", "GET, HEAD"))
          .withEntity("Metrics can only be read.\n");
    }
    return HttpResponse.create()
        .withEntity(HttpEntities.create(TEXT, ByteString.fromString(scrape.text())));
  }
}
