package id.kuota.http.cli.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a process is started.
 *
 * @param words program and arguments; its own settings, none from this process' environment
 * @param log gets what it prints, behind what is there
 */
public record ProcessCommand(List<String> words, Path log) {

  /** Ctrl-C reaches all processes of a terminal; when these end is decided here, one by one. */
  private static final List<String> DEAF_TO_CTRL_C =
      List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "kuota");

  private static final int LINES_SHOWN = 12;

  public ProcessCommand {
    words = List.copyOf(words);
  }

  /** Returns the last lines of the log. */
  String endOfLog() {
    try (Stream<String> lines = Files.lines(log)) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - LINES_SHOWN), all.size()));
    } catch (IOException | UncheckedIOException e) {
      return "(it cannot be read: " + e.getMessage() + ")";
    }
  }

  /** Starts it; its standard input ends when this process does. */
  Process start() throws IOException {
    var all = new ArrayList<>(DEAF_TO_CTRL_C);
    all.addAll(words);
    var builder =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("KUOTA_"));
    return builder.start();
  }
}
