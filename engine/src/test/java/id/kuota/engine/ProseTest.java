package id.kuota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Words that hide the actor of a sentence. */
final class ProseTest {

  private static final Set<String> FOREIGN_FOLDERS =
      Set.of("target", ".git", ".kuota", ".idea", "node_modules");

  private static final Map<String, String> INSTEAD =
      Map.of(
          "[Ww]hoever", "a role: the buyer, the caller, the operator",
          "[Nn]obody", "a role, or a passive: no client, is not asked",
          "[Ss]omebody", "a role: a person at the gate, a client",
          "[Ss]ees? to it", "a verb: ensures, retries until",
          "(is|are) told to", "receives; is sent",
          "[Cc]omes? to nothing", "fails, or times out",
          "[Ii]n the mean", "on average");

  @Test
  void sentencesNameTheirSubject() throws IOException {
    Path root = TidyTest.root();
    var found = new ArrayList<String>();
    for (Path file : ProjectFiles.below(root, FOREIGN_FOLDERS)) {
      List<String> lines = isMain(file) ? ProjectFiles.lines(file) : List.of();
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (!isComment(line)) continue;
        int number = i + 1;
        INSTEAD.forEach(
            (word, better) -> {
              if (Pattern.compile("\\b" + word + "\\b").matcher(line).find()) {
                found.add("%s:%d %s -> %s".formatted(root.relativize(file), number, word, better));
              }
            });
      }
    }
    assertThat(found)
        .as("docs/STYLE.md has the rule; write what stands behind the arrow")
        .isEmpty();
  }

  private static boolean isMain(Path file) {
    String name = file.toString().replace('\\', '/');
    return name.endsWith(".java") && name.contains("/src/main/");
  }

  private static boolean isComment(String line) {
    String text = line.strip();
    return text.startsWith("*") || text.startsWith("//") || text.startsWith("/*");
  }
}
