package id.kuota.http.cli;

import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.reconciliation.TieOut;
import id.kuota.persistence.reconciliation.TieOutReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code kuota tie-out SALE}: counts, lists, reports, gateway, tickets and journal side by side.
 */
@Command(
    name = "tie-out",
    mixinStandardHelpOptions = true,
    description = {
      "Puts the numbers of a sale side by side, source by source: counts, list of orders, reports,",
      "what the gateway has sent, tickets, and the journal. Lists the orders that differ.",
      "Ends with 0 when all are equal, with 1 when they are not."
    })
final class TieOutCommand implements Callable<Integer> {

  /** A person waits for it, and may end it. */
  private static final Duration JOURNAL_MAX = Duration.ofHours(1);

  @Parameters(paramLabel = "SALE", description = "The sale.")
  private String sale = "";

  @Option(names = "--config", description = "A file with settings, in the form of kuota.conf.")
  private @Nullable Path file;

  @Override
  public Integer call() {
    var console = new Console();
    Optional<TieOutReport> found = Optional.empty();
    if (SaleId.isValid(sale)) {
      try (Database database = Database.open(DatabaseAccess.settings(file))) {
        found =
            new TieOut(database.dataSource(), Clock.systemUTC()).of(new SaleId(sale), JOURNAL_MAX);
      }
    }
    if (found.isEmpty()) {
      console.say("There is no sale %s, or it is too new to be counted.".formatted(sale));
      return KuotaCommand.FOUND;
    }
    console.say(found.get().render().stripTrailing());
    return found.get().ties() ? 0 : KuotaCommand.FOUND;
  }
}
