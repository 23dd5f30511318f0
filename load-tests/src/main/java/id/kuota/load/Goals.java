package id.kuota.load;

import id.kuota.load.report.Meter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run must reach to pass, besides keeping every word. Nothing, unless it is asked for. */
final class Goals {

  @Option(names = "--max-p99", paramLabel = "TIME")
  private @Nullable Duration maxP99;

  @Option(names = "--min-rate", paramLabel = "N")
  private @Nullable Double minRate;

  @Option(names = "--max-errors", paramLabel = "N")
  private @Nullable Long maxErrors;

  /** Returns the goals that were not reached, in words. */
  List<String> missed(Meter meter, long errors) {
    var missed = new ArrayList<String>();
    long p99 = meter.atFullRate().p99();
    if (maxP99 != null && p99 > maxP99.toMillis()) {
      missed.add(
          String.format(
              Locale.ROOT, "p99 is %,d ms, asked for at most %,d ms", p99, maxP99.toMillis()));
    }
    if (minRate != null && meter.heldPerSecond() < minRate) {
      missed.add(
          String.format(
              Locale.ROOT,
              "%,.1f orders/s held and answered, asked for %,.1f",
              meter.heldPerSecond(),
              minRate));
    }
    if (maxErrors != null && errors > maxErrors) {
      missed.add(
          String.format(
              Locale.ROOT, "%,d requests went wrong, asked for at most %,d", errors, maxErrors));
    }
    return missed;
  }
}
