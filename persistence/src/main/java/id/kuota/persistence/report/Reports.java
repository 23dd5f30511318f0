package id.kuota.persistence.report;

import java.util.List;
import java.util.Optional;

/** The catalogue of reports. */
public final class Reports {

  private static final List<Report> ALL =
      List.of(
          SalesReports.DAILY_SALES,
          OrderReports.OFFERS,
          SalesReports.QUOTAS,
          OrderReports.METHODS,
          OrderReports.FEES,
          OrderReports.ORDERS,
          SalesReports.REFUNDS,
          CancellationReport.CANCELLATION,
          SalesReports.ATTENDANCE,
          SalesReports.TICKETS);

  private Reports() {}

  /** Returns all reports, in the order in which they are listed. */
  public static List<Report> all() {
    return ALL;
  }

  public static Optional<Report> named(String name) {
    return ALL.stream().filter(report -> report.name().equals(name)).findFirst();
  }
}
