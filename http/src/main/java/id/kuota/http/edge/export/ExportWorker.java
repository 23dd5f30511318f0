package id.kuota.http.edge.export;

import id.kuota.engine.telemetry.Outage;
import id.kuota.http.log.EdgeLog;
import id.kuota.persistence.export.Claim;
import id.kuota.persistence.export.ExportQueue;
import id.kuota.persistence.export.LostClaimException;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import id.kuota.persistence.report.ReportReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes exports one after the other, on a thread and a connection of its own. A writer that dies
 * is silent, so that another begins anew: what fails is met again by {@link ExportQueue#claim}.
 */
public final class ExportWorker implements AutoCloseable {

  /** Between two looks, and two beats. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(ExportWorker.class);

  private final Outage trouble =
      new Outage(EdgeLog.EXPORTS_STALLED, EdgeLog.EXPORTS_GO_ON, System::nanoTime);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("kuota-export").daemon().factory());
  private final AtomicBoolean looking = new AtomicBoolean();
  private final ExportQueue queue;
  private final ReportReader reader;
  private final BooleanSupplier isChosen;
  private final Executor blocking;
  private volatile @Nullable ExportWriting current;

  /**
   * Creates the thread; nothing is written before {@link #workRegularly}.
   *
   * @param isChosen whether this node begins with new ones; asked before each look
   * @param blocking runs the beats; its threads may wait for the database
   */
  public ExportWorker(
      ExportQueue queue, ReportReader reader, BooleanSupplier isChosen, Executor blocking) {
    this.queue = queue;
    this.reader = reader;
    this.isChosen = isChosen;
    this.blocking = blocking;
  }

  /** Works until the system ends. */
  public void workRegularly(ActorSystem<?> system) {
    system.scheduler().scheduleWithFixedDelay(PAUSE, PAUSE, this::tick, system.executionContext());
    system.getWhenTerminated().thenRun(this::close);
  }

  private void tick() {
    ExportWriting writing = current;
    try {
      if (writing != null) {
        blocking.execute(() -> beat(writing));
      } else if (isChosen.getAsBoolean() && looking.compareAndSet(false, true)) {
        thread.execute(this::look);
      }
    } catch (RejectedExecutionException stopping) {
      looking.set(false);
    }
  }

  /** A beat that fails is made up by the next one. */
  private void beat(ExportWriting writing) {
    try {
      writing.beat();
    } catch (LostClaimException takenOver) {
      // The writing itself meets it at its next part.
    } catch (ReadModelUnavailableException e) {
      trouble.failed(LOG, e.toString());
    }
  }

  private void look() {
    try {
      while (writeNext()) trouble.well(LOG);
      trouble.well(LOG);
    } catch (IOException | RuntimeException e) {
      trouble.failed(LOG, e.toString());
    } finally {
      looking.set(false);
    }
  }

  /** Writes the export that has waited longest. Returns whether there was one. */
  boolean writeNext() throws IOException {
    queue.sweep();
    Optional<Claim> claim = queue.claim();
    if (claim.isEmpty()) return false;
    var writing = new ExportWriting(claim.get());
    current = writing;
    try {
      writing.write(reader);
    } catch (LostClaimException takenOver) {
      // Another writer has it by now, or it was deleted: there is nothing left to do.
    } finally {
      current = null;
    }
    return true;
  }

  /** Ends the thread; what it writes is begun anew by another node, or after a start. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
