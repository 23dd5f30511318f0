package id.kuota.http.edge.export;

import id.kuota.http.edge.page.Language;
import id.kuota.persistence.export.Claim;
import id.kuota.persistence.export.Export;
import id.kuota.persistence.export.ExportQuestion;
import id.kuota.persistence.report.Cell;
import id.kuota.persistence.report.OpenReport;
import id.kuota.persistence.report.ReportHead;
import id.kuota.persistence.report.ReportReader;
import id.kuota.persistence.report.ReportSink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Writes one export from its beginning to its end. {@link #beat} is for another thread. */
final class ExportWriting {

  /** A file of five million rows takes some minutes; the snapshot that it reads is kept so long. */
  private static final Duration TIME_MAX = Duration.ofMinutes(30);

  /** Of one file. */
  private static final long BYTES_MAX = 1L << 30;

  private final Claim claim;
  private volatile long rows;
  private volatile @Nullable Long total;

  ExportWriting(Claim claim) {
    this.claim = claim;
  }

  /** Shows that the writer lives, and how far it is. */
  void beat() {
    claim.beat(rows, total);
  }

  /** Blocks until the file is ready, or cannot be. */
  void write(ReportReader reader) throws IOException {
    ExportQuestion question = claim.export().question();
    Optional<OpenReport> found = reader.open(question.request());
    if (found.isEmpty()) {
      claim.fail(Export.Failure.SALE_NOT_FOUND);
      return;
    }
    try (OpenReport report = found.get()) {
      write(report, question);
    } catch (ExportPart.TooLargeException e) {
      claim.fail(Export.Failure.FILE_TOO_LARGE);
    } catch (FileTimeLimit.TooSlowException e) {
      claim.fail(Export.Failure.TOO_SLOW);
    }
  }

  private void write(OpenReport report, ExportQuestion question) throws IOException {
    ReportFormat format = ReportFormat.of(question.format()).orElseThrow();
    Language language = Language.ofTag(question.language()).orElseThrow();
    long count = report.count();
    total = count;
    OptionalInt most = format.rowsMax();
    if (most.isPresent() && count > most.getAsInt()) {
      claim.fail(Export.Failure.REPORT_TOO_LONG);
      return;
    }
    try (var parts = new ExportPart(claim, BYTES_MAX)) {
      report.writeTo(new Counting(format.sink(new FileTimeLimit(parts, TIME_MAX), language)));
    }
    ReportHead head = report.head();
    claim.finish(
        rows,
        new Export.File(new Headline(head, language).fileName(format), head.asOf().position()));
  }

  /** Counts rows on their way. */
  private final class Counting implements ReportSink {

    private final ReportSink sink;
    private long taken;

    Counting(ReportSink sink) {
      this.sink = sink;
    }

    @Override
    public void begin(ReportHead head) throws IOException {
      sink.begin(head);
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
      sink.row(cells);
      rows = ++taken;
    }

    @Override
    public void end(long count, List<Cell> totals) throws IOException {
      sink.end(count, totals);
    }
  }
}
