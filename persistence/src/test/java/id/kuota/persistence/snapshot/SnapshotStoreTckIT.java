package id.kuota.persistence.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.TestDatabase;
import id.kuota.persistence.journal.JournalConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.persistence.japi.snapshot.JavaSnapshotStoreSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scalatest.tools.Runner;

/** What Pekko expects of every snapshot store, in Pekko's own words, against ours. */
class SnapshotStoreTckIT {

  private static final AtomicReference<DatabaseSettings> SETTINGS = new AtomicReference<>();

  @Test
  void theStoreKeepsPekkosContract(@TempDir Path directory) throws IOException {
    Path report = directory.resolve("tck.txt");
    try (var embedded = TestDatabase.fresh();
        var database = Database.open(embedded.settings())) {
      database.migrate();
      SETTINGS.set(embedded.settings());
      boolean passed =
          Runner.run(
              new String[] {"-s", SnapshotContract.class.getName(), "-fW", report.toString()});
      String said = Files.readString(report);
      assertThat(passed).as(said).isTrue();
      assertThat(said)
          .contains("Suites: completed 1, aborted 0")
          .contains("Tests: succeeded 12, failed 0");
    }
  }

  /** Made by ScalaTest, which takes no arguments. */
  public static final class SnapshotContract extends JavaSnapshotStoreSpec {

    private static final long serialVersionUID = 1L;

    public SnapshotContract() {
      super(settings());
    }

    private static Config settings() {
      return JournalConfig.of(SETTINGS.get());
    }
  }
}
