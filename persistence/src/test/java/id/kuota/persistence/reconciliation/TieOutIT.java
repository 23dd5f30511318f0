package id.kuota.persistence.reconciliation;

import static id.kuota.persistence.projection.MoneyStory.cancelTicket;
import static id.kuota.persistence.projection.MoneyStory.expire;
import static id.kuota.persistence.projection.MoneyStory.lateMoney;
import static id.kuota.persistence.projection.MoneyStory.payLate;
import static id.kuota.persistence.projection.MoneyStory.refundOwed;
import static id.kuota.persistence.projection.SaleStory.CONCERT;
import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.PRICE;
import static id.kuota.persistence.projection.SaleStory.order;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.projection.JournalWriter;
import id.kuota.persistence.projection.SaleStory;
import id.kuota.persistence.projection.SalesDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sources of a sale's numbers agree, and a planted difference is found and named. */
final class TieOutIT {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();

  @BeforeEach
  void ordersOfEveryKind() throws SQLException {
    journal.begin(100);
    expire(journal, 1, NOON);
    payLate(journal, 1, NOON);
    expire(journal, 2, NOON);
    journal.write(2, lateMoney(2, NOON)).write(2, refundOwed(2, NOON));
    journal.sell(3, 2, NOON).sellFree(4, 1, NOON).hold(5, 1, NOON);
    cancelTicket(journal, 3, NOON);
    database.catchUp();
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void everyLineTies() {
    TieOutReport report = tieOut(LONG);
    assertThat(report.ties()).as(report.render()).isTrue();
    assertThat(report.journalRead()).isTrue();
    assertThat(report.sales().position()).isEqualTo(report.orders().position());
    assertThat(values(report, "orders_placed"))
        .isEqualTo("minutes 5, orders 5, report 5, journal 5");
    assertThat(values(report, "orders_paid")).isEqualTo("minutes 3, orders 3, report 3, journal 3");
    assertThat(values(report, "orders_ended"))
        .isEqualTo("minutes 2, orders 2, report 2, journal 2");
    assertThat(values(report, "revenue"))
        .isEqualTo("minutes %1$d, quotas %1$d, report %1$d, journal %1$d".formatted(2 * PRICE));
    assertThat(values(report, "paid_amount"))
        .isEqualTo("orders %1$d, gateway %1$d, report %1$d, journal %1$d".formatted(3 * PRICE));
    assertThat(values(report, "tickets_issued"))
        .isEqualTo("orders 4, tickets 4, report 4, journal 4");
    assertThat(values(report, "refunds")).isEqualTo("refunds 2, orders 2, journal 2");
    assertThat(values(report, "refund_amount"))
        .isEqualTo("refunds %1$d, orders %1$d, journal %1$d".formatted(2 * PRICE));
  }

  @Test
  void anOrderThatIsNotAsTheJournalSaysIsListed() throws SQLException {
    String third = order(3).value();
    database.execute(
        "UPDATE orders.payment SET received = 1 WHERE order_id = '%s'".formatted(third));
    database.execute("DELETE FROM orders.placed_order WHERE order_id = '%s'".formatted(order(5)));
    database.execute(
        """
        INSERT INTO orders.placed_order SELECT 'ord_x', sale_id, buyer_key, 'expired', late, currency,
          total, units, payment_id, gateway, method, placed_at, held_until, paid_at, ended_at,
          changed_at, tickets_cancelled, revision FROM orders.placed_order LIMIT 1
        """);
    TieOutReport report = tieOut(LONG);
    assertThat(report.ties()).isFalse();
    assertThat(report.rows())
        .containsExactly(
            new TieOutReport.Row(third, "paid", Long.toString(2 * PRICE), "1"),
            new TieOutReport.Row(order(5).value(), "order", "held", "none"),
            new TieOutReport.Row("ord_x", "order", "none", "expired"));
    assertThat(report.rowsFound()).isEqualTo(3);
    assertThat(difference(report, "paid_amount")).isEqualTo(2 * PRICE - 1);
    assertThat(difference(report, "orders_ended")).isEqualTo(1);
    assertThat(report.render()).contains("DIFFERS by", "rows that differ: 3");
  }

  @Test
  void aWrongCountIsADifferenceOfItsLine() throws SQLException {
    database.execute("UPDATE sales.sale_minute SET revenue = revenue + 7");
    TieOutReport report = tieOut(LONG);
    assertThat(difference(report, "revenue")).isPositive();
    assertThat(difference(report, "orders_paid")).isZero();
    assertThat(report.rows()).isEmpty();
    assertThat(report.ties()).isFalse();
  }

  @Test
  void aProjectionThatLagsIsComparedWithTheJournalOfItsOwnPosition() throws SQLException {
    journal.sell(6, 1, NOON);
    database.catchUpSales();
    TieOutReport report = tieOut(LONG);
    assertThat(report.sales().position()).isNotEqualTo(report.orders().position());
    assertThat(report.ties()).as(report.render()).isTrue();
    assertThat(values(report, "orders_placed"))
        .isEqualTo("minutes 6, orders 5, report 6, journal 6, journal 5");
  }

  @Test
  void aJournalThatTakesTooLongIsLeftOut() {
    TieOutReport report = tieOut(Duration.ZERO);
    assertThat(report.journalRead()).isFalse();
    assertThat(report.ties()).isTrue();
    assertThat(values(report, "orders_placed")).isEqualTo("minutes 5, orders 5, report 5");
  }

  @Test
  void anotherSaleHasNoTieOut() {
    assertThat(comparison().of(new SaleId("nothing"), LONG)).isEmpty();
  }

  private TieOutReport tieOut(Duration most) {
    return comparison().of(CONCERT, most).orElseThrow();
  }

  private TieOut comparison() {
    return new TieOut(database.source(), Clock.fixed(SaleStory.NOON, ZoneOffset.UTC));
  }

  private static String values(TieOutReport report, String line) {
    return line(report, line).values().stream()
        .map(value -> value.source() + " " + value.value())
        .collect(Collectors.joining(", "));
  }

  private static long difference(TieOutReport report, String line) {
    return line(report, line).difference();
  }

  private static TieOutReport.Line line(TieOutReport report, String name) {
    return report.lines().stream()
        .filter(line -> line.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
