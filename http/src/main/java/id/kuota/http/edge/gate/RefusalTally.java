package id.kuota.http.edge.gate;

import id.kuota.engine.ticket.Scan;
import id.kuota.persistence.readmodel.GateRefusals;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;

/** Counts how often the gates of this node said no. Thread-safe; counting never blocks. */
public final class RefusalTally {

  private final WriteBehindBuffer<GateRefusals.Refusal, Long> counts;

  public RefusalTally(GateRefusals refusals) {
    this.counts = new WriteBehindBuffer<>("refusals at the gates", Long::sum, refusals::add);
  }

  /** Writes what was counted, again and again, on threads that may block. */
  public RefusalTally writeRegularly(ActorSystem<?> system, Executor threads) {
    counts.writeRegularly(system, threads);
    return this;
  }

  /** Counts a refusal of a gate. */
  void count(Scan scan, Reason reason) {
    counts.add(
        new GateRefusals.Refusal(
            scan.gate().sale().value(),
            scan.gate().value(),
            scan.list(),
            reason.name().toLowerCase(Locale.ROOT)),
        1L);
  }
}
