package id.kuota.load.reconciliation;

import id.kuota.load.sale.Terms;
import id.kuota.load.server.QuotaAnswer;
import id.kuota.load.server.ReportAnswer;
import id.kuota.load.server.ServerClient;
import id.kuota.load.server.ServerProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Waits, with a bound, until the server has come to rest. */
public final class Settling {

  private static final Duration PERIOD = Duration.ofMillis(500);

  private final ServerClient server;
  private final Terms terms;

  public Settling(ServerClient server, Terms terms) {
    this.server = server;
    this.terms = terms;
  }

  /**
   * Waits until the server answers: it may have been killed during the run, and come back.
   *
   * @return whether it did within {@code bound}
   */
  public boolean awaitServer(Duration bound) {
    return await(bound, () -> Optional.of(server.quota(terms.sale(), Terms.HOT))).isPresent();
  }

  /**
   * Waits until no quota of the sale holds anything.
   *
   * @param progress receives the units that are held, every half second
   * @return whether that came within {@code bound}
   */
  public boolean awaitHoldsEnded(Duration bound, LongConsumer progress) {
    return await(
            bound,
            () -> {
              long held = held();
              progress.accept(held);
              return held == 0 ? Optional.of(true) : Optional.empty();
            })
        .isPresent();
  }

  /** Waits until the report has counted everything; empty if it does not within {@code bound}. */
  public Optional<ReportAnswer> awaitReport(Duration bound) {
    return await(
        bound,
        () -> Optional.of(server.report(terms.sale())).filter(report -> report.lagMs() == 0));
  }

  private long held() {
    long held = 0;
    for (String name : terms.quotas().keySet()) {
      QuotaAnswer quota = server.quota(terms.sale(), name);
      held += Math.max(quota.held(), quota.openHolds());
    }
    return held;
  }

  private static <T> Optional<T> await(Duration bound, Supplier<Optional<T>> look) {
    var found = new CompletableFuture<Optional<T>>();
    try (var clock = Executors.newSingleThreadScheduledExecutor()) {
      var _ =
          clock.scheduleWithFixedDelay(
              () -> lookOnce(found, look), 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
      try {
        return found.get(bound.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        clock.shutdownNow();
      }
    } catch (TimeoutException late) {
      return Optional.empty();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static <T> void lookOnce(
      CompletableFuture<Optional<T>> found, Supplier<Optional<T>> look) {
    try {
      Optional<T> seen = look.get();
      if (seen.isPresent()) found.complete(seen);
    } catch (ServerProblem silent) {
      // Not there at this moment: asked again, until the bound.
    } catch (RuntimeException failed) {
      found.completeExceptionally(failed);
    }
  }
}
