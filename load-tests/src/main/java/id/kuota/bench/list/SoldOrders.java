package id.kuota.bench.list;

import id.kuota.bench.surroundings.JournalRows;
import id.kuota.engine.ShortHash;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.TicketId;
import id.kuota.persistence.database.DatabaseSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A journal of the orders of one sale, with ids as random as real ones: of twenty, sixteen are
 * paid, with two tickets each, one is cancelled, two have expired and one is held.
 *
 * @param rows in the journal
 */
record SoldOrders(long orders, long rows) {

  static final SaleId SALE = new SaleId("lists");
  static final List<String> OFFERS = List.of("cat1", "cat2", "cat3", "cat4");
  static final long FACE = 5_000_000;

  private static final int ROWS_AT_ONCE = 4_000;
  private static final int QUANTITY = 2;
  private static final Duration HOLD = Duration.ofMinutes(15);

  /** When the first order is placed; one millisecond passes from each to the next. */
  static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  /** Writes the journal. */
  static SoldOrders write(DatabaseSettings database, int orders) throws SQLException {
    long written = 0;
    try (var rows = new JournalRows(database)) {
      for (int number = 0; number < orders; number++) {
        add(rows, number);
        if (rows.size() >= ROWS_AT_ONCE) written += rows.write();
      }
      written += rows.write();
    }
    return new SoldOrders(orders, written);
  }

  private static void add(JournalRows rows, int number) {
    OrderId order = order(number);
    String stream = "Order|" + order;
    Instant at = START.plusMillis(number);
    QuotaId quota = QuotaId.shared(SALE.value(), offer(number));
    rows.add(stream, placed(order, quota, number, at));
    switch (number % 20) {
      case 0 -> {} // Still held.
      case 1 -> end(rows, stream, new OrderEvent.OrderCancelled(SALE, at.plusSeconds(60)));
      case 2, 3 -> end(rows, stream, new OrderEvent.OrderExpired(SALE, at.plus(HOLD)));
      default -> {
        var payment = PaymentId.of(order.value(), "bench");
        rows.add(stream, new OrderEvent.PaymentStarted(payment, "midtrans", "qris", at));
        end(rows, stream, paid(order, payment, quota, number, at.plusSeconds(30)));
      }
    }
  }

  private static void end(JournalRows rows, String stream, OrderEvent end) {
    rows.add(stream, end);
    rows.add(stream, new OrderEvent.OrderDutyDone(START));
  }

  static OrderId order(int number) {
    return new OrderId("ord_" + ShortHash.of("bench/" + number) + "000000");
  }

  static String offer(int number) {
    return OFFERS.get(number % OFFERS.size());
  }

  static String buyer(int number) {
    return "buyer" + number;
  }

  private static OrderEvent.OrderPlaced placed(
      OrderId order, QuotaId quota, int number, Instant at) {
    var line =
        new OrderLine(
            new OfferId(offer(number)),
            "Category",
            new Price(FACE, List.of()).times(QUANTITY),
            List.of(quota));
    var content =
        new OrderContent(
            SALE,
            1,
            "IDR",
            new BuyerKey(buyer(number)),
            List.of(line),
            HOLD,
            0,
            "0123456789abcdef0123456789abcdef");
    return new OrderEvent.OrderPlaced(order, content, at.plus(HOLD), at);
  }

  private static OrderEvent.OrderPaid paid(
      OrderId order, PaymentId payment, QuotaId quota, int number, Instant at) {
    List<Ticket> tickets =
        IntStream.rangeClosed(1, QUANTITY)
            .mapToObj(n -> new Ticket(TicketId.of(order.value(), n), new OfferId(offer(number))))
            .toList();
    var revenue = List.of(new OrderEvent.Revenue(quota, QUANTITY * FACE));
    return new OrderEvent.OrderPaid(SALE, payment, "reference", revenue, tickets, at);
  }
}
