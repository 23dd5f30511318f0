package id.kuota.http.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.http.Main;
import id.kuota.http.node.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kuota cluster 2} starts, survives the loss of a process, and leaves nothing behind. */
class ClusterCommandIT {

  private static final Duration START_MAX = Duration.ofMinutes(4);
  private static final Pattern STARTED = Pattern.compile("node (\\d): starting, process (\\d+)");
  private static final Pattern API = Pattern.compile("API +http://127\\.0\\.0\\.1:(\\d+)/");

  @TempDir private Path home;

  @Test
  void aKilledNodeIsStartedAgainAndNothingIsLeft() throws Exception {
    Path output = home.resolve("output.txt");
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Dkuota.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "cluster",
                "2",
                "--heap",
                "256")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      await()
          .atMost(START_MAX)
          .until(() -> !command.isAlive() || said(output).contains("node 2: ready"));
      assertThat(said(output)).contains("Ready after", "node 1: ready", "node 2: ready");
      List<Long> first = started(output);
      assertThat(first).hasSize(2).allMatch(ClusterCommandIT::isAlive);

      ProcessHandle.of(first.getLast()).orElseThrow().destroyForcibly();
      await().atMost(START_MAX).until(() -> started(output).size() == 3);
      assertThat(said(output)).contains("was killed; it is started again in 1 s");
      List<ProcessHandle> children = command.descendants().toList();
      assertThat(children).hasSizeGreaterThanOrEqualTo(2);

      command.destroy();
      assertThat(command.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(said(output)).contains("Everything is stopped, and nothing is left.");
      assertThat(children).noneMatch(ProcessHandle::isAlive);
      assertThat(started(output)).noneMatch(ClusterCommandIT::isAlive);
      assertThat(Ports.isFree(api(output))).isTrue();
      assertThat(home.resolve(".kuota")).isEmptyDirectory();
    } finally {
      // In order first: its database is no descendant.
      command.destroy();
      if (!command.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)) {
        command.descendants().forEach(ProcessHandle::destroyForcibly);
        command.destroyForcibly();
      }
    }
  }

  private static boolean isAlive(long process) {
    return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent();
  }

  private static List<Long> started(Path output) throws IOException {
    return STARTED
        .matcher(said(output))
        .results()
        .map((MatchResult it) -> Long.valueOf(it.group(2)))
        .toList();
  }

  private static int api(Path output) throws IOException {
    var line = API.matcher(said(output));
    assertThat(line.find()).isTrue();
    return Integer.parseInt(line.group(1));
  }

  private static String said(Path output) throws IOException {
    return Files.readString(output);
  }
}
