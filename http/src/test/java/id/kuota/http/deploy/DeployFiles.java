package id.kuota.http.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the files of {@code deploy/}. */
public final class DeployFiles {

  public static final Path ROOT = root();

  private static final Pattern ASSIGNMENT = Pattern.compile("(?m)^([A-Z_]+)=(.*)$");
  private static final Pattern DEFAULT = Pattern.compile("\\$\\{(\\w+):([-?])([^}]*)}");
  private static final ObjectMapper YAML = new YAMLMapper();

  private DeployFiles() {}

  /** Returns a file's text; the path begins at the root of the project. */
  public static String text(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the documents of a file. An alias is its name as a text. */
  public static List<JsonNode> yaml(String path) {
    return documents(text(path));
  }

  static List<JsonNode> documents(String text) {
    try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      return values.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the lines {@code NAME=value} of a file. */
  static Map<String, String> assignments(String path) {
    var found = new LinkedHashMap<String, String>();
    ASSIGNMENT
        .matcher(text(path))
        .results()
        .forEach(line -> found.put(line.group(1), line.group(2)));
    return found;
  }

  /** Returns a value of Compose with its defaults; what must be set becomes a long word. */
  static String interpolated(String value) {
    return DEFAULT
        .matcher(value)
        .replaceAll(found -> found.group(2).equals("-") ? found.group(3) : "0123456789".repeat(4));
  }

  /** Returns every first group that the pattern finds in the text. */
  public static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> group(found)).toList();
  }

  /** Returns the files of a folder and below it. */
  public static List<Path> below(String folder) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String group(MatchResult found) {
    return found.group(found.groupCount() == 0 ? 0 : 1);
  }

  private static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) return at;
    }
    throw new IllegalStateException("the checkout begins where the folder .mvn is; none is above");
  }
}
