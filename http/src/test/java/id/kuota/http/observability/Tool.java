package id.kuota.http.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import id.kuota.http.cli.cluster.LocalProgram;
import id.kuota.http.deploy.DeployFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of Debian's packages prometheus and prometheus-alertmanager. */
record Tool(Path program) {

  static final Path FOLDER = DeployFiles.ROOT.resolve("deploy/observability");
  private static final long PATIENCE_SECONDS = 120;

  /** Returns the program; without it the test is skipped, and its report says what is missing. */
  static Tool require(String name, String debian) {
    var found = LocalProgram.find(name);
    assumeTrue(
        found.isPresent(),
        "%s is not installed, so this is NOT tested: apt-get install %s".formatted(name, debian));
    return new Tool(found.orElseThrow());
  }

  static Tool promtool() {
    return require("promtool", "prometheus");
  }

  static Tool amtool() {
    return require("amtool", "prometheus-alertmanager");
  }

  /** Runs it in deploy/observability, and returns what it prints; it must end with 0. */
  String run(List<String> arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(program.toString());
    command.addAll(arguments);
    var process =
        new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s%n%s", command, output).isZero();
    return output;
  }
}
