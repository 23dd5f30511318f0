package id.kuota.http.gate;

import id.kuota.engine.ticket.Scan;
import id.kuota.persistence.readmodel.GateRefusals;
import id.kuota.persistence.readmodel.GateRefusals.Refusal;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts how often the gates of this node said no, and tells the database a moment later. A node
 * that is killed loses the last moment. Thread-safe; counting never blocks on the database.
 */
public final class RefusalTally {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalTally.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Gates, lists and reasons that are kept while the database does not answer. */
  private static final int KEYS_MAX = 20_000;

  private final GateRefusals refusals;
  private final AtomicBoolean writing = new AtomicBoolean();
  private Map<Refusal, Long> counts = new HashMap<>();

  public RefusalTally(GateRefusals refusals) {
    this.refusals = refusals;
  }

  /** Writes what was counted, again and again, on threads that may block. */
  public RefusalTally writeRegularly(ActorSystem<?> system, Executor threads) {
    system
        .scheduler()
        .scheduleWithFixedDelay(PAUSE, PAUSE, () -> begin(threads), system.executionContext());
    return this;
  }

  /** A gate said no. */
  synchronized void count(Scan scan, Reason reason) {
    var key =
        new Refusal(
            scan.gate().sale().value(),
            scan.gate().value(),
            scan.list(),
            reason.name().toLowerCase(Locale.ROOT));
    if (counts.size() < KEYS_MAX || counts.containsKey(key)) counts.merge(key, 1L, Long::sum);
  }

  private void begin(Executor threads) {
    if (isEmpty() || !writing.compareAndSet(false, true)) return;
    try {
      threads.execute(this::write);
    } catch (RejectedExecutionException stopping) {
      writing.set(false);
    }
  }

  private void write() {
    Map<Refusal, Long> taken = take();
    try {
      refusals.add(taken);
    } catch (ReadModelUnavailableException e) {
      LOG.warn("refusals at the gates are written later", e);
      giveBack(taken);
    } finally {
      writing.set(false);
    }
  }

  private synchronized boolean isEmpty() {
    return counts.isEmpty();
  }

  private synchronized Map<Refusal, Long> take() {
    Map<Refusal, Long> taken = counts;
    counts = new HashMap<>();
    return taken;
  }

  private synchronized void giveBack(Map<Refusal, Long> taken) {
    taken.forEach((key, count) -> counts.merge(key, count, Long::sum));
  }
}
