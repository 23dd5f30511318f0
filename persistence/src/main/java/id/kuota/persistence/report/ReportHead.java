package id.kuota.persistence.report;

/**
 * What stands above a report.
 *
 * @param saleName as the organiser has named the sale
 * @param currency of all its money
 */
public record ReportHead(ReportRequest request, String saleName, String currency, AsOf asOf) {

  public Report report() {
    return request.report();
  }
}
