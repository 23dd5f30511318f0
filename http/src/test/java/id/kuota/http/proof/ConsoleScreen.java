package id.kuota.http.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.browser.BrowserPage;
import id.kuota.http.testing.RunningEdge;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** The console as a person sees it, and as axe does. */
final class ConsoleScreen implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Path PICTURES = Path.of("target", "console");
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 1500;
  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  /** Takes down what the policy of the page has refused. */
  private static final String RECORDER =
      """
      window.violations = [];
      addEventListener("securitypolicyviolation", (event) =>
        window.violations.push(event.violatedDirective + " " + event.blockedURI + " " + event.sourceFile));
      """;

  private final BrowserPage page;
  private final String axe = library();

  ConsoleScreen(BrowserPage page, String server) {
    this.page = page;
    page.resize(WIDTH, HEIGHT);
    page.prepare(RECORDER);
    page.open(server + "/console");
    await().atMost(PATIENCE).until(() -> page.eval("!!document.querySelector('h1')").asBoolean());
    settings("id", "light");
  }

  /** Opens a view and waits until it is drawn and asks the server for nothing more. */
  void open(String view) {
    page.eval("location.hash = '#/" + view + "'");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                page.eval(
                        "!!document.querySelector('h1') && !document.querySelector('[role=status]')")
                    .asBoolean());
  }

  void settings(String language, String scheme) {
    page.eval(
        "import('/console/settings.js').then((all) => { all.change('language', '%s'); all.change('scheme', '%s'); })"
            .formatted(language, scheme));
  }

  void signIn() {
    type("#key", RunningEdge.OPERATOR_KEY);
    press("button.main");
  }

  void shows(String text) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(page.text("document.body.innerText.replaceAll(/\\n/g, ' ')"))
                    .contains(text));
  }

  void awaits(String selector) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(page.eval("!!document.querySelector(\"" + selector + "\")").asBoolean())
                    .as(selector)
                    .isTrue());
  }

  void type(String selector, String text) {
    awaits(selector);
    page.eval(
        "{ const field = document.querySelector(\"%s\"); field.value = '%s'; field.dispatchEvent(new Event('input', { bubbles: true })); }"
            .formatted(selector, text.replace("'", "\\'")));
  }

  void press(String selector) {
    awaits(selector);
    page.eval("document.querySelector(\"" + selector + "\").click()");
  }

  JsonNode eval(String script) {
    return page.eval(script);
  }

  void picture(String name) {
    page.picture(PICTURES.resolve(name + ".png"));
  }

  /** Asserts that axe, the policy and the scripts have nothing to report; takes a picture. */
  void sound(String name) {
    picture(name);
    if (!page.eval("'axe' in window").asBoolean()) page.eval(axe + "; 1");
    JsonNode found =
        page.eval(
            """
            axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
              violations.map((one) => one.id + ": " + one.nodes.map((node) => node.html.slice(0, 200)).join(" | ")))
            """);
    assertThat(found).as("axe on " + name).isEmpty();
    assertThat(page.eval("window.violations")).as("policy on " + name).isEmpty();
    assertThat(page.faults()).as("faults on " + name).isEmpty();
  }

  @Override
  public void close() {
    page.close();
  }

  private static String library() {
    try (InputStream file = ConsoleScreen.class.getResourceAsStream(AXE)) {
      if (file == null) throw new IllegalStateException("missing: " + AXE);
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
