package id.kuota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the documents that follows from the rules; a test writes it, or compares it. */
public final class GeneratedPage {

  private static final String UPDATE =
      "mvn test -pl engine -Dtest='*TransitionsTest,RefusalsTest' -Dkuota.update=true";

  private GeneratedPage() {}

  /** The remark that opens each such page. */
  public static String remark() {
    return "<!-- Generated from the rules. To update: " + UPDATE + " -->\n\n";
  }

  /**
   * Compares the page with its file, or writes it when the tests run with {@code
   * -Dkuota.update=true}.
   *
   * @param name path below {@code docs}
   */
  public static void check(String name, String page) throws IOException {
    Path file = root().resolve("docs").resolve(name);
    if (Boolean.getBoolean("kuota.update")) {
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, page);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as("docs/%s no longer says what the rules do; read the change, then run %s", name, UPDATE)
        .isEqualTo(page);
  }

  static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) return at;
    }
    throw new IllegalStateException("the checkout begins where the folder .mvn is; none is above");
  }
}
