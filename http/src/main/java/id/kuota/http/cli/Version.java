package id.kuota.http.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Which Kuota this is. */
final class Version implements IVersionProvider {

  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(unpackaged)" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"kuota " + number() + ", Java " + Runtime.version()};
  }

  /** {@code kuota version}. */
  @Command(name = "version", description = "Prints the version.")
  static final class VersionCommand implements Callable<Integer> {

    @Override
    public Integer call() {
      new Console().say("kuota " + number() + ", Java " + Runtime.version());
      return 0;
    }
  }
}
