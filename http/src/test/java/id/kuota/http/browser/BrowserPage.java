package id.kuota.http.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** One page of a browser, as large as a phone. */
public final class BrowserPage implements AutoCloseable {

  private static final ObjectMapper MAPPER = DevTools.MAPPER;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SHIFT = 8;
  private static final int WIDTH = 412;
  private static final int HEIGHT = 915;

  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final DevTools tools;
  private final Runnable dispose;

  BrowserPage(URI address, Runnable dispose) {
    this.dispose = dispose;
    tools = new DevTools(address, this::onEvent);
    tools.send("Page.enable");
    tools.send("Runtime.enable");
    tools.send("Network.enable");
    tools.send(
        "Emulation.setFocusEmulationEnabled", MAPPER.createObjectNode().put("enabled", true));
    resize(WIDTH, HEIGHT);
  }

  /** Gives the page another size than the phone's that it begins with. */
  public void resize(int width, int height) {
    tools.send(
        "Emulation.setDeviceMetricsOverride",
        MAPPER
            .createObjectNode()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", width == WIDTH));
  }

  public void open(String address) {
    tools.send("Page.navigate", MAPPER.createObjectNode().put("url", address));
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> text("document.readyState").equals("complete"));
  }

  /** Runs a script before those of every page that is opened from now on. */
  public void prepare(String script) {
    tools.send(
        "Page.addScriptToEvaluateOnNewDocument", MAPPER.createObjectNode().put("source", script));
  }

  /** What the expression is, or what its promise becomes. */
  public JsonNode eval(String expression) {
    JsonNode answer =
        tools.send(
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
    var keys = new ArrayList<KeyPress>();
    text.chars().forEach(letter -> keys.add(new KeyPress(Character.toString(letter), "", false)));
    keys.add(new KeyPress("Enter", "", false));
    press(keys, Duration.ZERO);
  }

  /** One key of a keyboard: the sign that the device makes of it, and which key it is. */
  public record KeyPress(String sign, String code, boolean shift) {}

  /**
   * Keys that are pressed one after the other, with this pause between them. The browser keeps
   * their order; without a pause nothing is waited for before the last one.
   */
  public void press(List<KeyPress> keys, Duration pause) {
    var pressed = new ArrayList<DevTools.Command>();
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
      pressed.add(tools.begin("Input.dispatchKeyEvent", down));
      pressed.add(tools.begin("Input.dispatchKeyEvent", event.put("type", "keyUp")));
    }
    pressed.forEach(DevTools.Command::result);
  }

  /** Whether the page reaches any server. */
  public void network(boolean there) {
    tools.send(
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
    byte[] png =
        Base64.getDecoder().decode(tools.send("Page.captureScreenshot").path("data").asText());
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

  /** Takes down what goes wrong in the scripts of the page. */
  private void onEvent(JsonNode message) {
    String method = message.path("method").asText();
    boolean isFault =
        method.equals("Runtime.exceptionThrown")
            || (method.equals("Runtime.consoleAPICalled")
                && message.at("/params/type").asText().equals("error"));
    if (isFault) faults.add(message.path("params").toString());
  }

  @Override
  public void close() {
    tools.close();
    dispose.run();
  }
}
