package id.kuota.chaos;

import id.kuota.chaos.cluster.SurroundingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a run. A run removes what an earlier run left there, and nothing else. */
final class EvidenceFolder {

  private static final String MARK = "kuota-chaos";

  private EvidenceFolder() {}

  /**
   * Returns the folder, empty but for its mark.
   *
   * @throws SurroundingsException if it has files and no run has made it
   */
  static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> entries = Files.list(folder)) {
        if (entries.findAny().isPresent() && !Files.exists(folder.resolve(MARK))) {
          throw new SurroundingsException(
              "%s is not empty, and not the folder of an earlier run; choose another with --out"
                  .formatted(folder));
        }
      }
      try (Stream<Path> all = Files.walk(folder)) {
        List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        for (Path file : deepestFirst) Files.delete(file);
      }
    }
    Files.createDirectories(folder);
    Files.createFile(folder.resolve(MARK));
    return folder.toAbsolutePath();
  }
}
