package id.kuota.http.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Docker's command line, on an engine that runs already. */
final class Engine {

  private static final Duration QUESTION = Duration.ofSeconds(30);

  private Engine() {}

  /** Returns why containers cannot run here; empty if they can. */
  static Optional<String> missing() throws InterruptedException {
    try {
      if (ends(List.of("docker", "info")) != 0) return Optional.of("no Docker engine answers");
      return compose().isEmpty() ? Optional.of("no Docker Compose") : Optional.empty();
    } catch (IOException e) {
      return Optional.of("no Docker: " + e.getMessage());
    }
  }

  /** Returns the words that call Compose; none without it. */
  static List<String> compose() throws IOException, InterruptedException {
    if (ends(List.of("docker", "compose", "version")) == 0) return List.of("docker", "compose");
    return ends(List.of("docker-compose", "version")) == 0 ? List.of("docker-compose") : List.of();
  }

  /** Returns what a command has printed; fails if it fails or takes longer. */
  static String run(Duration patience, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path log = Path.of("target", "containers.log");
    var builder =
        new ProcessBuilder(command)
            .directory(DeployFiles.ROOT.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    var output = new CompletableFuture<String>();
    Thread.ofVirtual().start(() -> output.complete(printed(process)));
    boolean ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
    if (!ended) process.destroyForcibly();
    assertThat(ended).as("%s within %s; see %s", List.of(command), patience, log).isTrue();
    assertThat(process.exitValue()).as("%s; see %s", List.of(command), log).isZero();
    return output.join().strip();
  }

  /** Calls Compose. */
  static String compose(Duration patience, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(
        patience,
        environment,
        Stream.concat(compose().stream(), Stream.of(arguments)).toArray(String[]::new));
  }

  private static String printed(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static int ends(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor(QUESTION.toSeconds(), TimeUnit.SECONDS)) return process.exitValue();
    process.destroyForcibly();
    return -1;
  }
}
