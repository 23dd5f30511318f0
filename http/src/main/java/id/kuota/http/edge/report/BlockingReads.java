package id.kuota.http.edge.report;

import id.kuota.engine.telemetry.Outage;
import id.kuota.engine.telemetry.Span;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.log.EdgeLog;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what blocks on the database, beside the threads that serve buyers. Thread-safe. */
public final class BlockingReads implements AutoCloseable {

  /** Readers at once; with the projections they share one pool of connections. */
  private static final int READERS_MAX = 4;

  /** Requests that may wait for a reader; each takes a few milliseconds. */
  private static final int WAITING_MAX = 64;

  private static final Logger LOG = LoggerFactory.getLogger(BlockingReads.class);

  /** One database for all readers of the process. */
  private static final Outage TROUBLE =
      new Outage(EdgeLog.READ_MODELS_UNREAD, EdgeLog.READ_MODELS_READ_AGAIN, System::nanoTime);

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          READERS_MAX, Thread.ofPlatform().name("kuota-reading-", 0).daemon().factory());
  private final Semaphore places = new Semaphore(READERS_MAX + WAITING_MAX);

  /** Answers with what {@code read} gives, or says that the read models cannot be read now. */
  public CompletionStage<HttpResponse> answer(RequestContext context, Supplier<HttpResponse> read) {
    if (!places.tryAcquire()) {
      return context.refuse(unavailable("Too many reports are being read.", 1));
    }
    Span span = Span.current();
    return CompletableFuture.supplyAsync(
            () -> span.call(() -> readOrExplain(context, read)), threads)
        .whenComplete((answer, failure) -> places.release());
  }

  /** Goes on with what was read, or says that the read models cannot be read now. */
  public <T> CompletionStage<HttpResponse> then(
      RequestContext context, Supplier<T> read, Function<T, CompletionStage<HttpResponse>> next) {
    if (!places.tryAcquire()) {
      return context.refuse(unavailable("Too many reports are being read.", 1));
    }
    return Span.across(CompletableFuture.supplyAsync(read, threads))
        .whenComplete((value, failure) -> places.release())
        .handle(
            (value, failure) -> failure == null ? next.apply(value) : explained(context, failure))
        .thenCompose(stage -> stage);
  }

  private static CompletionStage<HttpResponse> explained(
      RequestContext context, Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    if (!(cause instanceof ReadModelUnavailableException)) {
      return CompletableFuture.failedStage(failure);
    }
    TROUBLE.failed(LOG, cause.getMessage());
    return context.refuse(unavailable("The read model cannot be read at this moment.", 2));
  }

  /** Returns the same threads, for what else reads in the background. */
  public Executor threads() {
    return threads;
  }

  private static HttpResponse readOrExplain(RequestContext context, Supplier<HttpResponse> read) {
    try {
      HttpResponse answer = read.get();
      TROUBLE.well(LOG);
      return answer;
    } catch (ReadModelUnavailableException e) {
      TROUBLE.failed(LOG, e.getMessage());
      return context.problem(unavailable("The read model cannot be read at this moment.", 2));
    }
  }

  private static Problem unavailable(String detail, int seconds) {
    return Problem.of(ProblemCode.UNAVAILABLE, detail).retryAfter(Duration.ofSeconds(seconds));
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
