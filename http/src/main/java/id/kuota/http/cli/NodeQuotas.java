package id.kuota.http.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.kuota.engine.quota.QuotaId;
import id.kuota.http.node.StartException;
import id.kuota.persistence.reconciliation.EntityNumbers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks a running node for the numbers of its quotas, as any operator may. */
final class NodeQuotas implements EntityNumbers, AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ObjectMapper json = new ObjectMapper();
  private final URI node;
  private final String operatorKey;

  NodeQuotas(URI node, String operatorKey) {
    this.node = node;
    this.operatorKey = operatorKey;
  }

  @Override
  public Optional<Numbers> of(QuotaId quota) {
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve("/v1/quotas/" + quota))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + operatorKey)
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == UNAUTHORIZED) {
        throw new StartException("%s does not accept the operator key.".formatted(node));
      }
      return answer.statusCode() == OK
          ? Optional.of(numbers(json.readTree(answer.body())))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // Said in the report: the quota did not answer.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Numbers numbers(JsonNode quota) {
    return new Numbers(
        quota.get("capacity").asLong(),
        quota.get("available").asLong(),
        quota.get("held").asLong(),
        quota.get("sold").asLong(),
        quota.get("revision").asLong());
  }

  @Override
  public void close() {
    client.close();
  }
}
