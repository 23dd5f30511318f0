package id.kuota.persistence.demo;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.Order;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderState;
import id.kuota.engine.order.QuotaEffect;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.quota.Quota;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaState;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.persistence.projection.ProjectionRebuild;
import id.kuota.persistence.projection.SalesDatabase;
import id.kuota.persistence.readmodel.LiveSale;
import id.kuota.persistence.readmodel.LiveSales;
import id.kuota.persistence.reconciliation.EntityNumbers;
import id.kuota.persistence.reconciliation.Reconciliation;
import id.kuota.persistence.reconciliation.ReconciliationReport;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A history is what the engine could have written, and all that reads the journal agrees on it. */
final class DemoHistoryIT {

  private static final Instant END = Instant.parse("2026-11-21T05:00:00Z");
  private static final SaleId SALE = new SaleId("concert");
  private static final SaleTerms TERMS =
      new SaleTerms(
          "Concert",
          "IDR",
          END.minus(Duration.ofDays(1)),
          END.plus(Duration.ofDays(1)),
          Duration.ofMinutes(15),
          4,
          List.of(
              offer("floor", 900_000, List.of("floor", "venue")),
              offer("front", 4_000_000, List.of("front", "venue"))),
          List.of(
              new QuotaTerms("venue", 4_000),
              new QuotaTerms("floor", 3_000),
              new QuotaTerms("front", 300)));

  private static OfferTerms offer(String name, long face, List<String> quotas) {
    return new OfferTerms(new OfferId(name), name, new Price(face, List.of()), quotas);
  }

  /** Names of a form that the engine takes. */
  private static final class Names implements DemoNames {
    @Override
    public BuyerKey buyer(int number) {
      return new BuyerKey("buyer" + number);
    }

    @Override
    public OrderId order(int number) {
      return new OrderId("ord_" + String.format(Locale.ROOT, "%032d", number));
    }
  }

  private static List<DemoEvent> history(long seed) {
    return DemoHistory.of(new DemoSetting(SALE, TERMS, new Names(), 1_000, seed, END));
  }

  @Test
  void theSameSeedGivesTheSameHistory() {
    assertThat(history(7)).isEqualTo(history(7)).isNotEqualTo(history(8));
  }

  /** A stream that the rules do not take would fail to start its entity. */
  @Test
  void everyStreamIsOneThatTheRulesCouldHaveWritten() {
    Map<String, OrderState> orders = new HashMap<>();
    Map<String, QuotaState> quotas = new HashMap<>();
    for (DemoEvent event : history(1)) {
      switch (event.event()) {
        case OrderEvent happened ->
            orders.put(
                event.entity(),
                Order.evolve(
                    orders.getOrDefault(event.entity(), new OrderState.Absent()), happened));
        case QuotaEvent happened -> {
          QuotaState before = quotas.getOrDefault(event.entity(), new QuotaState.Unopened());
          QuotaState after = Quota.evolve(before, happened);
          quotas.put(event.entity(), after);
          assertThat(after)
              .isInstanceOfSatisfying(
                  QuotaState.Counting.class,
                  counting -> assertThat(counting.available()).isNotNegative());
        }
        default -> assertThat(event.entity()).matches("(Sale|Ticket)\\|.+");
      }
    }
    assertThat(orders).hasSizeGreaterThan(500);
    assertThat(orders.values())
        .as("no order owes its quotas anything")
        .allSatisfy(
            order -> assertThat(Order.quotaEffect(order)).isEqualTo(new QuotaEffect.Nothing()));
    assertThat(orders.values())
        .hasAtLeastOneElementOfType(OrderState.Held.class)
        .hasAtLeastOneElementOfType(OrderState.Paid.class)
        .hasAtLeastOneElementOfType(OrderState.Cancelled.class)
        .hasAtLeastOneElementOfType(OrderState.Expired.class);
  }

  @Test
  void allThatReadsTheJournalAgrees() throws SQLException {
    try (var database = new SalesDatabase()) {
      var journal = new DemoJournal(database.source());
      assertThat(journal.has(SALE)).isFalse();
      List<DemoEvent> events = history(1);
      var written = new long[1];
      journal.write(events, rows -> written[0] = rows);
      assertThat(written[0]).isEqualTo(events.size());
      assertThat(journal.has(SALE)).isTrue();
      database.catchUp();

      Clock clock = Clock.fixed(END.plusSeconds(1), ZoneOffset.UTC);
      ReconciliationReport report =
          new Reconciliation(database.source(), clock).run(EntityNumbers.NONE);
      assertThat(report.differences().kept()).isEmpty();
      assertThat(report.isClean()).isTrue();

      List<String> readModels = database.readModels();
      List<String> others = others(database);
      for (String projection : List.of("sales", "orders", "wake")) {
        new ProjectionRebuild(database.source()).run(projection, (rows, total, rate) -> {});
      }
      assertThat(database.readModels()).isEqualTo(readModels);
      assertThat(others(database)).isEqualTo(others);

      LiveSale sale = new LiveSales(database.source(), clock).find(SALE).orElseThrow();
      assertThat(sale.orders().paid()).isGreaterThan(sale.orders().placed() / 2);
      assertThat(sale.orders().expired()).isPositive();
      assertThat(sale.orders().cancelled()).isPositive();
      assertThat(sale.orders().refundsOwed()).isPositive();
      assertThat(sale.gates().inside()).isPositive();
      assertThat(sale.quotas()).anySatisfy(quota -> assertThat(quota.refused()).isPositive());
      long rush = sale.minutes().subList(0, 10).stream().mapToLong(LiveSale.Minute::placed).sum();
      long tail = sale.minutes().subList(50, 60).stream().mapToLong(LiveSale.Minute::placed).sum();
      assertThat(rush).isGreaterThan(3 * tail);
      assertThat(tail).isPositive();
    }
  }

  /** All rows of the other projections. */
  private static List<String> others(SalesDatabase database) throws SQLException {
    var all = new ArrayList<String>();
    for (String table :
        List.of(
            "orders.placed_order",
            "orders.order_line",
            "orders.payment",
            "orders.refund",
            "orders.ticket",
            "orders.check_in",
            "wake.quota",
            "wake.order_errand")) {
      List<String> rows =
          database.rows("SELECT '%1$s', t::text FROM %1$s t ORDER BY 2".formatted(table));
      // Errands come later: orders that are held are asked about at their deadline.
      if (!table.equals("wake.order_errand")) assertThat(rows).as(table).isNotEmpty();
      all.addAll(rows);
    }
    return all;
  }
}
