package id.kuota.http.cli;

import id.kuota.http.node.StartException;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.projection.SkippedEvents;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code kuota projection skip}: without an event it shows the one at which the projection stands;
 * with this event and a reason it lets the projection pass over it.
 */
@Command(
    name = "skip",
    mixinStandardHelpOptions = true,
    description = "Lets one pass over the event at which it stands, with a reason on record.")
final class ProjectionSkipCommand implements Callable<Integer> {

  private static final int REASON_MIN = 5;
  private static final int REASON_MAX = 500;

  @Parameters(paramLabel = "NAME", description = "As `kuota projection list` shows it.")
  private String name = "";

  @Option(names = "--event", description = "The event, as this command shows it.")
  private @Nullable String event;

  @Option(
      names = "--reason",
      description = "Why, for those who read the record (5 to 500 characters).")
  private String reason = "";

  @Option(
      names = "--by",
      description = "Name of the decider; by default the user of this shell (${DEFAULT-VALUE}).")
  private String by = System.getProperty("user.name", "unknown");

  @Option(
      names = "--later",
      description = "Later events of the same entity too, as far as they cannot be applied.")
  private boolean later;

  @Option(names = "--config", description = "A file with settings, in the form of kuota.conf.")
  private @Nullable Path file;

  @Override
  public Integer call() throws SQLException {
    ProjectionCommand.requireKnown(name);
    var console = new Console();
    try (Database database = Database.open(DatabaseAccess.settings(file))) {
      return event == null
          ? show(database.dataSource(), console)
          : allow(database.dataSource(), console, event);
    }
  }

  private int show(DataSource database, Console console) throws SQLException {
    var standing = SkippedEvents.standing(database, name);
    if (standing.isEmpty()) {
      console.say("%s stands at no event: there is nothing to pass over.".formatted(name));
      return 0;
    }
    console.say("%s stands: %s".formatted(name, standing.get().failure()));
    console.say("If it must go on without this event:");
    console.say(
        "  ./kuota projection skip %s --event '%s' --reason 'why'"
            .formatted(name, standing.get().event()));
    return KuotaCommand.FOUND;
  }

  private int allow(DataSource database, Console console, String skipped) throws SQLException {
    String why = reason.strip();
    if (why.length() < REASON_MIN || why.length() > REASON_MAX) {
      throw new StartException(
          "--reason has %d characters; %d to %d are expected. It stays on record for those who later ask why the numbers differ."
              .formatted(why.length(), REASON_MIN, REASON_MAX));
    }
    if (!SkippedEvents.allow(database, name, skipped, later, why, by)) {
      throw new StartException(
          "%s does not stand at %s. `kuota projection skip %s` shows where it stands."
              .formatted(name, skipped, name));
    }
    console.say("%s may pass over %s, and goes on within seconds.".formatted(name, skipped));
    return 0;
  }
}
