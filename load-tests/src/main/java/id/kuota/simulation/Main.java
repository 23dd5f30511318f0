package id.kuota.simulation;

import picocli.CommandLine;

/** {@code kuota simulate}. */
final class Main {

  private Main() {}

  static void main(String[] arguments) {
    System.setProperty("logback.configurationFile", "logback-load.xml");
    System.exit(new CommandLine(new SimulateCommand()).execute(arguments));
  }
}
