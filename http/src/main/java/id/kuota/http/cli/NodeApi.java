package id.kuota.http.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.http.edge.cluster.ClusterRoutes;
import id.kuota.http.node.StartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a running node for its picture of the cluster, as any operator may. Blocks. */
final class NodeApi implements AutoCloseable {

  /** A node looks for three seconds at most. */
  private static final Duration TIMEOUT = Duration.ofSeconds(6);

  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          // A node of a later release may say more.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String operatorKey;

  NodeApi(String operatorKey) {
    this.operatorKey = operatorKey;
  }

  /**
   * Returns what the node sees.
   *
   * @throws IOException if it does not answer with a picture
   * @throws StartException if it does not accept the key
   */
  ClusterJson cluster(URI node) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve(ClusterRoutes.PATH))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + operatorKey)
            .build();
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return switch (answer.statusCode()) {
        case OK -> read(answer.body());
        case UNAUTHORIZED ->
            throw new StartException("%s does not accept the operator key.".formatted(node));
        default -> throw new IOException("it answers with status " + answer.statusCode());
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  static ClusterJson read(byte[] body) throws IOException {
    return JSON.readValue(body, ClusterJson.class);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
