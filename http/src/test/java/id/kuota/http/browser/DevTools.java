package id.kuota.http.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A connection to a browser or to one of its pages, by the Chrome DevTools Protocol. */
final class DevTools implements AutoCloseable {

  static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Consumer<JsonNode> events;
  private final WebSocket socket;

  DevTools(URI address, Consumer<JsonNode> events) {
    this.events = events;
    this.socket = http.newWebSocketBuilder().buildAsync(address, new Listener()).join();
  }

  JsonNode send(String method) {
    return send(method, MAPPER.createObjectNode());
  }

  JsonNode send(String method, ObjectNode parameters) {
    return begin(method, parameters).result();
  }

  /** Sends a command, and does not wait for its result. */
  Command begin(String method, ObjectNode parameters) {
    int number = numbers.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    asked.put(number, answer);
    ObjectNode message = MAPPER.createObjectNode().put("id", number).put("method", method);
    message.set("params", parameters);
    socket.sendText(message.toString(), true).join();
    return new Command(message, answer);
  }

  /** A command that was sent, and what comes back. */
  record Command(JsonNode message, CompletableFuture<JsonNode> answer) {

    JsonNode result() {
      JsonNode answered;
      try {
        answered = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException | ExecutionException e) {
        throw new IllegalStateException("the browser does not answer to " + message, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
      if (answered.has("error")) throw new IllegalStateException(message + ": " + answered);
      return answered.path("result");
    }
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        onMessage(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(from);
    }

    private void onMessage(String json) {
      try {
        JsonNode message = MAPPER.readTree(json);
        CompletableFuture<JsonNode> waiting = asked.remove(message.path("id").asInt());
        if (waiting == null) events.accept(message);
        else waiting.complete(message);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(json, e);
      }
    }
  }
}
