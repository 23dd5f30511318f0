package id.kuota.persistence.report;

import static id.kuota.persistence.report.ReportColumn.count;
import static id.kuota.persistence.report.ReportColumn.date;
import static id.kuota.persistence.report.ReportColumn.money;
import static id.kuota.persistence.report.ReportColumn.text;
import static id.kuota.persistence.report.ReportColumn.time;

import java.util.List;

/** Reports of the tables of the projection {@code sales}. */
final class SalesReports {

  private static final String SOURCE = "sales";

  /** A minute lies within one day of any zone: offsets are whole minutes. */
  static final Report DAILY_SALES =
      new Report(
          "daily-sales",
          new Wording("Daily sales", "Penjualan harian"),
          new Wording(
              "One row for each day on which an order changed: orders by the day of the change.",
              "Satu baris untuk setiap hari dengan perubahan pesanan, menurut hari perubahannya."),
          SOURCE,
          List.of("sale_minute"),
          List.of(
              date("day", "Day", "Hari"),
              count("placed", "Orders placed", "Pesanan dibuat"),
              count("paid", "Orders paid", "Pesanan dibayar"),
              count("cancelled", "Orders cancelled", "Pesanan dibatalkan"),
              count("expired", "Orders expired", "Pesanan kedaluwarsa"),
              money("revenue", "Revenue", "Pendapatan"),
              count("refunds_owed", "Refunds owed", "Refund terutang"),
              money("refund_amount", "Refund amount", "Jumlah refund")),
          """
          SELECT (minute AT TIME ZONE :zone)::date AS day, sum(placed)::bigint, sum(paid)::bigint,
                 sum(cancelled)::bigint, sum(expired)::bigint, sum(revenue)::bigint,
                 sum(refunds_owed)::bigint, sum(refund_amount)::bigint
          FROM sales.sale_minute
          WHERE sale_id = :sale AND minute >= :from AND minute < :until
          GROUP BY 1 ORDER BY 1
          """);

  static final Report QUOTAS =
      new Report(
          "quotas",
          new Wording("Units by quota and day", "Unit per kuota dan hari"),
          new Wording(
              "One row for each day and shared quota: units taken, sold and released on that day.",
              "Satu baris untuk setiap hari dan kuota bersama: unit diambil, terjual, dilepas."),
          SOURCE,
          List.of("quota_minute", "quota_summary"),
          List.of(
              date("day", "Day", "Hari"),
              text("quota", "Quota", "Kuota"),
              count("held", "Units held", "Unit ditahan"),
              count("sold", "Units sold", "Unit terjual"),
              count("released", "Units released", "Unit dilepas"),
              count("refused", "Requests refused", "Permintaan ditolak"),
              money("revenue", "Revenue", "Pendapatan")),
          """
          SELECT (m.minute AT TIME ZONE :zone)::date AS day, m.quota_id, sum(m.held)::bigint,
                 sum(m.sold)::bigint, sum(m.released)::bigint, sum(m.refused)::bigint,
                 sum(m.revenue)::bigint
          FROM sales.quota_summary q JOIN sales.quota_minute m USING (quota_id)
          WHERE q.sale_id = :sale AND NOT q.personal AND m.minute >= :from AND m.minute < :until
          GROUP BY 1, 2 ORDER BY 1, 2
          """);

  static final Report REFUNDS =
      new Report(
          "refunds",
          new Wording("Refunds", "Refund"),
          new Wording(
              "One row for each refund that there ever was, by the time since which it is owed.",
              "Satu baris untuk setiap refund yang pernah ada, menurut waktu sejak terutang."),
          SOURCE,
          List.of("refund"),
          List.of(
              time("since", "Owed since", "Terutang sejak"),
              text("refund", "Refund", "Refund"),
              text("order", "Order", "Pesanan"),
              text("payment", "Payment", "Pembayaran"),
              text("reason", "Reason", "Alasan"),
              text("status", "Status", "Status"),
              money("amount", "Amount", "Jumlah"),
              text("currency", "Currency", "Mata uang"),
              text("note", "Note", "Catatan"),
              time("changed_at", "Changed at", "Diubah pada")),
          """
          SELECT r.since, r.refund_id, r.order_id, r.payment_id, r.reason, r.status, r.amount,
                 coalesce(r.currency, l.currency), r.note, r.changed_at
          FROM sales.refund r JOIN sales.sale_listing l USING (sale_id)
          WHERE r.sale_id = :sale AND r.since >= :from AND r.since < :until
          ORDER BY r.since, r.refund_id
          """);

  static final Report ATTENDANCE =
      new Report(
          "attendance",
          new Wording("Attendance", "Kehadiran"),
          new Wording(
              "One row for each hour, gate and list, by the clock at the gate.",
              "Satu baris untuk setiap jam, gerbang dan daftar, menurut jam di gerbang."),
          SOURCE,
          List.of("gate_minute"),
          List.of(
              time("hour", "Hour", "Jam"),
              text("gate", "Gate", "Gerbang"),
              text("list", "List", "Daftar"),
              count("entered", "Entered", "Masuk"),
              count("departed", "Departed", "Keluar"),
              count("conflicts", "Conflicts", "Konflik")),
          """
          SELECT date_trunc('hour', minute, :zone) AS hour, gate_id, list_id, sum(entered)::bigint,
                 sum(departed)::bigint, sum(conflicts)::bigint
          FROM sales.gate_minute
          WHERE sale_id = :sale AND minute >= :from AND minute < :until
          GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
          """);

  static final Report TICKETS =
      new Report(
          "tickets",
          new Wording("Tickets by offer", "Tiket per penawaran"),
          new Wording(
              "One row for each offer: tickets that were sold and are not void. Days do not count.",
              "Satu baris untuk setiap penawaran: tiket terjual dan berlaku. Tanpa batas hari."),
          SOURCE,
          List.of("offer_tickets"),
          List.of(
              text("offer", "Offer", "Penawaran"), count("tickets", "Valid tickets", "Tiket sah")),
          """
          SELECT offer_id, tickets FROM sales.offer_tickets WHERE sale_id = :sale ORDER BY offer_id
          """);

  private SalesReports() {}
}
