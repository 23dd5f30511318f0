package id.kuota.http.cli;

import java.util.List;

/** Chooses how a command logs, before the first logger exists. */
final class Logs {

  private static final String CONSOLE = "kuota.log.console";
  private static final String FILE = "kuota.log.file";

  private Logs() {}

  /**
   * A node of a cluster logs to its console (as JSON with {@code LOG_FORMAT=json}); the commands
   * for people keep the console for what they say, and `dev` writes a file beside its database.
   */
  static void configure(String[] arguments) {
    if ("json".equals(System.getenv("LOG_FORMAT"))) {
      System.setProperty("logback.configurationFile", "logback-json.xml");
    }
    if (!List.of(arguments).contains("serve") && System.getProperty(CONSOLE) == null) {
      System.setProperty(CONSOLE, "ERROR");
    }
    if (List.of(arguments).contains("dev") && System.getProperty(FILE) == null) {
      System.setProperty(FILE, ProjectHome.find().logFile().toString());
    }
  }
}
