package id.kuota.chaos;

import id.kuota.chaos.cluster.SurroundingsException;
import picocli.CommandLine;

/** {@code kuota chaos}. */
final class Main {

  static final int CANNOT_RUN = 2;

  private Main() {}

  static void main(String[] arguments) {
    System.setProperty("logback.configurationFile", "logback-chaos.xml");
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new ChaosCommand())
        .setExecutionExceptionHandler(
            (failure, command, _) -> {
              if (!(failure instanceof SurroundingsException)) throw failure;
              command.getErr().println("kuota chaos: " + failure.getMessage());
              return CANNOT_RUN;
            });
  }
}
