package id.kuota.http.edge.report;

import id.kuota.persistence.readmodel.SaleReport;
import java.time.Instant;
import java.util.List;

/** The report of a sale on the wire. */
record ReportJson(
    String sale,
    String name,
    String currency,
    Instant asOf,
    long lagMs,
    OrdersJson orders,
    List<QuotaJson> quotas,
    List<MinuteJson> minutes) {

  record OrdersJson(
      long placed,
      long held,
      long paid,
      long cancelled,
      long expired,
      long refundsOwed,
      long refundAmount,
      long revenue) {

    static OrdersJson of(SaleReport.Orders orders) {
      return new OrdersJson(
          orders.placed(),
          orders.held(),
          orders.paid(),
          orders.cancelled(),
          orders.expired(),
          orders.refundsOwed(),
          orders.refundAmount(),
          orders.revenue());
    }
  }

  record QuotaJson(
      String quota,
      long capacity,
      long available,
      long held,
      long sold,
      long released,
      long refused,
      long revenue,
      long revision,
      List<SaleReport.QuotaMinute> minutes) {

    static QuotaJson of(SaleReport.Quota quota) {
      return new QuotaJson(
          quota.quota().value(),
          quota.capacity(),
          quota.available(),
          quota.held(),
          quota.sold(),
          quota.released(),
          quota.refused(),
          quota.revenue(),
          quota.revision(),
          quota.minutes());
    }
  }

  /** The changes of orders within one minute; no order is "held" in a minute. */
  record MinuteJson(
      Instant minute,
      long placed,
      long paid,
      long cancelled,
      long expired,
      long refundsOwed,
      long refundAmount,
      long revenue) {

    static MinuteJson of(SaleReport.SaleMinute minute) {
      SaleReport.Orders orders = minute.orders();
      return new MinuteJson(
          minute.minute(),
          orders.placed(),
          orders.paid(),
          orders.cancelled(),
          orders.expired(),
          orders.refundsOwed(),
          orders.refundAmount(),
          orders.revenue());
    }
  }

  static ReportJson of(SaleReport report) {
    return new ReportJson(
        report.sale().value(),
        report.name(),
        report.currency(),
        report.asOf(),
        report.lag().toMillis(),
        OrdersJson.of(report.orders()),
        report.quotas().stream().map(QuotaJson::of).toList(),
        report.minutes().stream().map(MinuteJson::of).toList());
  }
}
