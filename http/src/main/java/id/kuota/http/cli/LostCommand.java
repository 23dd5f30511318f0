package id.kuota.http.cli;

import id.kuota.persistence.database.Database;
import id.kuota.persistence.lease.LostEvents;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kuota lost}: what was acknowledged before a fail-over and is not in the journal. */
@Command(
    name = "lost",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the orders and other entities whose latest acknowledged events a fail-over has lost.",
      "Ends with 0 when there are none, with 1 when there are."
    })
final class LostCommand implements Callable<Integer> {

  @Option(names = "--config", description = "A file with settings, in the form of kuota.conf.")
  private @Nullable Path file;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Entities that are shown, the latest first (${DEFAULT-VALUE}).")
  private int limit = 1000;

  @Override
  public Integer call() throws SQLException {
    var console = new Console();
    try (Database database = Database.open(DatabaseAccess.settings(file))) {
      List<LostEvents.Lost> lost = LostEvents.latest(database.dataSource(), limit);
      if (lost.isEmpty()) {
        console.say("No node has found an acknowledged event missing.");
        return 0;
      }
      String row = "%-48s %12s %12s  %-26s %s";
      console.say(row.formatted("entity", "acknowledged", "in journal", "found at", "by"));
      for (LostEvents.Lost one : lost) {
        console.say(
            row.formatted(
                one.persistenceId().replace('|', ' '),
                one.acknowledged(),
                one.journaled(),
                one.foundAt(),
                one.foundBy()));
      }
      return KuotaCommand.FOUND;
    }
  }
}
