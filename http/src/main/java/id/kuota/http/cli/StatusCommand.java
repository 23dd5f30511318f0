package id.kuota.http.cli;

import id.kuota.http.node.NodeSettings;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.lease.LeaseTimes;
import id.kuota.persistence.lease.NodeLeases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kuota status}: which nodes are in the cluster, by the database that decides it. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows which nodes are in the cluster, and how the latest others ended.",
      "Ends with 0 when all are live and hear each other, with 1 when not."
    })
final class StatusCommand implements Callable<Integer> {

  @Option(names = "--config", description = "A file with settings, in the form of kuota.conf.")
  private @Nullable Path file;

  @Option(
      names = "--ended",
      paramLabel = "N",
      defaultValue = "5",
      description = "Ended starts of nodes that are shown (${DEFAULT-VALUE}).")
  private int ended = 5;

  @Override
  public Integer call() throws SQLException {
    LeaseTimes times = LeaseTimes.of(NodeSettings.readLease(ServeCommand.config(file, null)));
    try (Database database = Database.open(DatabaseAccess.settings(file))) {
      var status = new ClusterStatus(NodeLeases.latest(database.dataSource(), ended), times);
      var console = new Console();
      status.lines().forEach(console::say);
      return status.isSound() ? 0 : KuotaCommand.FOUND;
    }
  }
}
