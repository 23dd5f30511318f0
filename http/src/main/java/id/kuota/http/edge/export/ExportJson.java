package id.kuota.http.edge.export;

import id.kuota.http.edge.identity.ExportLinks;
import id.kuota.persistence.export.Export;
import id.kuota.persistence.export.Exports;
import id.kuota.persistence.report.ReportPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An export on the wire.
 *
 * @param rowsTotal null while it is not counted
 * @param failure null unless it failed
 * @param file null unless it is ready
 * @param deletedAt when it is kept no longer; null before its end
 */
record ExportJson(
    String id,
    String sale,
    String report,
    String format,
    String language,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    String zone,
    Export.State state,
    String by,
    Instant at,
    long rows,
    @Nullable Long rowsTotal,
    Export.@Nullable Failure failure,
    @Nullable File file,
    @Nullable Instant deletedAt) {

  /** How long a link to a file holds; each answer has a new one. */
  private static final Duration LINK_HOLDS = Duration.ofHours(1);

  /**
   * A file that is ready.
   *
   * @param url a path that needs no key, until the link ends
   */
  record File(String name, String position, long bytes, String url, Instant urlEndsAt) {}

  record ListJson(List<ExportJson> exports) {}

  static ExportJson of(Export export, ExportLinks links, Instant now) {
    ReportPeriod period = export.question().request().period();
    Optional<Instant> deletedAt = export.endedAt().map(end -> end.plus(Exports.KEPT));
    Instant linkEnd = now.plus(LINK_HOLDS);
    Instant end = deletedAt.filter(kept -> kept.isBefore(linkEnd)).orElse(linkEnd);
    Export.@Nullable Failure failure = export.failure().orElse(null);
    return new ExportJson(
        export.id(),
        export.question().request().sale().value(),
        export.question().request().report().name(),
        export.question().format(),
        export.question().language(),
        period.from().orElse(null),
        period.to().orElse(null),
        period.zone().getId(),
        export.state(),
        export.askedBy(),
        export.askedAt(),
        export.rowsWritten(),
        export.rowsTotal().isPresent() ? export.rowsTotal().getAsLong() : null,
        failure,
        export.file().map(file -> file(export, file, links, end)).orElse(null),
        deletedAt.orElse(null));
  }

  private static File file(Export export, Export.File file, ExportLinks links, Instant end) {
    String link = links.of(new ExportLinks.Target(export.id(), end));
    return new File(
        file.name(),
        file.position(),
        export.sizeBytes(),
        "/exports/" + link,
        Instant.ofEpochSecond(end.getEpochSecond()));
  }
}
