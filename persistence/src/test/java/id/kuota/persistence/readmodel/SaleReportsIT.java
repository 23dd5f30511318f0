package id.kuota.persistence.readmodel;

import static id.kuota.persistence.projection.SaleStory.CONCERT;
import static id.kuota.persistence.projection.SaleStory.FLOOR;
import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.PRICE;
import static id.kuota.persistence.projection.SaleStory.batch;
import static id.kuota.persistence.projection.SaleStory.buyersQuota;
import static id.kuota.persistence.projection.SaleStory.released;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleEvent;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import id.kuota.persistence.projection.JournalWriter;
import id.kuota.persistence.projection.SaleStory;
import id.kuota.persistence.projection.SalesDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions to the read models, answered from what the projection has made of a journal. */
final class SaleReportsIT {

  private static final Instant NOW = NOON.plusSeconds(300);
  private static final Instant NEXT_MINUTE = NOON.plusSeconds(60);

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();
  private final SaleReports reports =
      new SaleReports(database.source(), Clock.fixed(NOW, ZoneOffset.UTC));

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void aSaleInNumbers() throws SQLException {
    journal.begin(100).sell(1, 2, NOON).hold(2, 3, NOON).hold(3, 1, NEXT_MINUTE);
    journal
        .write(3, SaleStory.cancelled(NEXT_MINUTE))
        .write(batch(FLOOR, NEXT_MINUTE, released(3, 1)))
        .write(batch(buyersQuota(3), NEXT_MINUTE, released(3, 1)));
    database.catchUp();

    SaleReport report = reports.find(CONCERT).orElseThrow();

    assertThat(report.name()).isEqualTo("Concert");
    assertThat(report.currency()).isEqualTo("IDR");
    assertThat(report.orders()).isEqualTo(new SaleReport.Orders(3, 1, 1, 0, 0, 0, 2 * PRICE));
    assertThat(report.orders().held()).isEqualTo(1);
    assertThat(report.minutes())
        .containsExactly(
            new SaleReport.SaleMinute(NOON, new SaleReport.Orders(2, 1, 0, 0, 0, 0, 2 * PRICE)),
            new SaleReport.SaleMinute(NEXT_MINUTE, new SaleReport.Orders(1, 0, 1, 0, 0, 0, 0)));
    assertThat(report.quotas())
        .containsExactly(
            new SaleReport.Quota(
                FLOOR,
                100,
                3,
                2,
                1,
                0,
                2 * PRICE,
                6,
                List.of(
                    new SaleReport.QuotaMinute(NOON, 5, 2, 0, 0, 2 * PRICE),
                    new SaleReport.QuotaMinute(NEXT_MINUTE, 1, 0, 1, 0, 0))));
    assertThat(report.quotas().getFirst().available()).isEqualTo(95);
  }

  @Test
  void aReportIsAsOfNowWhenNothingWaits() throws SQLException {
    journal.begin(100);
    database.catchUp();

    SaleReport report = reports.find(CONCERT).orElseThrow();

    assertThat(report.asOf()).isEqualTo(NOW);
    assertThat(report.lag()).isZero();
  }

  @Test
  void aReportTellsHowLateItIs() throws SQLException {
    journal.at(NOON).begin(100);
    database.catchUp();
    journal.at(NOON.plusSeconds(100)).hold(1, 1, NOON);

    SaleReport report = reports.find(CONCERT).orElseThrow();

    assertThat(report.asOf()).as("the last row that is counted").isEqualTo(NOON);
    assertThat(report.lag()).as("age of the first that waits").isEqualTo(Duration.ofSeconds(200));
  }

  @Test
  void anUnknownSaleHasNoReport() {
    assertThat(reports.find(new SaleId("nowhere"))).isEmpty();
  }

  @Test
  void salesAreListedPageByPage() throws SQLException {
    for (String id : List.of("alpha", "beta", "gamma")) {
      var set = SaleStory.termsSet("Sale " + id);
      var sale = new SaleId(id);
      journal.write("Sale|" + id, new SaleEvent.SaleTermsSet(sale, set.terms(), "op", NOON));
      if (id.equals("beta")) {
        journal.write("Sale|" + id, new SaleEvent.SaleOpened(sale, "op", NEXT_MINUTE));
      }
    }
    database.catchUp();
    var listings = new SaleListings(database.source());

    var first = listings.page(Optional.empty(), 2);
    assertThat(first.hasMore()).isTrue();
    assertThat(first.rows())
        .extracting(SaleListing::sale)
        .extracting(SaleId::value)
        .containsExactly("alpha", "beta");
    assertThat(first.rows().getLast())
        .isEqualTo(
            new SaleListing(
                new SaleId("beta"),
                "Sale beta",
                "IDR",
                SaleView.Phase.OPEN,
                NOON,
                NOON.plus(Duration.ofDays(1)),
                2,
                NEXT_MINUTE));

    var second = listings.page(Optional.of(new SaleId("beta")), 2);
    assertThat(second.hasMore()).isFalse();
    assertThat(second.rows()).extracting(SaleListing::name).containsExactly("Sale gamma");
  }

  @Test
  void quotasWithOpenHoldsAreToBeAwake() throws SQLException {
    QuotaId buyer = buyersQuota(1);
    journal.begin(100).hold(1, 1, NOON).sell(2, 1, NOON);
    database.catchUp();
    Instant deadline = NOON.plusSeconds(900);

    assertThat(dueAt(deadline, 10)).as("shared ones at any time").containsExactly(FLOOR);
    assertThat(dueAt(deadline.plusMillis(1), 10)).containsExactly(FLOOR, buyer);
    assertThat(dueAt(deadline.plusMillis(1), 1)).containsExactly(FLOOR);

    journal.write(batch(FLOOR, NOON, released(1, 1))).write(batch(buyer, NOON, released(1, 1)));
    database.catchUp();
    assertThat(dueAt(deadline.plusSeconds(1), 10)).isEmpty();
  }

  private List<QuotaId> dueAt(Instant now, int limit) {
    var sleeping = new DueQuotas(database.source(), Runnable::run);
    return sleeping.dueAt(now, limit).toCompletableFuture().join();
  }
}
