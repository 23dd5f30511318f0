package id.kuota.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.persistence.reconciliation.ReconciliationReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReconciliationTextfileTest {

  @Test
  void prometheusLearnsHowManyDifferencesThereWereAndWhen(@TempDir Path folder) {
    var report =
        new ReconciliationReport(
            Instant.ofEpochSecond(1_796_000_000),
            new ReconciliationReport.Counts(0, 0, 0, 0, 0, 0, 0, 0, 0),
            new ReconciliationReport.Found<>(List.of(), 3),
            new ReconciliationReport.Found<>(List.of(), 9),
            new ReconciliationReport.Found<>(List.of(), 0));
    Path file = folder.resolve("kuota_reconcile.prom");
    ReconciliationTextfile.write(file, report);
    assertThat(file)
        .content()
        .contains("\nkuota_reconcile_differences 3\n")
        .contains("\nkuota_reconcile_timestamp_seconds 1796000000\n")
        .endsWith("\n");
    assertThat(folder)
        .isDirectoryContaining("glob:**.prom")
        .isDirectoryNotContaining("glob:**.new");
  }
}
