package id.kuota.http.edge.export;

import id.kuota.http.edge.page.Language;
import id.kuota.persistence.report.AsOf;
import id.kuota.persistence.report.ReportHead;
import id.kuota.persistence.report.ReportPeriod;
import id.kuota.persistence.report.Wording;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The lines above a report, for people. */
record Headline(ReportHead head, Language language) {

  /** A time in a file for people; the zone stands above the table. */
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  static String in(Language language, Wording wording) {
    return switch (language) {
      case ENGLISH -> wording.english();
      case INDONESIAN -> wording.indonesian();
    };
  }

  private String say(String english, String indonesian) {
    return in(language, new Wording(english, indonesian));
  }

  String title() {
    return in(language, head.report().title()) + " - " + head.saleName();
  }

  /** Returns the title of the column, or of the line, that says of what moment the report is. */
  static String asOfTitle(Language language) {
    return in(language, new Wording("As of", "Posisi data"));
  }

  String asOf() {
    AsOf asOf = head.asOf();
    ReportPeriod period = head.request().period();
    return "%s: %s, %s (%s)"
        .formatted(
            asOfTitle(language),
            asOf.position(),
            TIME.format(asOf.at().atZone(period.zone())),
            period.zone().getId());
  }

  String period() {
    ReportPeriod period = head.request().period();
    return "%s: %s - %s, %s %s, %s: %s"
        .formatted(
            say("Days", "Hari"),
            day(period.from()),
            day(period.to()),
            say("zone", "zona"),
            period.zone().getId(),
            say("money in", "uang dalam"),
            head.currency());
  }

  private static String day(Optional<LocalDate> day) {
    return day.map(LocalDate::toString).orElse("...");
  }

  /** Returns the name of the file: sale, report and position. */
  String fileName(ReportFormat format) {
    return "%s_%s_%s.%s"
        .formatted(
            head.request().sale(),
            head.report().name(),
            head.asOf().position().replace(':', '-'),
            format.word());
  }
}
