package id.kuota.persistence.report;

/**
 * A column of a report.
 *
 * @param name in JSON; never changes once released
 * @param isSummed whether a total of all rows makes sense
 */
public record ReportColumn(String name, Kind kind, Wording title, boolean isSummed) {

  /** What a cell holds, if it is not empty. */
  public enum Kind {
    TEXT,
    /** A sum of money, in whole units of the sale's currency. */
    MONEY,
    /** How many: orders, units, tickets. */
    COUNT,
    TIME,
    /** A day in the zone of the request. */
    DATE
  }

  static ReportColumn text(String name, String english, String indonesian) {
    return new ReportColumn(name, Kind.TEXT, new Wording(english, indonesian), false);
  }

  static ReportColumn money(String name, String english, String indonesian) {
    return new ReportColumn(name, Kind.MONEY, new Wording(english, indonesian), true);
  }

  static ReportColumn count(String name, String english, String indonesian) {
    return new ReportColumn(name, Kind.COUNT, new Wording(english, indonesian), true);
  }

  static ReportColumn time(String name, String english, String indonesian) {
    return new ReportColumn(name, Kind.TIME, new Wording(english, indonesian), false);
  }

  static ReportColumn date(String name, String english, String indonesian) {
    return new ReportColumn(name, Kind.DATE, new Wording(english, indonesian), false);
  }
}
