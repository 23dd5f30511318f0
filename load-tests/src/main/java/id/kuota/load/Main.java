package id.kuota.load;

import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code kuota load}: load on a running server, and the proof that it kept its word. */
@Command(
    name = "kuota load",
    description = "Puts load on a running server, then holds it to every word that it said.",
    subcommands = FlashSaleCommand.class,
    synopsisSubcommandLabel = "SCENARIO",
    mixinStandardHelpOptions = true)
final class Main {

  private Main() {}

  static void main(String[] arguments) {
    // The benchmark brings the edge onto the class path, and with it a configuration for nodes.
    System.setProperty("logback.configurationFile", "logback-load.xml");
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .registerConverter(Duration.class, Durations::parse)
        .setExecutionExceptionHandler(new OneSentence());
  }
}
