package id.kuota.http.edge.export;

import id.kuota.engine.telemetry.Outage;
import id.kuota.engine.telemetry.Span;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.log.EdgeLog;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import id.kuota.persistence.report.AsOf;
import id.kuota.persistence.report.OpenReport;
import id.kuota.persistence.report.ReportReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes reports into answers, each on a thread of its own with a connection of its own, as fast as
 * the client takes it. Thread-safe.
 *
 * <p>A fault before the first byte is a problem; after that the connection breaks off, so that no
 * client takes a part for the whole.
 */
public final class ReportFiles implements AutoCloseable {

  /** Files at once: each has one of the connections that the projections and lists share. */
  public static final int AT_ONCE_MAX = 2;

  /** A file of five million rows takes two minutes. */
  private static final Duration TIME_MAX = Duration.ofMinutes(10);

  /** Shorter than the silence after which the database ends the transaction. */
  private static final Duration CLIENT_SILENCE_MAX = ReportReader.SILENCE_MAX.minusSeconds(5);

  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
  private static final int BUFFER_BYTES = 64 << 10;
  private static final Logger LOG = LoggerFactory.getLogger(ReportFiles.class);

  private static final Outage TROUBLE =
      new Outage(EdgeLog.REPORTS_UNREAD, EdgeLog.REPORTS_READ_AGAIN, System::nanoTime);

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE_MAX, Thread.ofPlatform().name("kuota-report-", 0).daemon().factory());
  private final Semaphore places = new Semaphore(AT_ONCE_MAX);
  private final ClassicActorSystemProvider system;
  private final ReportReader reader;
  private final Duration clientSilenceMax;

  /** Creates the threads; none runs before the first report. */
  public ReportFiles(ClassicActorSystemProvider system, ReportReader reader) {
    this(system, reader, CLIENT_SILENCE_MAX);
  }

  /**
   * As above.
   *
   * @param clientSilenceMax how long a client may take nothing before its file is broken off
   */
  ReportFiles(ClassicActorSystemProvider system, ReportReader reader, Duration clientSilenceMax) {
    this.system = system;
    this.reader = reader;
    this.clientSilenceMax = clientSilenceMax;
  }

  /** Answers with the file, or with a problem. */
  CompletionStage<HttpResponse> answer(RequestContext context, ReportQuery query) {
    if (!places.tryAcquire()) {
      return context.refuse(unavailable("Too many reports are being written.", TRY_AGAIN));
    }
    var answer = new CompletableFuture<HttpResponse>();
    Span span = Span.current();
    threads.execute(
        () -> {
          try {
            HttpResponse refused = span.call(() -> write(context, query, answer));
            if (refused != null) answer.complete(refused);
          } catch (RuntimeException | Error fault) {
            if (!answer.completeExceptionally(fault)) brokenOff(context, fault);
          } finally {
            places.release();
          }
        });
    return answer;
  }

  /** Returns a problem, or null if the answer was given. */
  private @Nullable HttpResponse write(
      RequestContext context, ReportQuery query, CompletableFuture<HttpResponse> answer) {
    Optional<OpenReport> found;
    try {
      found = reader.open(query.request());
      TROUBLE.well(LOG);
    } catch (ReadModelUnavailableException e) {
      TROUBLE.failed(LOG, e.getMessage());
      return context.problem(
          unavailable("The read model cannot be read at this moment.", Duration.ofSeconds(2)));
    }
    if (found.isEmpty()) return context.problem(ReportQuery.unknownSale());
    try (OpenReport report = found.get()) {
      OptionalInt most = query.format().rowsMax();
      if (most.isPresent() && report.hasMoreThan(most.getAsInt())) {
        return context.problem(tooLong(query.format(), most.getAsInt()));
      }
      stream(context, report, query, answer);
      return null;
    }
  }

  private void stream(
      RequestContext context,
      OpenReport report,
      ReportQuery query,
      CompletableFuture<HttpResponse> answer) {
    // Materialized before the answer: a client that has gone by then never subscribes, and Pekko
    // cancels a source without a subscriber after five seconds.
    Pair<Pair<OutputStream, UniqueKillSwitch>, Source<ByteString, NotUsed>> stream =
        StreamConverters.asOutputStream(clientSilenceMax)
            .viaMat(KillSwitches.single(), Keep.both())
            .preMaterialize(system);
    OutputStream raw = stream.first().first();
    answer.complete(file(report, query, stream.second()));
    try {
      var out = new BufferedOutputStream(new FileTimeLimit(raw, TIME_MAX), BUFFER_BYTES);
      report.writeTo(query.format().sink(out, query.language()));
      out.flush();
      raw.close();
    } catch (IOException | RuntimeException fault) {
      stream.first().second().abort(fault); // Closed without a fault it would look complete.
      brokenOff(context, fault);
    }
  }

  private static void brokenOff(RequestContext context, Throwable fault) {
    EdgeLog.REPORT_BROKEN_OFF.log(LOG, context.path(), fault.toString());
  }

  private static HttpResponse file(
      OpenReport report, ReportQuery query, Source<ByteString, NotUsed> bytes) {
    String name = new Headline(report.head(), query.language()).fileName(query.format());
    AsOf asOf = report.head().asOf();
    return HttpResponse.create()
        .withEntity(HttpEntities.createChunked(query.format().contentType(), bytes))
        .addHeader(RawHeader.create("Cache-Control", "private, no-store"))
        .addHeader(
            RawHeader.create("Content-Disposition", "attachment; filename=\"%s\"".formatted(name)))
        .addHeader(RawHeader.create("Kuota-Position", asOf.position()))
        .addHeader(RawHeader.create("Kuota-Lag-Ms", Long.toString(asOf.lag().toMillis())));
  }

  private static Problem tooLong(ReportFormat format, int rows) {
    return Problem.of(
        ProblemCode.REPORT_TOO_LONG,
        "A %s has %d rows at most. Ask for csv, xlsx or json, or for fewer days."
            .formatted(format.word(), rows));
  }

  private static Problem unavailable(String detail, Duration pause) {
    return Problem.of(ProblemCode.UNAVAILABLE, detail).retryAfter(pause);
  }

  /** Ends the threads; files that are being written break off. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
