package id.kuota.http.edge.page;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.StubEngine;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of the console; what they do is seen in a browser, by {@code ConsoleIT}. */
final class ConsolePageTest {

  private static final Pattern IMPORTED = Pattern.compile("(?:from ?|import ?)\"([^\"\\s]+)\"");
  private static final Pattern MAPPED = Pattern.compile("\"([^\"]+)\": \"/console/([^\"]+)\"");
  private static final Pattern WORD = Pattern.compile("(?m)^  ([a-z_]+): \"(.+)\",$");
  private static final Pattern USED = Pattern.compile("\\bw\\(\"([a-z_]+)\"[,)]");
  private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");

  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    edge = RunningEdge.start(new StubEngine().engine());
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void onlyTheImportMapStandsInThePageAndNoStyleDoes() {
    EdgeClient.Answer page = client.get("/console");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'self'")
        .containsPattern("script-src 'self' 'sha256-[A-Za-z0-9+/=]{44}'")
        .doesNotContain("unsafe");
    assertThat(page.text()).doesNotContain("<style", "style=", "{{");
  }

  @Test
  void everyModuleThatIsImportedIsServed() {
    var map = MAPPED.matcher(client.get("/console").text()).results().toList();
    assertThat(map).hasSize(6);
    var seen = new TreeSet<String>();
    var open = new ArrayDeque<>(List.of("main.js"));
    while (!open.isEmpty()) {
      String name = open.remove();
      if (!seen.add(name)) continue;
      EdgeClient.Answer module = client.get("/console/" + name);
      assertThat(module.status()).as(name).isEqualTo(200);
      for (MatchResult imported : IMPORTED.matcher(module.text()).results().toList()) {
        open.add(file(map, imported.group(1)));
      }
    }
    assertThat(seen).contains("lit-html.js", "css-tag.js", "uplot.js", "live.js", "words.id.js");
  }

  @Test
  void bothLanguagesHaveTheSameWordsAndEveryWordThatIsUsed() {
    var english = words("en");
    var indonesian = words("id");
    assertThat(english).hasSizeGreaterThan(200);
    assertThat(indonesian).isEqualTo(english);
    for (String module :
        List.of(
            "main.js",
            "create.js",
            "live-parts.js",
            "order.js",
            "gates.js",
            "room.js",
            "access.js")) {
      assertThat(USED.matcher(client.get("/console/" + module).text()).results())
          .as(module)
          .isNotEmpty()
          .allSatisfy(used -> assertThat(english).anyMatch(w -> w.startsWith(used.group(1) + "[")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "main.js, application/javascript; charset=UTF-8",
    "lit.js, application/javascript; charset=UTF-8",
    "tokens.css, text/css; charset=UTF-8",
    "uplot.css, text/css; charset=UTF-8"
  })
  void aFileHasItsType(String file, String type) {
    assertThat(client.get("/console/" + file).header("Content-Type")).isEqualTo(type);
  }

  @Test
  void whatIsNotThereIsAProblem() {
    assertThat(client.get("/console/imports.json").code()).isEqualTo("not_found");
  }

  /** The file of a module, by the import map or beside the module that imports it. */
  private static String file(List<MatchResult> map, String imported) {
    if (imported.startsWith("./")) return imported.substring(2);
    return map.stream()
        .filter(entry -> entry.group(1).equals(imported))
        .map(entry -> entry.group(2))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not in the import map: " + imported));
  }

  /** Each key, with the places of its text that values are put into. */
  private static List<String> words(String language) {
    return Stream.of("words.", "words.crowd.")
        .map(file -> client.get("/console/" + file + language + ".js").text())
        .flatMap(text -> WORD.matcher(text).results())
        .map(word -> word.group(1) + "[" + places(word.group(2)))
        .sorted()
        .toList();
  }

  private static List<String> places(String text) {
    return PLACE.matcher(text).results().map(MatchResult::group).sorted().toList();
  }
}
