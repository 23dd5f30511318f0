package id.kuota.chaos.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A build of Kuota.
 *
 * @param classPath all its jars
 */
public record Build(String classPath) {

  /** The one that runs here. */
  public static final Build THIS = new Build(System.getProperty("java.class.path"));

  /**
   * Returns the build whose jars lie in a folder.
   *
   * @throws SurroundingsException if there are none
   */
  public static Build in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      String jars =
          files
              .map(Path::toString)
              .filter(file -> file.endsWith(".jar"))
              .sorted()
              .collect(Collectors.joining(File.pathSeparator));
      if (jars.isEmpty()) throw new SurroundingsException("there are no jars in " + folder);
      return new Build(jars);
    } catch (IOException e) {
      throw new SurroundingsException("not a folder of jars: " + folder);
    }
  }
}
