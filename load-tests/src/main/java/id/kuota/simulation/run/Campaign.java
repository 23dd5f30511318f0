package id.kuota.simulation.run;

import id.kuota.simulation.audit.Tally;
import id.kuota.simulation.cluster.Seams;
import id.kuota.simulation.plan.Plan;
import id.kuota.simulation.world.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Runs many seeds, on all processors. Each run has a thread to itself from beginning to end. */
public final class Campaign {

  /** After so many failures the campaign ends. */
  private static final int FAILURES_MAX = 10;

  private final long first;
  private final long count;
  private final Supplier<Seams> seams;
  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final long startedNanos = System.nanoTime();

  /**
   * Creates a campaign.
   *
   * @param seams makes the seams of one run
   */
  public Campaign(long first, long count, Supplier<Seams> seams) {
    this.first = first;
    this.count = count;
    this.seams = seams;
  }

  /** Returns how far it is, in a line. Thread-safe. */
  public String progress() {
    long done = Math.min(count, begun.get());
    int width = 30;
    int filled = (int) (done * width / count);
    return "[%s%s] %,d of %,d seeds, %d failed, %d s"
        .formatted(
            "#".repeat(filled),
            ".".repeat(width - filled),
            done,
            count,
            failed.get(),
            elapsed().toSeconds());
  }

  /** Runs all seeds, or until enough have failed. */
  public Summary run() {
    int threads = (int) Math.min(count, Runtime.getRuntime().availableProcessors());
    var parts = new ArrayList<Summary>();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var running = new ArrayList<Future<Summary>>();
      for (int i = 0; i < threads; i++) running.add(pool.submit((Callable<Summary>) this::part));
      for (Future<Summary> part : running) parts.add(part.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run has failed", e.getCause());
    }
    return joined(parts);
  }

  private Summary part() {
    var failures = new ArrayList<Verdict>();
    Tally tally = Tally.NONE;
    Duration simulated = Duration.ZERO;
    long runs = 0;
    for (long next = begun.getAndIncrement();
        next < count && failed.get() < FAILURES_MAX;
        next = begun.getAndIncrement()) {
      Verdict verdict = Simulation.run(Plan.of(first + next), seams.get(), Story.untold());
      runs++;
      tally = tally.plus(verdict.tally());
      simulated = simulated.plus(verdict.simulated());
      if (!verdict.isGood()) {
        failed.incrementAndGet();
        failures.add(verdict);
      }
    }
    return new Summary(runs, failures, tally, simulated, Duration.ZERO);
  }

  private Summary joined(List<Summary> parts) {
    var failures = new ArrayList<Verdict>();
    Tally tally = Tally.NONE;
    Duration simulated = Duration.ZERO;
    long runs = 0;
    for (Summary part : parts) {
      failures.addAll(part.failures());
      tally = tally.plus(part.tally());
      simulated = simulated.plus(part.simulated());
      runs += part.runs();
    }
    failures.sort(Comparator.comparingLong(verdict -> verdict.plan().seed()));
    return new Summary(runs, failures, tally, simulated, elapsed());
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }
}
