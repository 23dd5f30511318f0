package id.kuota.http.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Talks to the edge over a real port, and holds every exchange against the contract. */
public final class EdgeClient {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final int port;

  public EdgeClient(int port) {
    this.port = port;
  }

  /** What came back. */
  public record Answer(int status, RawAnswer raw) {

    public String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    public String text() {
      return new String(raw.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      try {
        return MAPPER.readTree(raw.body());
      } catch (IOException e) {
        throw new UncheckedIOException("not JSON: " + text(), e);
      }
    }

    /** The code of a problem. */
    public String code() {
      return json().path("code").asText();
    }
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  /** With a body of JSON. */
  public Answer post(String path, String body, String... headers) {
    return send("POST", path, body.getBytes(StandardCharsets.UTF_8), json(headers));
  }

  /** A POST without a body. */
  public Answer act(String path, String... headers) {
    return send("POST", path, null, headers);
  }

  public Answer put(String path, String body, String... headers) {
    return send("PUT", path, body.getBytes(StandardCharsets.UTF_8), json(headers));
  }

  /** Headers as names and values in turn. */
  public Answer send(String method, String path, byte @Nullable [] body, String... headers) {
    return send(request(method, path, body, headers));
  }

  public Answer send(HttpRequest request) {
    try {
      return checked(request, http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  public CompletableFuture<Answer> sendAsync(
      String method, String path, byte @Nullable [] body, String... headers) {
    HttpRequest request = request(method, path, body, headers);
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(answer -> checked(request, answer));
  }

  private HttpRequest request(
      String method, String path, byte @Nullable [] body, String... headers) {
    String address = path.startsWith("/") ? "http://127.0.0.1:" + port + path : path;
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(TIMEOUT)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) request.headers(headers);
    return request.build();
  }

  private static Answer checked(HttpRequest request, HttpResponse<byte[]> answer) {
    var raw = new RawAnswer(answer.statusCode(), answer.headers(), answer.body());
    Contract.check(request.method(), request.uri().getRawPath(), raw);
    return new Answer(raw.status(), raw);
  }

  /** The header of an operator, to go before others. */
  public static String[] operator(String... more) {
    String[] headers = Arrays.copyOf(more, more.length + 2);
    headers[more.length] = "Authorization";
    headers[more.length + 1] = "Bearer " + RunningEdge.OPERATOR_KEY;
    return headers;
  }

  private static String[] json(String... headers) {
    if (Arrays.asList(headers).contains("Content-Type")) return headers;
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    return all;
  }
}
