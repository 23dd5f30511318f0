package id.kuota.chaos.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Short commands of the operating system. */
final class Commands {

  private static final int SECONDS_MAX = 20;

  private Commands() {}

  /**
   * Runs a command to its end.
   *
   * @throws SurroundingsException if it fails, or takes longer than {@link #SECONDS_MAX}
   */
  static void run(List<String> command) {
    Outcome outcome = outcome(command);
    if (outcome.code() != 0) {
      throw new SurroundingsException(
          "'%s' failed: %s".formatted(String.join(" ", command), outcome.output().strip()));
    }
  }

  /** Returns whether a command ends well; also false if there is no such command. */
  static boolean works(List<String> command) {
    try {
      return outcome(command).code() == 0;
    } catch (UncheckedIOException noSuchCommand) {
      return false;
    }
  }

  private record Outcome(int code, String output) {}

  private static Outcome outcome(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Outcome(-1, "it has not ended after %d s".formatted(SECONDS_MAX));
      }
      return new Outcome(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SurroundingsException("interrupted during " + command);
    }
  }
}
