package id.kuota.bench;

import picocli.CommandLine;

/** {@code kuota bench}. */
final class Main {

  private Main() {}

  static void main(String[] arguments) {
    // The edge brings a configuration of its own, for nodes.
    System.setProperty("logback.configurationFile", "logback-load.xml");
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new BenchCommand())
        .setExitCodeExceptionMapper(_ -> BenchCommand.NOTHING_MEASURED);
  }
}
