package id.kuota.http.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

/** A Chromium of its own, without a window, as large as a phone, with a film before its camera. */
public final class Chromium implements AutoCloseable {

  /** Says why a test of a page does not run. */
  public static final String MISSING =
      "no Chromium: install it (apt-get install chromium) or name it in KUOTA_CHROMIUM";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Process process;
  private final BrowserPage page;

  private Chromium(Process process, BrowserPage page) {
    this.process = process;
    this.page = page;
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
      return new Chromium(process, new BrowserPage(address(folder)));
    } catch (RuntimeException fault) {
      process.destroyForcibly();
      throw fault;
    }
  }

  public BrowserPage page() {
    return page;
  }

  /** Where its only page is driven; it writes its port into a file once it is ready. */
  private static URI address(Path folder) {
    Path port = folder.resolve("profile").resolve("DevToolsActivePort");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(port) && Files.readAllLines(port).size() == 2);
    try {
      URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).getFirst() + "/json");
      String pages =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(list).timeout(PATIENCE).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      for (JsonNode page : new ObjectMapper().readTree(pages)) {
        if (page.path("type").asText().equals("page")) {
          return URI.create(page.path("webSocketDebuggerUrl").asText());
        }
      }
      throw new IllegalStateException("no page: " + pages);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    page.close();
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
