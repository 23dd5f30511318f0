package id.kuota.load;

import id.kuota.load.buyer.BuyerPlans;
import id.kuota.load.flashsale.FlashSaleRun;
import id.kuota.load.flashsale.GatlingRun;
import id.kuota.load.ledger.ClientLedger;
import id.kuota.load.ledger.Violation;
import id.kuota.load.reconciliation.Inspection;
import id.kuota.load.reconciliation.Reconciliation;
import id.kuota.load.reconciliation.ServerTruth;
import id.kuota.load.reconciliation.Settling;
import id.kuota.load.report.Meter;
import id.kuota.load.report.Outcome;
import id.kuota.load.report.Screen;
import id.kuota.load.report.Summary;
import id.kuota.load.report.SummaryTable;
import id.kuota.load.sale.Terms;
import id.kuota.load.server.Json;
import id.kuota.load.server.Node;
import id.kuota.load.server.ReportAnswer;
import id.kuota.load.server.ServerClient;
import id.kuota.load.server.ServerProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** One run from the opening of its sale to the table at the end. */
final class FlashSaleRunner {

  private static final Duration REPORT_PATIENCE = Duration.ofSeconds(30);

  /** What the run is about. */
  record Run(
      String name,
      Node node,
      long seed,
      double rate,
      double pushingShare,
      int paying,
      Times times,
      Units units,
      Instant now) {}

  /** How long each part of it takes at most. */
  record Times(
      Duration ramp, Duration fullRate, Duration hold, Duration patience, Duration settle) {}

  /** How much there is to sell. */
  record Units(long hot, long frontRow) {}

  private final Run run;
  private final Goals goals;
  private final Path folder;
  private final Screen screen;
  private final ClientLedger ledger;
  private final Meter meter;

  FlashSaleRunner(Run run, Goals goals, Path folder, Screen screen) {
    this.run = run;
    this.goals = goals;
    this.folder = folder;
    this.screen = screen;
    this.ledger =
        new ClientLedger(
            Terms.flashSale(
                run.name(),
                run.now(),
                run.times().hold(),
                run.units().hot(),
                run.units().frontRow()));
    this.meter = new Meter(run.times().ramp(), run.times().fullRate());
  }

  Summary play() throws IOException {
    try (var server = new ServerClient(run.node())) {
      screen.say(
          String.format(
              Locale.ROOT,
              "sale %s at %s, %,.0f buyers/s for %d s after a ramp of %d s, seed %d",
              run.name(),
              run.node().url(),
              run.rate(),
              run.times().fullRate().toSeconds(),
              run.times().ramp().toSeconds(),
              run.seed()));
      server.openSale(ledger.terms());
      FlashSaleRun buyers = buyers();
      Optional<Path> page = send(buyers);
      long ended = System.nanoTime();
      awaitServer(server);
      server.closeSale(run.name());
      var inspection = new Inspection(server, ledger);
      inspection.clearUpUnknown();
      awaitHoldsEnded(server);
      double settled = (System.nanoTime() - ended) / 1e9;
      Optional<ReportAnswer> report = awaitReport(server);
      ServerTruth truth = inspect(inspection, report);
      Summary summary = summary(page, settled, buyers.turnedAway(), truth);
      Path json = folder.resolve("summary.json");
      Files.writeString(
          json, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(summary));
      screen.say(SummaryTable.of(summary));
      screen.say("%-34s %s".formatted("the same as JSON", json));
      return summary;
    }
  }

  private FlashSaleRun buyers() {
    var settings =
        new FlashSaleRun.Settings(
            run.node().url(),
            run.rate(),
            run.pushingShare(),
            run.times().ramp(),
            run.times().fullRate(),
            run.times().patience(),
            run.times().hold());
    var plans = new BuyerPlans(run.name(), run.seed(), run.paying());
    return new FlashSaleRun(settings, plans, ledger, meter);
  }

  private Optional<Path> send(FlashSaleRun buyers) throws IOException {
    try (var _ = screen.progress(new ProgressLine(ledger, meter)::next)) {
      return GatlingRun.play(buyers, folder);
    }
  }

  private void awaitServer(ServerClient server) {
    try (var _ = screen.progress(() -> "waiting for the server to answer")) {
      if (!new Settling(server, ledger.terms()).awaitServer(run.times().settle())) {
        throw new ServerProblem(
            "the server at %s does not answer any more; what it said cannot be compared"
                .formatted(run.node().url()));
      }
    }
  }

  private void awaitHoldsEnded(ServerClient server) {
    var held = new AtomicLong();
    try (var _ =
        screen.progress(
            () ->
                String.format(
                    Locale.ROOT, "waiting for holds to end: %,d units held", held.get()))) {
      Duration bound = run.times().hold().plus(run.times().settle());
      if (!new Settling(server, ledger.terms()).awaitHoldsEnded(bound, held::set)) {
        screen.say(
            String.format(
                Locale.ROOT, "%,d units are still held %s after the run", held.get(), bound));
      }
    }
  }

  private Optional<ReportAnswer> awaitReport(ServerClient server) {
    try (var _ = screen.progress(() -> "waiting for the report to count everything")) {
      return new Settling(server, ledger.terms()).awaitReport(REPORT_PATIENCE);
    }
  }

  private ServerTruth inspect(Inspection inspection, Optional<ReportAnswer> report) {
    var looked = new AtomicLong();
    try (var _ =
        screen.progress(
            () ->
                String.format(
                    Locale.ROOT,
                    "looking at every order: %,d of %,d",
                    looked.get(),
                    ledger.held()))) {
      return inspection.truth(report, looked::set);
    }
  }

  private Summary summary(
      Optional<Path> page, double settledSeconds, long turnedAway, ServerTruth truth) {
    List<Violation> violations = Reconciliation.violations(ledger, truth);
    return new Summary(
        run.name(),
        run.node().url().toString(),
        run.now(),
        run.seed(),
        run.rate(),
        run.paying(),
        run.times().ramp().toSeconds(),
        run.times().fullRate().toSeconds(),
        turnedAway,
        Outcome.of(ledger, truth),
        meter.heldPerSecond(),
        meter.atFullRate(),
        meter.wholeRun(),
        ledger.oddities().counts(),
        ledger.oddities().samples(),
        settledSeconds,
        truth.report().isPresent(),
        violations,
        goals.missed(meter, ledger.oddities().total()),
        page.map(Path::toString).orElse("none"));
  }

  /** The line of progress while buyers come. */
  private static final class ProgressLine {

    private final ClientLedger ledger;
    private final Meter meter;
    private long heldBefore;
    private long offeredBefore;
    private long nanosBefore = System.nanoTime();

    ProgressLine(ClientLedger ledger, Meter meter) {
      this.ledger = ledger;
      this.meter = meter;
    }

    String next() {
      long nanos = System.nanoTime();
      double seconds = (nanos - nanosBefore) / 1e9;
      long held = ledger.held();
      long offered = ledger.offered();
      Meter.Percentiles times = meter.lately();
      String line =
          String.format(
              Locale.ROOT,
              "%4d s  offered %,.0f/s  held %,.0f/s (%,d)  p50 %,d ms  p99 %,d ms  odd %,d"
                  + "  violations %d",
              meter.elapsed(nanos).toSeconds(),
              (offered - offeredBefore) / seconds,
              (held - heldBefore) / seconds,
              held,
              times.p50(),
              times.p99(),
              ledger.oddities().total(),
              ledger.violations().size());
      heldBefore = held;
      offeredBefore = offered;
      nanosBefore = nanos;
      return line;
    }
  }
}
