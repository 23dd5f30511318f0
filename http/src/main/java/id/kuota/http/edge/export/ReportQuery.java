package id.kuota.http.edge.export;

import id.kuota.engine.sale.SaleId;
import id.kuota.http.edge.page.Language;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.problem.Validated;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.persistence.export.ExportQuestion;
import id.kuota.persistence.report.Report;
import id.kuota.persistence.report.ReportPeriod;
import id.kuota.persistence.report.ReportRequest;
import id.kuota.persistence.report.Reports;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which report is asked for, of which days, and how it is to be written. */
record ReportQuery(ReportRequest request, ReportFormat format, Language language) {

  /** Years that any database and spreadsheet knows. */
  private static final LocalDate DAY_MIN = LocalDate.of(2000, 1, 1);

  private static final LocalDate DAY_MAX = LocalDate.of(2999, 12, 31);

  /** Names that the database knows too; there a name like {@code UTC+7} has the opposite sign. */
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

  static Validated<ReportQuery> of(RequestContext context) {
    String sale = context.parameter("sale");
    if (!SaleId.isValid(sale)) return new Validated.Invalid<>(unknownSale());
    Optional<Report> report = Reports.named(context.parameter("report"));
    if (report.isEmpty()) {
      return new Validated.Invalid<>(Problem.of(ProblemCode.REPORT_NOT_FOUND));
    }
    var faults = new ArrayList<FieldError>();
    ReportFormat format = format(context, faults);
    Optional<LocalDate> from = day(context, "from", faults);
    Optional<LocalDate> to = day(context, "to", faults);
    if (from.isPresent() && to.filter(last -> last.isBefore(from.get())).isPresent()) {
      faults.add(FieldError.inParameter("to", "out_of_range", "must not be before from"));
    }
    var period = new ReportPeriod(from, to, zone(context, faults));
    if (!faults.isEmpty()) {
      return new Validated.Invalid<>(Problem.invalid(List.copyOf(faults)));
    }
    var request = new ReportRequest(report.get(), new SaleId(sale), period);
    return new Validated.Valid<>(new ReportQuery(request, format, Language.of(context)));
  }

  /** Returns the same as a question for a file that is written in the background. */
  ExportQuestion question() {
    return new ExportQuestion(request, format.word(), language.tag());
  }

  static Problem unknownSale() {
    return Problem.of(
        ProblemCode.SALE_NOT_FOUND, "The reports know no such sale, or do not know it yet.");
  }

  private static ReportFormat format(RequestContext context, List<FieldError> faults) {
    String word = context.query("format").orElse(ReportFormat.JSON.word());
    Optional<ReportFormat> format = ReportFormat.of(word);
    if (format.isEmpty()) {
      String known = String.join(", ", ReportFormat.words());
      faults.add(FieldError.inParameter("format", "invalid", "must be one of " + known));
    }
    return format.orElse(ReportFormat.JSON);
  }

  private static Optional<LocalDate> day(
      RequestContext context, String name, List<FieldError> faults) {
    Optional<String> text = context.query(name);
    if (text.isEmpty()) return Optional.empty();
    try {
      LocalDate day = LocalDate.parse(text.get());
      if (!day.isBefore(DAY_MIN) && !day.isAfter(DAY_MAX)) return Optional.of(day);
    } catch (DateTimeParseException notADay) {
      // Noted below, like a day out of range.
    }
    faults.add(
        FieldError.inParameter(
            name,
            "invalid",
            "must be a day like 2026-11-21, from %s to %s".formatted(DAY_MIN, DAY_MAX)));
    return Optional.empty();
  }

  private static ZoneId zone(RequestContext context, List<FieldError> faults) {
    String name = context.query("zone").orElse(ReportPeriod.WIB.getId());
    boolean isKnown = ZONES.contains(name) && (name.contains("/") || name.equals("UTC"));
    if (isKnown && !name.startsWith("SystemV/")) return ZoneId.of(name);
    faults.add(
        FieldError.inParameter("zone", "invalid", "must be a time zone like Asia/Jakarta, or UTC"));
    return ReportPeriod.WIB;
  }
}
