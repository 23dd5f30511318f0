package id.kuota.persistence.report;

import static id.kuota.persistence.report.ReportColumn.count;
import static id.kuota.persistence.report.ReportColumn.date;
import static id.kuota.persistence.report.ReportColumn.money;
import static id.kuota.persistence.report.ReportColumn.text;
import static id.kuota.persistence.report.ReportColumn.time;

import java.util.List;

/** Reports of the tables of the projection {@code orders}. Buyers are in none of them. */
final class OrderReports {

  private static final String SOURCE = "orders";

  static final Report OFFERS =
      new Report(
          "offers",
          new Wording("Sales by offer and day", "Penjualan per penawaran dan hari"),
          new Wording(
              "One row for each day and offer: what was paid on that day, cancelled tickets included.",
              "Satu baris untuk setiap hari dan penawaran: yang dibayar hari itu, tiket batal pun."),
          SOURCE,
          List.of("placed_order", "order_line"),
          List.of(
              date("day", "Day", "Hari"),
              text("offer", "Offer", "Penawaran"),
              text("name", "Name", "Nama"),
              count("orders", "Orders", "Pesanan"),
              count("units", "Units", "Unit"),
              money("amount", "Amount", "Jumlah")),
          """
          SELECT (o.paid_at AT TIME ZONE :zone)::date AS day, l.offer_id, max(l.name),
                 count(DISTINCT o.order_id), sum(l.quantity)::bigint, sum(l.total)::bigint
          FROM orders.placed_order o JOIN orders.order_line l USING (order_id)
          WHERE o.sale_id = :sale AND o.state = 'paid' AND o.paid_at >= :from AND o.paid_at < :until
          GROUP BY 1, 2 ORDER BY 1, 2
          """);

  static final Report METHODS =
      new Report(
          "payment-methods",
          new Wording("Payments by method and day", "Pembayaran per metode dan hari"),
          new Wording(
              "One row for each day, gateway and method: attempts by the day on which they began.",
              "Satu baris untuk setiap hari, gerbang dan metode, menurut hari mulainya."),
          SOURCE,
          List.of("payment"),
          List.of(
              date("day", "Day", "Hari"),
              text("gateway", "Gateway", "Gerbang pembayaran"),
              text("method", "Method", "Metode"),
              count("started", "Started", "Dimulai"),
              count("paid", "Paid", "Dibayar"),
              count("failed", "Failed", "Gagal"),
              count("unsettled", "Not settled", "Belum selesai"),
              money("received", "Received", "Diterima"),
              money("fee", "Fees on top", "Biaya tambahan"),
              money("returned", "Returned by itself", "Kembali sendiri")),
          """
          SELECT (started_at AT TIME ZONE :zone)::date AS day, gateway, method, count(*),
                 count(*) FILTER (WHERE state IN ('paid', 'charged_back')),
                 count(*) FILTER (WHERE state = 'failed'),
                 count(*) FILTER (WHERE state IN ('open', 'unknown', 'review')),
                 sum(received)::bigint, sum(fee)::bigint, sum(returned)::bigint
          FROM orders.payment
          WHERE sale_id = :sale AND started_at >= :from AND started_at < :until
          GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
          """);

  static final Report FEES =
      new Report(
          "fees",
          new Wording("Fees of gateways", "Biaya gerbang pembayaran"),
          new Wording(
              "One row for each payment whose gateway has put a fee on top, which the buyer has paid.",
              "Satu baris untuk setiap pembayaran dengan biaya tambahan yang dibayar pembeli."),
          SOURCE,
          List.of("payment"),
          List.of(
              time("started_at", "Started at", "Dimulai pada"),
              text("payment", "Payment", "Pembayaran"),
              text("order", "Order", "Pesanan"),
              text("gateway", "Gateway", "Gerbang pembayaran"),
              text("method", "Method", "Metode"),
              money("received", "Received without fee", "Diterima tanpa biaya"),
              money("fee", "Fee", "Biaya")),
          """
          SELECT started_at, payment_id, order_id, gateway, method, received, fee
          FROM orders.payment
          WHERE sale_id = :sale AND started_at >= :from AND started_at < :until AND fee <> 0
          ORDER BY started_at, payment_id
          """);

  static final Report ORDERS =
      new Report(
          "orders",
          new Wording("Orders", "Pesanan"),
          new Wording(
              "One row for each order, whatever became of it, by the time at which it was placed.",
              "Satu baris untuk setiap pesanan, apa pun akhirnya, menurut waktu dibuatnya."),
          SOURCE,
          List.of("placed_order"),
          List.of(
              time("placed_at", "Placed at", "Dibuat pada"),
              text("order", "Order", "Pesanan"),
              text("state", "State", "Status"),
              count("units", "Units", "Unit"),
              money("total", "Total", "Total"),
              text("currency", "Currency", "Mata uang"),
              text("gateway", "Gateway", "Gerbang pembayaran"),
              text("method", "Method", "Metode"),
              text("payment", "Payment", "Pembayaran"),
              time("paid_at", "Paid at", "Dibayar pada"),
              time("ended_at", "Ended at", "Berakhir pada"),
              count("tickets_cancelled", "Tickets cancelled", "Tiket dibatalkan")),
          """
          SELECT placed_at, order_id, state, units, total, currency, gateway, method, payment_id,
                 paid_at, ended_at, tickets_cancelled
          FROM orders.placed_order
          WHERE sale_id = :sale AND placed_at >= :from AND placed_at < :until
          ORDER BY placed_at, order_id
          """);

  private OrderReports() {}
}
