package id.kuota.http.cli;

import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.report.ReportPeriod;
import id.kuota.persistence.report.Settlement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kuota settlement SALE FILE}: the payments of a sale against the file of the gateway. */
@Command(
    name = "settlement",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the payments of a sale with the gateway's file of transactions (CSV with",
      "order_id, transaction_id, gross_amount, transaction_status), and prints every difference.",
      "Ends with 0 when both sides are equal, with 1 when they are not."
    })
final class SettlementCommand implements Callable<Integer> {

  /** Differences that are printed; more are counted. */
  private static final long SHOWN_MAX = 1_000;

  @Parameters(index = "0", paramLabel = "SALE", description = "The sale.")
  private String sale = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "The gateway's file.")
  private Path transactions = Path.of("");

  @Option(names = "--from", paramLabel = "DAY", description = "First day of payments, 2026-11-21.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DAY", description = "Last day of payments, included.")
  private @Nullable LocalDate to;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Where days begin: ${DEFAULT-VALUE}.")
  private ZoneId zone = ReportPeriod.WIB;

  @Option(names = "--all", description = "Prints the payments that match, too.")
  private boolean all;

  @Option(names = "--config", description = "A file with settings, in the form of kuota.conf.")
  private @Nullable Path file;

  private long shown;

  @Override
  public Integer call() throws IOException {
    var console = new Console();
    if (!SaleId.isValid(sale)) {
      console.error("not the id of a sale: " + sale);
      return KuotaCommand.NOT_FIT;
    }
    SettlementFile read;
    try {
      read = SettlementFile.read(transactions);
    } catch (SettlementFile.FormException e) {
      console.error(e.getMessage());
      return KuotaCommand.NOT_FIT;
    }
    var period = new ReportPeriod(Optional.ofNullable(from), Optional.ofNullable(to), zone);
    try (Database database = Database.open(DatabaseAccess.settings(file))) {
      Settlement.Outcome outcome =
          new Settlement(database.dataSource(), Clock.systemUTC())
              .compare(new SaleId(sale), period, read.charged(), row -> show(console, row));
      console.say(summary(outcome, read.others()));
      return outcome.ties() ? 0 : KuotaCommand.FOUND;
    }
  }

  private void show(Console console, Settlement.Row row) {
    if (row.verdict() == Settlement.Verdict.MATCHED && !all) return;
    if (shown++ >= SHOWN_MAX && !all) return;
    console.say(
        "%-16s %s  order %s  here %s  there %s"
            .formatted(
                row.verdict().name().toLowerCase(Locale.ROOT),
                row.payment(),
                row.order().isEmpty() ? "unknown" : row.order() + " (" + row.state() + ")",
                amount(row.here()),
                amount(row.there())));
  }

  private static String amount(@Nullable Long amount) {
    return amount == null ? "none" : Long.toString(amount);
  }

  private static String summary(Settlement.Outcome outcome, long others) {
    return """
        as of            %s, %s
        matched          %d
        missing here     %d
        missing there    %d
        different amount %d
        of other sales   %d
        without money    %d"""
        .formatted(
            outcome.asOf().position(),
            outcome.asOf().at(),
            outcome.count(Settlement.Verdict.MATCHED),
            outcome.count(Settlement.Verdict.MISSING_HERE),
            outcome.count(Settlement.Verdict.MISSING_THERE),
            outcome.count(Settlement.Verdict.DIFFERENT_AMOUNT),
            outcome.elsewhere(),
            others);
  }
}
