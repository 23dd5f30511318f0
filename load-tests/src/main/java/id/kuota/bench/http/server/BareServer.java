package id.kuota.bench.http.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The reference for everything that goes through HTTP: Pekko HTTP with the settings and the threads
 * of a node, which reads the JSON of each request and answers what it was given, with the status
 * and the headers of an order. Nothing could answer faster on this library.
 */
public final class BareServer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final byte[] answer;

  private BareServer(byte[] answer) {
    this.answer = answer;
  }

  /** Starts it in a JVM of its own; it answers with these bytes. */
  public static ChildJvm start(byte[] answer, Path folder) throws IOException {
    Path file = Files.write(folder.resolve("bare-answer.json"), answer);
    int port = ChildJvm.freePort();
    return ChildJvm.start(
        new ChildJvm.Program(
            List.of(),
            BareServer.class.getName(),
            List.of(String.valueOf(port), file.toString()),
            Map.of(),
            port,
            folder.resolve("bare.log")));
  }

  /** Serves on a port: {@code PORT FILE-WITH-THE-ANSWER}. */
  public static void main(String[] arguments) throws IOException {
    var server = new BareServer(Files.readAllBytes(Path.of(arguments[1])));
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "bare", config());
    Http.get(system)
        .newServerAt("127.0.0.1", Integer.parseInt(arguments[0]))
        .bind(server::handle)
        .toCompletableFuture()
        .join();
  }

  /** Returns a node's settings, without its cluster. */
  private static Config config() {
    return ConfigFactory.parseMap(
            Map.of(
                "pekko.actor.provider", "local",
                "pekko.http.server.parsing.error-handler",
                    "org.apache.pekko.http.DefaultParsingErrorHandler$"))
        .withFallback(ConfigFactory.load());
  }

  private CompletionStage<HttpResponse> handle(HttpRequest request) {
    if (!(request.entity() instanceof HttpEntity.Strict body)) {
      return CompletableFuture.failedFuture(new IllegalStateException("a body in pieces"));
    }
    try {
      JsonNode order = JSON.readTree(body.getData().toArray());
      return CompletableFuture.completedFuture(answer(order.path("sale").asText()));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private HttpResponse answer(String sale) {
    return HttpResponse.create()
        .withStatus(StatusCodes.CREATED)
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, answer))
        .addHeader(RawHeader.create("Location", "/v1/orders/" + sale))
        .addHeader(RawHeader.create("Cache-Control", "private, no-store"));
  }
}
