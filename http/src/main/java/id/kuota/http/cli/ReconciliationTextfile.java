package id.kuota.http.cli;

import id.kuota.http.node.StartException;
import id.kuota.persistence.reconciliation.ReconciliationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What Prometheus learns of the last reconciliation: a file that the node exporter reads in its
 * folder of textfiles, so that a command which runs once an hour has a metric.
 */
final class ReconciliationTextfile {

  private ReconciliationTextfile() {}

  /** Replaces the file as a whole: the exporter never reads a part of it. */
  static void write(Path file, ReconciliationReport report) {
    try {
      Path fresh =
          Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text(report));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StartException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  static String text(ReconciliationReport report) {
    return """
    # HELP kuota_reconcile_differences Differences that the last reconciliation found.
    # TYPE kuota_reconcile_differences gauge
    kuota_reconcile_differences %d
    # HELP kuota_reconcile_timestamp_seconds When the last reconciliation began.
    # TYPE kuota_reconcile_timestamp_seconds gauge
    kuota_reconcile_timestamp_seconds %d
    """
        .formatted(report.differences().total(), report.at().getEpochSecond());
  }
}
