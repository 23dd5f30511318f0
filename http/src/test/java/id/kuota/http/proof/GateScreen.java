package id.kuota.http.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.browser.BrowserPage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the page of a gate shows, and what a steward does with it. */
final class GateScreen {

  static final Duration PATIENCE = Duration.ofSeconds(90);
  static final Path PICTURES = Path.of("target", "gate-page");

  /** Everything that the page has shown, from the first verdict on. */
  static final String RECORDER =
      """
      if (location.protocol === "http:") localStorage.language ??= "id";
      window.shown = [];
      window.missed = [];
      let results;
      addEventListener("DOMContentLoaded", () => {
        const look = () => {
          const { tone } = document.body.dataset;
          const text = (id) => document.getElementById(id).textContent;
          const parts = ["verdict-word", "verdict-detail", "verdict-ticket"].map(text);
          const one = [tone, ...parts].join("|");
          const missed = document.getElementById("missed");
          const said = missed.dataset.loud + "|" + text("missed-word") + "|" + text("missed-detail");
          if (!missed.hidden && window.missed.at(-1) !== said) window.missed.push(said);
          if (document.body.dataset.result !== results) window.shown.push(one);
          results = document.body.dataset.result;
        };
        new MutationObserver(look).observe(document.body,
          { attributes: true, childList: true, subtree: true, characterData: true });
      });
      """;

  private GateScreen() {}

  /** The screen that the page shows; a page that is just being loaded has no body yet. */
  static String screen(BrowserPage page) {
    return page.text("document.body?.dataset.screen ?? 'loading'");
  }

  /** Waits until the page has shown this, and takes a picture of it. */
  static void seen(BrowserPage page, String begin, String picture) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () ->
                assertThat(page.eval("window.shown").valueStream().map(JsonNode::asText))
                    .anyMatch(shown -> shown.startsWith(begin)));
    page.picture(PICTURES.resolve(picture + ".png"));
  }

  /** With a scanner that acts as a keyboard. */
  static void scan(BrowserPage page, String code, String begin) {
    page.eval("window.shown = []");
    page.typeAndEnter(code);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(page.text("window.shown.at(-1)")).startsWith(begin));
  }

  /** Everything that was shown since the recorder was emptied. */
  static List<String> shown(BrowserPage page) {
    return page.eval("window.shown").valueStream().map(JsonNode::asText).toList();
  }

  /** What the page said of scans that it did not read. */
  static List<String> missed(BrowserPage page) {
    return page.eval("window.missed").valueStream().map(JsonNode::asText).toList();
  }

  static JsonNode now(BrowserPage page, String name) {
    return page.eval("import('/gate/sync.js').then((sync) => sync.now." + name + ")");
  }
}
