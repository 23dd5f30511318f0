package id.kuota.chaos.cluster;

import id.kuota.bench.surroundings.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of Kuota in a JVM of its own. */
final class ChildProcess {

  private static final int STOP_SECONDS_MAX = 15;

  /** Lives for a minute or two: it is ready sooner, and leaves the processors to the others. */
  private static final List<String> FLAGS = List.of("-XX:TieredStopAtLevel=1", "-Xmx384m");

  private ChildProcess() {}

  /**
   * Starts it.
   *
   * @param classPath of the build
   * @param place words before the command, which must become the command and not start it
   */
  static Process start(
      String classPath,
      List<String> place,
      List<String> arguments,
      Map<String, String> environment,
      Path log) {
    var command = new ArrayList<>(place);
    command.addAll(JavaCommand.of(FLAGS, classPath, "id.kuota.http.Main", arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectOutput(Redirect.appendTo(log.toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL, and waits for the end. */
  static void end(Process process) {
    process.destroyForcibly();
    try {
      boolean _ = process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
