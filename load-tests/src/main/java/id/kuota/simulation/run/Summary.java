package id.kuota.simulation.run;

import id.kuota.simulation.audit.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What came of many runs.
 *
 * @param failures by seed; at most as many as a campaign looks for
 */
public record Summary(
    long runs, List<Verdict> failures, Tally tally, Duration simulated, Duration real) {

  public Summary {
    failures = List.copyOf(failures);
  }

  /** Returns how many times faster than the clock. */
  public long ratio() {
    return simulated.toMillis() / Math.max(1, real.toMillis());
  }

  /** Returns the outcome for a person to read. */
  public String words() {
    var words = new StringBuilder();
    for (Verdict failure : failures) {
      words.append("seed %d: %s%n".formatted(failure.plan().seed(), failure.objections()));
    }
    return words
        .append(
            String.format(
                Locale.ROOT,
                "%d seeds, %d failed: %s simulated in %.1f s, %,d times real time%n",
                runs,
                failures.size(),
                hours(simulated),
                real.toMillis() / 1e3,
                ratio()))
        .append(
            "%d orders placed, %d paid, %d refunds, %d paid late, %d lost money, %d admissions"
                .formatted(
                    tally.placed(),
                    tally.paid(),
                    tally.refunds(),
                    tally.late(),
                    tally.left(),
                    tally.admissions()))
        .toString();
  }

  private static String hours(Duration time) {
    return String.format(Locale.ROOT, "%,.1f hours", time.toMinutes() / 60.0);
  }
}
