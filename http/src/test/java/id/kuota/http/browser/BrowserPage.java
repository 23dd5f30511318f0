package id.kuota.http.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** One page of a browser, over the Chrome DevTools Protocol. */
public final class BrowserPage implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SHIFT = 8;
  private static final int WIDTH = 412;
  private static final int HEIGHT = 915;

  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;

  BrowserPage(URI address) {
    socket = http.newWebSocketBuilder().buildAsync(address, new Listener()).join();
    send("Page.enable");
    send("Runtime.enable");
    send("Network.enable");
    ObjectNode phone = MAPPER.createObjectNode().put("width", WIDTH).put("height", HEIGHT);
    send(
        "Emulation.setDeviceMetricsOverride",
        phone.put("deviceScaleFactor", 1).put("mobile", true));
  }

  public void open(String address) {
    send("Page.navigate", MAPPER.createObjectNode().put("url", address));
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> text("document.readyState").equals("complete"));
  }

  /** Runs a script before those of every page that is opened from now on. */
  public void prepare(String script) {
    send("Page.addScriptToEvaluateOnNewDocument", MAPPER.createObjectNode().put("source", script));
  }

  /** What the expression is, or what its promise becomes. */
  public JsonNode eval(String expression) {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            MAPPER
                .createObjectNode()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true)
                .put("userGesture", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.at("/result/value");
  }

  public String text(String expression) {
    return eval(expression).asText();
  }

  /** Fills a field in, as a person would. */
  public void fill(String selector, String value) {
    eval("document.querySelector('%s').value = '%s'".formatted(selector, value));
  }

  public void click(String selector) {
    eval("document.querySelector('%s').click()".formatted(selector));
  }

  /** Keys that are pressed one after the other, and then Enter. */
  public void typeAndEnter(String text) {
    text.chars().forEach(letter -> key(Character.toString(letter), Character.toString(letter)));
    key("Enter", "\r");
  }

  /** One key of a keyboard: the sign that the device makes of it, and which key it is. */
  public record KeyPress(String sign, String code, boolean shift) {}

  /** Keys that are pressed one after the other, with this pause between them. */
  public void press(List<KeyPress> keys, Duration pause) {
    for (KeyPress key : keys) {
      if (!pause.isZero()) {
        eval("new Promise((done) => setTimeout(done, %d))".formatted(pause.toMillis()));
      }
      ObjectNode event =
          MAPPER
              .createObjectNode()
              .put("key", key.sign())
              .put("code", key.code())
              .put("modifiers", key.shift() ? SHIFT : 0);
      ObjectNode down = event.deepCopy().put("type", "keyDown");
      if (key.sign().length() == 1) down.put("text", key.sign());
      if (key.sign().equals("Enter")) down.put("text", "\r");
      send("Input.dispatchKeyEvent", down);
      send("Input.dispatchKeyEvent", event.put("type", "keyUp"));
    }
  }

  private void key(String key, String text) {
    ObjectNode event = MAPPER.createObjectNode().put("key", key).put("text", text);
    send("Input.dispatchKeyEvent", event.deepCopy().put("type", "keyDown"));
    send("Input.dispatchKeyEvent", event.put("type", "keyUp"));
  }

  /** Whether the page reaches any server. */
  public void network(boolean there) {
    send(
        "Network.emulateNetworkConditions",
        MAPPER
            .createObjectNode()
            .put("offline", !there)
            .put("latency", 0)
            .put("downloadThroughput", -1)
            .put("uploadThroughput", -1));
  }

  /** For people to look at. */
  public void picture(Path file) {
    byte[] png = Base64.getDecoder().decode(send("Page.captureScreenshot").path("data").asText());
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What went wrong in the scripts of the page. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  private JsonNode send(String method) {
    return send(method, MAPPER.createObjectNode());
  }

  private JsonNode send(String method, ObjectNode parameters) {
    int number = numbers.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    asked.put(number, answer);
    ObjectNode message = MAPPER.createObjectNode().put("id", number).put("method", method);
    message.set("params", parameters);
    socket.sendText(message.toString(), true).join();
    JsonNode answered = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (answered.has("error")) throw new IllegalStateException(method + ": " + answered);
    return answered.path("result");
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
        if (waiting != null) waiting.complete(message);
        String method = message.path("method").asText();
        boolean isFault =
            method.equals("Runtime.exceptionThrown")
                || (method.equals("Runtime.consoleAPICalled")
                    && message.at("/params/type").asText().equals("error"));
        if (isFault) faults.add(message.path("params").toString());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(json, e);
      }
    }
  }
}
