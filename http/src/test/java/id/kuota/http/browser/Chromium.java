package id.kuota.http.browser;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A Chromium without a window, with a film before its camera. */
public final class Chromium implements AutoCloseable {

  /** Says why a test of a page does not run. */
  public static final String MISSING =
      "no Chromium: install it (apt-get install chromium) or name it in KUOTA_CHROMIUM";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Process process;
  private final int port;
  private final DevTools browser;

  private Chromium(Process process, int port, String path) {
    this.process = process;
    this.port = port;
    this.browser = new DevTools(address(path), event -> {});
  }

  public static Optional<Path> installed() {
    Optional<Path> named =
        Optional.ofNullable(System.getenv("KUOTA_CHROMIUM"))
            .filter(n -> !n.isEmpty())
            .map(Path::of);
    return named.or(
        () ->
            Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst());
  }

  /**
   * Starts it.
   *
   * @param folder empty; what the browser writes goes there
   */
  public static Chromium start(Path folder, Path film) throws IOException {
    var command = new ArrayList<String>();
    command.add(installed().orElseThrow().toString());
    command.addAll(
        List.of(
            "--headless=new",
            "--no-sandbox", // Containers of a CI have no name spaces for it.
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--mute-audio",
            "--lang=id",
            "--user-data-dir=" + folder.resolve("profile"),
            "--remote-debugging-port=0",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            "--use-file-for-fake-video-capture=" + film,
            "about:blank"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.txt").toFile())
            .start();
    try {
      List<String> lines = activePort(folder);
      return new Chromium(process, Integer.parseInt(lines.getFirst()), lines.getLast());
    } catch (RuntimeException | IOException fault) {
      process.destroyForcibly();
      throw fault;
    }
  }

  /** Its port and the path of its own address, which it writes into a file once it is ready. */
  private static List<String> activePort(Path folder) throws IOException {
    Path file = folder.resolve("profile").resolve("DevToolsActivePort");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(file) && Files.readAllLines(file).size() == 2);
    return Files.readAllLines(file);
  }

  /** Opens a page that shares nothing with others: what it has stored is gone when it is closed. */
  public BrowserPage newPage() {
    String context = browser.send("Target.createBrowserContext").path("browserContextId").asText();
    ObjectNode blank = DevTools.MAPPER.createObjectNode().put("url", "about:blank");
    String target =
        browser
            .send("Target.createTarget", blank.put("browserContextId", context))
            .path("targetId")
            .asText();
    return new BrowserPage(
        address("/devtools/page/" + target),
        () ->
            browser.send(
                "Target.disposeBrowserContext",
                DevTools.MAPPER.createObjectNode().put("browserContextId", context)));
  }

  private URI address(String path) {
    return URI.create("ws://127.0.0.1:%d%s".formatted(port, path));
  }

  @Override
  public void close() {
    browser.close();
    // Its children write into the folder, too, which is deleted after this.
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle child : children) child.onExit().get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a process of Chromium does not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
