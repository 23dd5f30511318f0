package id.kuota.http.cli;

import id.kuota.http.node.StartException;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.projection.ProjectionRebuild;
import id.kuota.persistence.projection.ProjectionStatus;
import id.kuota.persistence.projection.Projections;
import id.kuota.persistence.projection.RebuildProgress;
import id.kuota.persistence.projection.SkippedEvents;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kuota projection}: where the read models stand, and how to build one anew. */
@Command(
    name = "projection",
    mixinStandardHelpOptions = true,
    description = "Shows and rebuilds the read models, and lets them pass over an event.",
    subcommands = {
      ProjectionCommand.ListProjections.class,
      ProjectionCommand.Rebuild.class,
      ProjectionSkipCommand.class
    })
final class ProjectionCommand implements Callable<Integer> {

  private static final int SKIPS_SHOWN_MAX = 100;

  @Override
  public Integer call() {
    new Console().error("Choose: kuota projection list, rebuild NAME, or skip NAME");
    return KuotaCommand.NOT_FIT;
  }

  static void requireKnown(String name) {
    if (!ProjectionRebuild.names().contains(name)) {
      throw new StartException(
          "There is no projection %s. There are: %s"
              .formatted(name, String.join(", ", ProjectionRebuild.names())));
    }
  }

  /** {@code kuota projection list}. */
  @Command(name = "list", mixinStandardHelpOptions = true, description = "Where each stands.")
  static final class ListProjections implements Callable<Integer> {

    @Option(names = "--config", description = "A file with settings, in the form of kuota.conf.")
    private @Nullable Path file;

    @Override
    public Integer call() throws SQLException {
      var console = new Console();
      try (Database database = Database.open(DatabaseAccess.settings(file))) {
        List<ProjectionStatus> all = Projections.list(database.dataSource(), Clock.systemUTC());
        console.say(
            "%-16s %-12s %12s %12s %10s  %s"
                .formatted("name", "state", "applied", "behind", "lag", "applied by"));
        for (ProjectionStatus status : all) {
          console.say(
              String.format(
                  Locale.ROOT,
                  "%-16s %-12s %12d %12d %8.1f s  %s",
                  status.name(),
                  status.state().name().toLowerCase(Locale.ROOT),
                  status.applied(),
                  status.rowsBehind(),
                  status.lag().toMillis() / 1e3,
                  status
                      .running()
                      .map(one -> one.node() + " since " + one.since())
                      .orElse("no node yet")));
          status.failure().ifPresent(failure -> console.say("     -> " + failure));
        }
        for (SkippedEvents.Skip skip : SkippedEvents.list(database.dataSource(), SKIPS_SHOWN_MAX)) {
          console.say(
              "%-16s may pass over %s%s, by %s at %s: %s"
                  .formatted(
                      skip.projection(),
                      skip.event(),
                      skip.later() ? " and what follows it" : "",
                      skip.askedBy(),
                      skip.askedAt(),
                      skip.reason()));
        }
        boolean failed =
            all.stream().anyMatch(status -> status.state() == ProjectionStatus.State.FAILED);
        return failed ? KuotaCommand.FOUND : 0;
      }
    }
  }

  /** {@code kuota projection rebuild}. */
  @Command(
      name = "rebuild",
      mixinStandardHelpOptions = true,
      description = "Builds one anew beside the running one, and swaps when it has caught up.")
  static final class Rebuild implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "As `kuota projection list` shows it.")
    private String name = "";

    @Option(names = "--config", description = "A file with settings, in the form of kuota.conf.")
    private @Nullable Path file;

    @Override
    public Integer call() throws SQLException {
      requireKnown(name);
      long rows = rebuild();
      new Console()
          .say(String.format(Locale.ROOT, "%s is new, from %,d rows of the journal.", name, rows));
      return 0;
    }

    private RebuildProgress progress(Progress bar) {
      return new RebuildProgress() {
        @Override
        public void at(long done, long total, double rowsPerSecond) {
          bar.at(done, total);
        }

        @Override
        public void indexing(int done, int total) {
          new Console().say("rebuild %s: index %d of %d".formatted(name, done + 1, total));
        }
      };
    }

    private long rebuild() throws SQLException {
      try (Database database = Database.open(DatabaseAccess.settings(file));
          var bar = new Progress("rebuild " + name, "rows")) {
        return new ProjectionRebuild(database.dataSource()).run(name, progress(bar));
      }
    }
  }
}
