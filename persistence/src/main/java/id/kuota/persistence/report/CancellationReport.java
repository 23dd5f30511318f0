package id.kuota.persistence.report;

import static id.kuota.persistence.report.ReportColumn.count;
import static id.kuota.persistence.report.ReportColumn.money;
import static id.kuota.persistence.report.ReportColumn.text;
import static id.kuota.persistence.report.ReportColumn.time;

import java.util.List;

/** What became of the orders of a cancelled event, and of their money. */
final class CancellationReport {

  /**
   * An order has a row for each of its refunds, or one row without a refund; so the count of an
   * order's units stands in its first row only, and sums add up.
   */
  static final Report CANCELLATION =
      new Report(
          "cancellation",
          new Wording("Cancelled event", "Acara yang dibatalkan"),
          new Wording(
              "One row for each refund, and for each order without one, by the time of the order.",
              "Satu baris untuk setiap refund, dan setiap pesanan tanpa refund, menurut waktunya."),
          "orders",
          List.of("placed_order", "refund", "payment"),
          List.of(
              time("placed_at", "Placed at", "Dibuat pada"),
              text("order", "Order", "Pesanan"),
              text("state", "State", "Status"),
              count("units", "Units", "Unit"),
              count("taken_back", "Tickets taken back", "Tiket ditarik"),
              text("refund", "Refund", "Refund"),
              text("refund_status", "Refund status", "Status refund"),
              money("amount", "Refund amount", "Jumlah refund"),
              text("currency", "Currency", "Mata uang"),
              text("gateway", "Gateway", "Gerbang pembayaran"),
              text("method", "Method", "Metode"),
              text("payment", "Payment", "Pembayaran"),
              text("reference", "Reference of the gateway", "Referensi gerbang pembayaran"),
              text("reason", "Reason", "Alasan"),
              text("note", "Note", "Catatan"),
              time("since", "Owed since", "Terutang sejak"),
              time("changed_at", "Changed at", "Diubah pada")),
          """
          SELECT placed_at, order_id, state,
                 CASE WHEN number = 1 THEN units END, CASE WHEN number = 1 THEN taken_back END,
                 refund_id, status, amount, currency, gateway, method, payment_id, reference,
                 reason, note, since, changed_at
          FROM (
            SELECT o.placed_at, o.order_id, o.state, o.units::bigint AS units,
                   o.tickets_cancelled::bigint AS taken_back, r.refund_id, r.status, r.amount,
                   o.currency, p.gateway, p.method, p.payment_id, p.reference, r.reason, r.note,
                   r.since, r.changed_at,
                   row_number() OVER (PARTITION BY o.order_id ORDER BY r.since, r.refund_id)
                     AS number
            FROM orders.placed_order o
              LEFT JOIN orders.refund r ON r.order_id = o.order_id
              LEFT JOIN orders.payment p ON p.payment_id = coalesce(r.payment_id, o.payment_id)
            WHERE o.sale_id = :sale AND o.placed_at >= :from AND o.placed_at < :until
              AND (o.state <> 'expired' OR r.refund_id IS NOT NULL)
          ) rows
          ORDER BY placed_at, order_id, number
          """);

  private CancellationReport() {}
}
