package id.kuota.http.edge.export;

import id.kuota.http.edge.page.Language;
import id.kuota.persistence.report.Report;
import id.kuota.persistence.report.ReportColumn;
import java.util.List;

/** The reports that there are, on the wire. */
record ReportListJson(List<ReportJson> reports, List<String> formats) {

  /**
   * One report.
   *
   * @param about what a row of it is
   */
  record ReportJson(String name, String title, String about, List<ColumnJson> columns) {}

  record ColumnJson(String name, ReportColumn.Kind kind, String title) {}

  static ReportListJson of(List<Report> reports, Language language) {
    return new ReportListJson(
        reports.stream()
            .map(
                report ->
                    new ReportJson(
                        report.name(),
                        Headline.in(language, report.title()),
                        Headline.in(language, report.about()),
                        report.columns().stream().map(column -> of(column, language)).toList()))
            .toList(),
        ReportFormat.words());
  }

  private static ColumnJson of(ReportColumn column, Language language) {
    return new ColumnJson(column.name(), column.kind(), Headline.in(language, column.title()));
  }
}
