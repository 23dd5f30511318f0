package id.kuota.http.cli;

import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.http.node.NodeSettings;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.lease.LeaseTimes;
import id.kuota.persistence.lease.NodeLeases;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code kuota status}: which nodes are in the cluster, by the database that decides it; and what a
 * node sees, if one is named and answers.
 */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows which nodes are in the cluster, and how the latest others ended;",
      "with --url also shards, hot quotas, projections, versions and moves, as that node sees them.",
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

  @Mixin private OperatorAccess access = new OperatorAccess();

  @Override
  public Integer call() throws SQLException {
    LeaseTimes times = LeaseTimes.of(NodeSettings.readLease(ServeCommand.config(file, null)));
    var console = new Console();
    boolean isSound;
    try (Database database = Database.open(DatabaseAccess.settings(file))) {
      var status = new ClusterStatus(NodeLeases.latest(database.dataSource(), ended), times);
      status.lines().forEach(console::say);
      isSound = status.isSound();
    }
    Optional<ClusterJson> picture = picture(console);
    picture.ifPresent(it -> new ClusterPicture(it).lines().forEach(console::say));
    return isSound && picture.map(ClusterJson::sound).orElse(true) ? 0 : KuotaCommand.FOUND;
  }

  private Optional<ClusterJson> picture(Console console) {
    Optional<OperatorAccess.Node> node = access.find();
    if (node.isEmpty()) {
      console.say("No node is named (--url, KUOTA_OPERATOR_KEY): shards are not shown.");
      return Optional.empty();
    }
    try (var api = new NodeApi(node.get().key())) {
      return Optional.of(api.cluster(node.get().url()));
    } catch (IOException e) {
      console.say(
          "%s does not answer, so shards are not shown: %s"
              .formatted(node.get().url(), e.getMessage()));
      return Optional.empty();
    }
  }
}
