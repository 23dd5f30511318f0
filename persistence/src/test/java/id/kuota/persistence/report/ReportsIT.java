package id.kuota.persistence.report;

import static id.kuota.persistence.projection.SaleStory.CONCERT;
import static id.kuota.persistence.projection.SaleStory.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.projection.JournalWriter;
import id.kuota.persistence.projection.MoneyStory;
import id.kuota.persistence.projection.ProjectionRebuild;
import id.kuota.persistence.projection.SaleStory;
import id.kuota.persistence.projection.SalesDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports of what is in the journal, on a real PostgreSQL. */
final class ReportsIT {

  /** A minute before and a minute after midnight in Jakarta; one day in UTC. */
  private static final Instant BEFORE_MIDNIGHT = Instant.parse("2026-11-21T16:59:59.999Z");

  private static final Instant MIDNIGHT = Instant.parse("2026-11-21T17:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
  private static final ZoneId UTC = ZoneId.of("UTC");

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();
  private Instant now = MIDNIGHT.plusSeconds(60);

  @BeforeEach
  void aSale() throws SQLException {
    journal.begin(100);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void aDayBeginsInTheZoneOfTheSaleAndNotInUtc() throws Exception {
    journal.sell(1, 1, BEFORE_MIDNIGHT).sell(2, 2, MIDNIGHT);
    database.catchUp();
    CollectingSink wib = read("daily-sales", ReportPeriod.always(ReportPeriod.WIB));
    assertThat(wib.rows)
        .containsExactly(
            "2026-11-21|1|1|0|0|" + PRICE + "|0|0", "2026-11-22|1|1|0|0|" + 2 * PRICE + "|0|0");
    assertThat(wib.totals).isEqualTo("|2|2|0|0|" + 3 * PRICE + "|0|0");
    assertThat(wib.counted).isEqualTo(2);
    assertThat(read("daily-sales", ReportPeriod.always(UTC)).rows)
        .containsExactly("2026-11-21|2|2|0|0|" + 3 * PRICE + "|0|0");
    assertThat(read("quotas", ReportPeriod.always(ReportPeriod.WIB)).rows)
        .containsExactly(
            "2026-11-21|concert.floor|1|1|0|0|" + PRICE,
            "2026-11-22|concert.floor|2|2|0|0|" + 2 * PRICE);
  }

  @Test
  void bothDaysOfThePeriodAreIncludedAndNoMomentBeyond() throws Exception {
    journal.sell(1, 1, BEFORE_MIDNIGHT).sell(2, 2, MIDNIGHT);
    database.catchUp();
    assertThat(read("daily-sales", days(DAY, DAY)).rows).singleElement().asString().contains("-21");
    assertThat(read("daily-sales", days(DAY.plusDays(1), DAY.plusDays(9))).rows)
        .singleElement()
        .asString()
        .contains("-22");
    assertThat(read("daily-sales", days(DAY.plusDays(2), DAY.plusDays(9))).rows).isEmpty();
  }

  @Test
  void everyReportIsReadAndSaysWhereItStands() throws Exception {
    journal.sell(1, 2, BEFORE_MIDNIGHT);
    MoneyStory.cancelTicket(journal, 1, MIDNIGHT);
    database.catchUp();
    for (Report report : Reports.all()) {
      CollectingSink sink = read(report.name(), ReportPeriod.always(ReportPeriod.WIB));
      assertThat(sink.head().asOf().position()).as(report.name()).matches("[1-9]\\d*:[1-9]\\d*");
      assertThat(sink.head().asOf().lag()).isEqualTo(Duration.ZERO);
      assertThat(sink.head().saleName()).isEqualTo("Concert");
      assertThat(sink.head().currency()).isEqualTo("IDR");
      assertThat(sink.rows).allSatisfy(row -> assertThat(columns(row)).isEqualTo(width(report)));
    }
    assertThat(read("refunds", ReportPeriod.always(UTC)).rows)
        .singleElement()
        .asString()
        .startsWith("2026-11-21T17:00:00Z|")
        .contains("|due|" + PRICE + "|IDR|");
    assertThat(read("tickets", ReportPeriod.always(UTC)).rows).containsExactly("floor|2");
  }

  @Test
  void ordersAreCountedByOfferAndMethodAndListedOneByOne() throws Exception {
    journal.sell(1, 1, BEFORE_MIDNIGHT).sell(2, 2, MIDNIGHT).hold(3, 1, MIDNIGHT);
    journal.write(
        2, new OrderEvent.PaymentFeeNoted(CONCERT, SaleStory.payment(2), 4_000, MIDNIGHT));
    database.catchUp();
    ReportPeriod always = ReportPeriod.always(ReportPeriod.WIB);
    assertThat(read("offers", always).rows)
        .containsExactly(
            "2026-11-21|floor|Floor|1|1|" + PRICE, "2026-11-22|floor|Floor|1|2|" + 2 * PRICE);
    assertThat(read("payment-methods", always).rows)
        .containsExactly(
            "2026-11-21|fake|virtual_account|1|1|0|0|" + PRICE + "|0|0",
            "2026-11-22|fake|virtual_account|1|1|0|0|" + 2 * PRICE + "|4000|0");
    assertThat(read("fees", always).rows)
        .containsExactly(
            "2026-11-21T17:00:00Z|%s|%s|fake|virtual_account|%d|4000"
                .formatted(SaleStory.payment(2), SaleStory.order(2), 2 * PRICE));
    assertThat(read("orders", always).rows)
        .extracting(row -> row.split("\\|", -1)[2])
        .containsExactly("paid", "paid", "held");
  }

  @Test
  void atOnePositionAReportIsTheSameLaterAndAfterARebuild() throws Exception {
    journal.sell(1, 2, BEFORE_MIDNIGHT).sell(2, 1, MIDNIGHT);
    database.catchUp();
    CollectingSink first = read("daily-sales", ReportPeriod.always(UTC));
    now = now.plus(Duration.ofDays(1));
    CollectingSink later = read("daily-sales", ReportPeriod.always(UTC));
    assertThat(later.rows).isEqualTo(first.rows);
    assertThat(later.head()).isEqualTo(first.head());
    new ProjectionRebuild(database.source()).run("sales", (rows, total, rate) -> {});
    CollectingSink rebuilt = read("daily-sales", ReportPeriod.always(UTC));
    assertThat(rebuilt.rows).isEqualTo(first.rows);
    assertThat(rebuilt.head()).isEqualTo(first.head());
  }

  @Test
  void whatIsCommittedAfterTheOpeningIsNotInTheReport() throws Exception {
    journal.sell(1, 1, MIDNIGHT);
    database.catchUp();
    var sink = new CollectingSink();
    try (OpenReport report = open("daily-sales", ReportPeriod.always(UTC)).orElseThrow()) {
      journal.sell(2, 1, MIDNIGHT);
      database.catchUp();
      report.writeTo(sink);
    }
    assertThat(sink.rows).containsExactly("2026-11-21|1|1|0|0|" + PRICE + "|0|0");
  }

  @Test
  void rowsAreCountedAsFarAsNeeded() throws Exception {
    journal.sell(1, 1, BEFORE_MIDNIGHT).sell(2, 1, MIDNIGHT);
    database.catchUp();
    try (OpenReport report =
        open("daily-sales", ReportPeriod.always(ReportPeriod.WIB)).orElseThrow()) {
      assertThat(report.hasMoreThan(1)).isTrue();
      assertThat(report.hasMoreThan(2)).isFalse();
    }
  }

  @Test
  void anUnknownSaleHasNoReportAndKeepsNoConnection() {
    var unknown = new SaleId("nothing");
    Report report = Reports.named("refunds").orElseThrow();
    for (int i = 0; i < 2 * database.settings().poolSize(); i++) {
      var request = new ReportRequest(report, unknown, ReportPeriod.always(UTC));
      assertThat(reader().open(request)).isEmpty();
    }
  }

  private CollectingSink read(String name, ReportPeriod period) throws IOException {
    var sink = new CollectingSink();
    try (OpenReport report = open(name, period).orElseThrow()) {
      report.writeTo(sink);
    }
    return sink;
  }

  private Optional<OpenReport> open(String name, ReportPeriod period) {
    return reader().open(new ReportRequest(Reports.named(name).orElseThrow(), CONCERT, period));
  }

  private ReportReader reader() {
    return new ReportReader(database.source(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static ReportPeriod days(LocalDate from, LocalDate to) {
    return new ReportPeriod(Optional.of(from), Optional.of(to), ReportPeriod.WIB);
  }

  private static int width(Report report) {
    return report.columns().size();
  }

  private static int columns(String row) {
    return row.split("\\|", -1).length;
  }
}
