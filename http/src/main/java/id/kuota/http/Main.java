package id.kuota.http;

import id.kuota.http.cli.KuotaCommand;

/** The entry point of every command of the launcher that needs Java. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(KuotaCommand.run(arguments));
  }
}
