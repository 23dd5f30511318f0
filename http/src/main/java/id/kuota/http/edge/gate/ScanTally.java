package id.kuota.http.edge.gate;

import id.kuota.engine.telemetry.Metric;
import id.kuota.engine.telemetry.Telemetry;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.http.telemetry.BoundedNames;
import id.kuota.persistence.readmodel.GateRefusals;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Counts what the gates of this node said: every refusal for the report of the sale, and all
 * results for the metrics. Thread-safe; counting never blocks.
 */
public final class ScanTally {

  /** Devices name lists as they like, and each sale has its own. */
  private static final int LISTS_MAX = 10;

  /** What became of a scan. */
  private record Result(String outcome, String list) {}

  private final WriteBehindBuffer<GateRefusals.Refusal, Long> refusals;
  private final Telemetry telemetry;
  private final BoundedNames lists = new BoundedNames(LISTS_MAX);
  private final Map<Result, Telemetry.Counter> results = new ConcurrentHashMap<>();

  /** Creates a tally that reports to no telemetry. */
  public ScanTally(GateRefusals refusals) {
    this(refusals, Telemetry.NONE);
  }

  public ScanTally(GateRefusals refusals, Telemetry telemetry) {
    this.refusals = new WriteBehindBuffer<>("refusals at the gates", Long::sum, refusals::add);
    this.telemetry = telemetry;
  }

  /** Writes the refusals that were counted, again and again, on threads that may block. */
  public ScanTally writeRegularly(ActorSystem<?> system, Executor threads) {
    refusals.writeRegularly(system, threads);
    return this;
  }

  /** Counts a passage. */
  void passed(Scan scan, GatePassage.Direction direction) {
    count(
        switch (direction) {
          case IN -> "entered";
          case OUT -> "departed";
        },
        scan.list());
  }

  /** Counts a refusal of a gate. */
  void refused(Scan scan, Reason reason) {
    refusals.add(
        new GateRefusals.Refusal(
            scan.gate().sale().value(), scan.gate().value(), scan.list(), word(reason)),
        1L);
    count(word(reason), scan.list());
  }

  /** Counts a scan that was made without a network and uploaded; one to be retried is none yet. */
  void uploaded(String list, UploadJson.ResultJson result) {
    switch (result.status()) {
      case RECORDED -> count(result.conflict() == null ? "uploaded" : "conflict", list);
      case REFUSED -> count("upload_refused", list);
      case RETRY -> {}
    }
  }

  private void count(String outcome, String list) {
    results
        .computeIfAbsent(
            new Result(outcome, lists.bounded(list)),
            one -> telemetry.counter(Metric.SCANS, one.outcome(), one.list()))
        .increment();
  }

  private static String word(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
