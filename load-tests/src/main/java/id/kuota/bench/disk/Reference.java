package id.kuota.bench.disk;

import id.kuota.bench.Bench;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Rounds;
import id.kuota.bench.result.Violation;
import java.util.List;
import java.util.Locale;

/**
 * What the disk takes in this run, to stand beside the figures of a suite.
 *
 * @param note one sentence for its table
 */
public record Reference(String note, List<Violation> violations) {

  /** Measures both probes for a round; the commits are as fast as they were set. */
  public static Reference measure(Bench bench) throws Exception {
    Effort once = new Effort(1, bench.effort().round(), bench.effort().warmedUp().warmUp(), true);
    try (var flush = new FlushProbe(bench.server().folder().resolve("flush"));
        var insert =
            new InsertProbe(bench.server().kuotaDatabase("bench_reference"), "operations")) {
      Rounds rounds = Rounds.play(once, List.of(flush, insert), bench.doing());
      String note =
          String.format(
              Locale.ROOT,
              "In this run one flush of 8 kB took %.2f ms, and one %s %.2f ms (p50).",
              rounds.median(flush.name(), "p50"),
              insert.name(),
              rounds.median(insert.name(), "p50"));
      return new Reference(note, rounds.violations());
    }
  }
}
