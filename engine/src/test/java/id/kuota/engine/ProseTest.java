package id.kuota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Words that hide the actor of a sentence, in main code, documents and API texts. */
final class ProseTest {

  private static final Set<String> FOREIGN_FOLDERS =
      Set.of("target", ".git", ".kuota", ".idea", "node_modules");

  private static final List<Rule> RULES =
      List.of(
          instead("[Ww]hoever|Who", "a role: the buyer, the caller, the operator"),
          instead("[Nn]obody", "a role, or a passive: no client, is not asked"),
          instead("([Ss]ome|[Aa]ny|[Ee]very)body", "a role: a person at the gate, all clients"),
          instead("[Ss]ees? to it", "a verb: ensures, retries until"),
          instead("(is|are) told to", "receives; is sent"),
          instead("[Cc]omes? to nothing", "fails, or times out"),
          instead("[Ii]n the mean", "on average"),
          instead("[Tt]he very", "the noun alone, or itself"),
          instead("owes the world", "effects"),
          instead("([Mm]akes?|made) out", "derives; computes"),
          instead("([Ll]ets?|letting) go", "releases"),
          instead("for ever", "permanently, always, or in all later releases"));

  @Test
  void sentencesNameTheirSubject() throws IOException {
    Path root = TidyTest.root();
    var found = new ArrayList<String>();
    for (Path file : ProjectFiles.below(root, FOREIGN_FOLDERS)) {
      String name = root.relativize(file).toString().replace('\\', '/');
      List<String> lines = isProse(name) ? ProjectFiles.lines(file) : List.of();
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (isExample(name, line)) continue;
        for (Rule rule : RULES) {
          if (rule.word().matcher(line).find()) {
            found.add("%s:%d %s -> %s".formatted(name, i + 1, rule.word(), rule.better()));
          }
        }
      }
    }
    assertThat(found)
        .as("docs/STYLE.md has the rule; write what stands behind the arrow")
        .isEmpty();
  }

  /** Returns whether a file is main code, a document or a text of the API. */
  private static boolean isProse(String name) {
    if (name.endsWith(".java")) {
      return name.contains("/src/main/") || name.contains("/src/simulator/");
    }
    if (name.endsWith(".md")) return isDocument(name);
    return name.endsWith("/openapi.yaml") || name.endsWith("_en.properties");
  }

  /** Returns whether the rule holds for a page; the bench notes and the changelog are records. */
  private static boolean isDocument(String name) {
    return name.equals("README.md")
        || name.equals("CONTRIBUTING.md")
        || name.startsWith("deploy/")
        || (name.startsWith("docs/") && !name.equals("docs/bench/notes.md"));
  }

  /** Returns whether a line is of the table of the style guide, which shows what not to write. */
  private static boolean isExample(String name, String line) {
    return name.equals("docs/STYLE.md") && line.startsWith("|");
  }

  private static Rule instead(String words, String better) {
    return new Rule(Pattern.compile("\\b(" + words + ")\\b"), better);
  }

  /** A word that is not written, and what is written instead. */
  private record Rule(Pattern word, String better) {}
}
