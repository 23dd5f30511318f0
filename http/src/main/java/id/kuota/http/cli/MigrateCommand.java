package id.kuota.http.cli;

import id.kuota.persistence.database.Database;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kuota migrate}: brings the schema of the database up to date, before the nodes start. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description = "Brings the database schema up to date.")
final class MigrateCommand implements Callable<Integer> {

  @Option(names = "--config", description = "A file with settings, in the form of kuota.conf.")
  private @Nullable Path file;

  @Override
  public Integer call() {
    var console = new Console();
    try (Database database = Database.open(DatabaseAccess.settings(file))) {
      int done = console.doing("migrate", database::migrate, "done");
      console.say(done == 0 ? "The schema was up to date." : done + " migrations ran.");
    }
    return 0;
  }
}
