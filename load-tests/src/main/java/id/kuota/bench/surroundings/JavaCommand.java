package id.kuota.bench.surroundings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command that runs a class of ours in a JVM of its own, as the launcher starts a node. */
public final class JavaCommand {

  private static final List<String> FLAGS =
      List.of(
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UseG1GC",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:InitialRAMPercentage=5",
          "-XX:MaxHeapFreeRatio=100",
          "-XX:MaxTenuringThreshold=1",
          "-Xmx1g");

  private JavaCommand() {}

  /**
   * Returns the command, with our class path and the flags of {@code KUOTA_JAVA_OPTS}.
   *
   * @param flags more flags for the JVM; the last word counts
   */
  public static List<String> of(List<String> flags, String main, List<String> arguments) {
    return of(flags, System.getProperty("java.class.path"), main, arguments);
  }

  /** Returns the same with another class path, such as that of another build. */
  public static List<String> of(
      List<String> flags, String classPath, String main, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(program("java"));
    command.addAll(FLAGS);
    String more = System.getenv("KUOTA_JAVA_OPTS");
    if (more != null && !more.isBlank()) command.addAll(List.of(more.trim().split("\\s+", -1)));
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(arguments);
    return command;
  }

  /** Where a program of this JDK lies. */
  public static String program(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
