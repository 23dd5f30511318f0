package id.kuota.http.edge.export;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A long report is written by a process with a small heap, from a real database: its rows, tens of
 * megabytes of them, are never in memory together. {@code -Dkuota.report.rows} sets another length.
 */
final class ReportMemoryIT {

  private static final long ROWS = Long.getLong("kuota.report.rows", 400_000);
  private static final String HEAP = "-Xmx32m";
  private static final long PATIENCE_MINUTES = 20;

  private static EmbeddedDatabase embedded;

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void aSale() throws SQLException {
    embedded = EmbeddedDatabase.temporary();
    try (Database database = Database.open(embedded.settings())) {
      database.migrate();
      try (Connection connection = database.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            INSERT INTO sales.sale_listing VALUES
              ('concert', 'Concert', 'IDR', 'open', now(), now(), 3, now())
            """);
      }
    }
  }

  @AfterAll
  static void stop() {
    embedded.close();
  }

  @ParameterizedTest
  @EnumSource
  void aLongReportNeedsLittleMemory(ReportFormat format) throws Exception {
    long rows = format.rowsMax().isPresent() ? format.rowsMax().getAsInt() : ROWS;
    Path file = folder.resolve("report");
    DatabaseSettings settings = embedded.settings();
    Process process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    format.rowsMax().isPresent() ? "-Xmx64m" : HEAP,
                    "-cp",
                    System.getProperty("java.class.path"),
                    LongReport.class.getName(),
                    settings.url(),
                    settings.user(),
                    settings.password(),
                    format.word(),
                    Long.toString(rows),
                    file.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    assertThat(Files.size(file)).isGreaterThan(10 * rows);
  }
}
