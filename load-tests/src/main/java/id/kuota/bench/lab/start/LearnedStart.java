package id.kuota.bench.lab.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import id.kuota.bench.surroundings.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An AOT cache, made of what one JVM has learned in a run, as the launcher makes it. */
record LearnedStart(Path notes, Path cache) {

  private static final List<String> SILENT = List.of("-Xlog:aot*=off", "-Xlog:cds*=off");

  static LearnedStart in(Path folder) {
    return new LearnedStart(folder.resolve("start.notes"), folder.resolve("start.aot"));
  }

  /** With these a JVM writes down what it has learned when it ends in order. */
  List<String> learning() {
    return flags("-XX:AOTMode=record", "-XX:AOTConfiguration=" + notes);
  }

  /** With these a JVM starts from it. */
  List<String> learned() {
    return flags("-XX:AOTCache=" + cache, "-XX:AOTMode=on");
  }

  /**
   * Makes the cache of the notes.
   *
   * @throws IOException with what the JVM said if there is none
   */
  void make() throws IOException, InterruptedException {
    List<String> create =
        List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + notes, "-XX:AOTCache=" + cache);
    Process process =
        new ProcessBuilder(JavaCommand.of(create, "none", List.of()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    Files.deleteIfExists(notes);
    if (!Files.isReadable(cache)) throw new IOException("no AOT cache was made: " + said);
  }

  private static List<String> flags(String one, String other) {
    return List.of(one, other, SILENT.getFirst(), SILENT.getLast());
  }
}
