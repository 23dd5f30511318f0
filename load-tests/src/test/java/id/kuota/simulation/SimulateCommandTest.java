package id.kuota.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class SimulateCommandTest {

  private final StringWriter errors = new StringWriter();

  @Test
  void seedsThatKeepTheirPromisesEndWithZero() {
    assertThat(run("--seeds", "3")).isZero();
  }

  @Test
  void aBrokenPromiseEndsWithOneAndIsDrawn(@TempDir Path folder) {
    Path diagram = folder.resolve("new/story.mmd");
    int code =
        run("--seed", "1", "--mutant", "SALE_OPENS_NOTHING", "--diagram", diagram.toString());
    assertThat(code).isEqualTo(SimulateCommand.BROKEN_PROMISE);
    assertThat(diagram).exists();
    assertThat(diagram).content().startsWith("%% seed 1").contains("sequenceDiagram");
    assertThat(Files.isRegularFile(diagram)).isTrue();
  }

  @Test
  void wrongNumbersAndNamesAreRefusedInASentence() {
    assertThat(run("--seeds", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString()).contains("--seeds is 1 to 100000000");
    assertThat(run("--mutant", "NO_SUCH_FAULT")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString()).contains("NO_SUCH_FAULT", "STOPS_WHILE_BUSY");
  }

  private int run(String... arguments) {
    return new CommandLine(new SimulateCommand())
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }
}
