package id.kuota.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command, with faults that every machine can make: a kill and a stop. */
class ChaosCommandIT {

  @TempDir private Path folder = Path.of("set by JUnit");

  @Test
  void aClusterThatLosesNodesKeepsItsPromises() throws IOException {
    Path out = folder.resolve("chaos");
    int code =
        Main.commandLine()
            .execute(
                "--brief",
                "--processes-only",
                "--seed",
                "1",
                "--rate",
                "20",
                "--out",
                out.toString());
    assertThat(code).isZero();
    assertThat(Files.readString(out.resolve("report.txt")))
        .contains("SIGKILL of the owner of the hot quota", "SIGTERM of a node", "lost 0");
  }

  @Test
  void aFaultThatDoesNotExistIsRefused() {
    assertThat(refusal("--faults", "earthquake", "--processes-only"))
        .contains("there is no fault 'earthquake'");
  }

  @Test
  void noKillsAtAllAreRefused() {
    assertThat(refusal("--kills", "0")).contains("--kills is 1 to");
  }

  private static String refusal(String... arguments) {
    var said = new StringWriter();
    int code = Main.commandLine().setErr(new PrintWriter(said, true)).execute(arguments);
    assertThat(code).isEqualTo(2);
    return said.toString();
  }
}
