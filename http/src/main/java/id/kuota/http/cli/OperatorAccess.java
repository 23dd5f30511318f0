package id.kuota.http.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.kuota.http.node.StartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a node and its operator key, and requests to it. */
final class OperatorAccess {

  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int OK = 200;

  @Option(names = "--url", description = "A running node (default: that of `kuota dev`).")
  private @Nullable URI url;

  @Option(
      names = "--operator-key",
      defaultValue = "${env:KUOTA_OPERATOR_KEY}",
      description = "Opens the node (default: KUOTA_OPERATOR_KEY, or that of `kuota dev`).")
  private @Nullable String operatorKey;

  /** A node, or a balancer in front, and what opens it. */
  record Node(URI url, String key) {

    /** Omits the key. */
    @Override
    public String toString() {
      return "Node[url=%s]".formatted(url);
    }
  }

  /** Returns the node that the options name, else that of this project. */
  Optional<Node> find() {
    Optional<RunningNode> dev = RunningNode.find();
    URI node = url != null ? url : dev.map(RunningNode::url).map(URI::create).orElse(null);
    String key = operatorKey != null ? operatorKey : dev.map(RunningNode::operatorKey).orElse(null);
    return node == null || key == null ? Optional.empty() : Optional.of(new Node(node, key));
  }

  /**
   * Sends a request and returns the body of its answer.
   *
   * @throws StartException in one sentence if the node does not answer, or refuses
   */
  JsonNode post(String path, String body) {
    Node named =
        find()
            .orElseThrow(
                () ->
                    new StartException(
                        "No node is named: say --url and set KUOTA_OPERATOR_KEY, or start `kuota dev`."));
    URI node = named.url();
    String key = named.key();
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve(path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode json = new ObjectMapper().readTree(answer.body());
      if (answer.statusCode() == OK) return json;
      throw new StartException(
          "%s refuses: %s"
              .formatted(node, json.path("detail").asText("status " + answer.statusCode())));
    } catch (IOException e) {
      throw new StartException("%s does not answer: %s".formatted(node, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted", e);
    }
  }
}
