package id.kuota.http.cli;

import id.kuota.persistence.database.Database;
import id.kuota.persistence.reconciliation.EntityNumbers;
import id.kuota.persistence.reconciliation.Reconciliation;
import id.kuota.persistence.reconciliation.ReconciliationReport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kuota reconcile}: journal, read models and running entities must say the same. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = {
      "Compares journal, read models and running entities, and prints the differences.",
      "Ends with 0 when there are none, with 1 when there are."
    })
final class ReconcileCommand implements Callable<Integer> {

  @Option(names = "--config", description = "A file with settings, in the form of kuota.conf.")
  private @Nullable Path file;

  @Option(
      names = "--textfile",
      paramLabel = "FILE",
      description =
          "Also writes the number of differences there, for the node exporter of Prometheus.")
  private @Nullable Path textfile;

  @Mixin private OperatorAccess access = new OperatorAccess();

  @Override
  public Integer call() throws SQLException {
    var console = new Console();
    OperatorAccess.Node node = access.find().orElse(null);
    try (Database database = Database.open(DatabaseAccess.settings(file));
        var quotas = node == null ? null : new NodeQuotas(node.url(), node.key())) {
      if (quotas == null) {
        console.say("No node is named (--url, --operator-key): the entities are not asked.");
      }
      EntityNumbers entities = quotas == null ? EntityNumbers.NONE : quotas;
      ReconciliationReport report =
          new Reconciliation(database.dataSource(), Clock.systemUTC()).run(entities);
      console.say(report.render().stripTrailing());
      if (textfile != null) ReconciliationTextfile.write(textfile, report);
      return report.isClean() ? 0 : KuotaCommand.FOUND;
    }
  }
}
