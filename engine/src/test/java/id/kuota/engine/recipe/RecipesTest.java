package id.kuota.engine.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/recipes.md quotes stands in the sources of the toy, which the tests compile. */
final class RecipesTest {

  private static final Path PAGE = Path.of("../docs/recipes.md");
  private static final Path SOURCES = Path.of("src/test/java/id/kuota/engine/recipe");
  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyQuotedLineStandsInTheSources() throws IOException {
    String sources;
    try (var files = Files.list(SOURCES)) {
      sources =
          files
              .sorted()
              .map(RecipesTest::read)
              .map(RecipesTest::flat)
              .collect(Collectors.joining());
    }
    var quotes = new ArrayList<String>();
    var code = CODE.matcher(Files.readString(PAGE));
    while (code.find()) quotes.add(flat(code.group(1)));
    assertThat(quotes).as("the page quotes code").hasSizeGreaterThan(3);
    assertThat(quotes).as("quotes of docs/recipes.md").allMatch(sources::contains);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the indentation, which a list in a page changes. */
  private static String flat(String code) {
    return code.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
