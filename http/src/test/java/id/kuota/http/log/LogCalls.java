package id.kuota.http.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the main code of the product logs, read from its sources. */
final class LogCalls {

  private static final List<String> FOLDERS =
      List.of("engine/src/main", "persistence/src/main", "http/src/main", "http/src/simulator");

  /** A call of a logger's own methods, however the logger is called or fetched. */
  private static final Pattern RAW =
      Pattern.compile(
          "(?i:\\blog|logger|getLog\\(\\)|getLogger\\([^)]*\\))\\s*\\.\\s*"
              + "(trace|debug|info|warn|error|log|atTrace|atDebug|atInfo|atWarn|atError|atLevel)\\s*\\(");

  private static final Pattern EVENT =
      Pattern.compile("\\b(\\w+Log)\\.([A-Z][A-Z_0-9]+)\\s*\\.\\s*(log|logThrown)\\s*\\(");

  /**
   * An event that is logged.
   *
   * @param values how many are given
   */
  record Call(String where, String catalogue, String event, int values) {}

  private LogCalls() {}

  static List<Path> files() {
    var files = new ArrayList<Path>();
    for (String folder : FOLDERS) {
      try (Stream<Path> all = Files.walk(root().resolve(folder))) {
        files.addAll(all.filter(file -> file.toString().endsWith(".java")).toList());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  /** Returns the places of a source that log without an event. */
  static List<String> raw(String source) {
    return RAW.matcher(source).results().map(found -> found.group()).toList();
  }

  /** Returns the events that a source logs by name. */
  static List<Call> events(String where, String source) {
    var calls = new ArrayList<Call>();
    Matcher call = EVENT.matcher(source);
    while (call.find()) {
      int notValues = call.group(3).equals("log") ? 1 : 2; // The logger, and what was thrown.
      calls.add(
          new Call(where, call.group(1), call.group(2), arguments(source, call.end()) - notValues));
    }
    return calls;
  }

  /** Counts the arguments of a call whose bracket has just opened. */
  private static int arguments(String source, int from) {
    int depth = 1;
    int commas = 0;
    boolean inText = false;
    for (int i = from; depth > 0; i++) {
      char at = source.charAt(i);
      if (at == '"' && source.charAt(i - 1) != '\\') inText = !inText;
      if (inText) continue;
      if (at == '(' || at == '[' || at == '{') depth++;
      if (at == ')' || at == ']' || at == '}') depth--;
      if (at == ',' && depth == 1) commas++;
    }
    return commas + 1;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) return at;
    }
    throw new IllegalStateException("the checkout begins where the folder .mvn is; none is above");
  }
}
