package id.kuota.persistence.report;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The days of a report, both included, in the zone in which days begin.
 *
 * @param from empty: from the beginning
 * @param to empty: to the end
 */
public record ReportPeriod(Optional<LocalDate> from, Optional<LocalDate> to, ZoneId zone) {

  /** Western Indonesian Time: the zone of most sales, without summer time. */
  public static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

  /** All days. */
  public static ReportPeriod always(ZoneId zone) {
    return new ReportPeriod(Optional.empty(), Optional.empty(), zone);
  }

  /** Returns the first moment; {@link OffsetDateTime#MIN} is the database's {@code -infinity}. */
  OffsetDateTime begin() {
    return from.map(this::startOf).orElse(OffsetDateTime.MIN);
  }

  /** Returns the moment after the last. */
  OffsetDateTime end() {
    return to.map(last -> startOf(last.plusDays(1))).orElse(OffsetDateTime.MAX);
  }

  private OffsetDateTime startOf(LocalDate day) {
    return day.atStartOfDay(zone).toOffsetDateTime();
  }
}
