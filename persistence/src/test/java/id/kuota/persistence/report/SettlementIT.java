package id.kuota.persistence.report;

import static id.kuota.persistence.projection.SaleStory.CONCERT;
import static id.kuota.persistence.projection.SaleStory.NOON;
import static id.kuota.persistence.projection.SaleStory.PRICE;
import static id.kuota.persistence.projection.SaleStory.order;
import static id.kuota.persistence.projection.SaleStory.payment;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.projection.JournalWriter;
import id.kuota.persistence.projection.SaleStory;
import id.kuota.persistence.projection.SalesDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payments of a sale against the file of their gateway. */
final class SettlementIT {

  private static final ReportPeriod ALWAYS = ReportPeriod.always(ReportPeriod.WIB);

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();
  private final List<Settlement.Row> rows = new ArrayList<>();

  @BeforeEach
  void threeArePaidAndOneIsNot() throws SQLException {
    journal.begin(100).sell(1, 1, NOON).sell(2, 1, NOON).sell(3, 1, NOON).hold(4, 1, NOON);
    journal.write(4, SaleStory.paymentStarted(4, NOON));
    journal.write(2, new OrderEvent.PaymentFeeNoted(CONCERT, payment(2), 4_000, NOON));
    database.catchUp();
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void equalSidesTieWithTheFeeOnTopOrWithoutIt() throws IOException {
    Settlement.Outcome outcome =
        compare(ALWAYS, charged(1, PRICE), charged(2, PRICE + 4_000), charged(3, PRICE));
    assertThat(outcome.ties()).isTrue();
    assertThat(outcome.counts()).isEqualTo(Map.of(Settlement.Verdict.MATCHED, 3L));
    assertThat(outcome.asOf().position()).isNotEqualTo("0:0");
    assertThat(compare(ALWAYS, charged(1, PRICE), charged(2, PRICE), charged(3, PRICE)).ties())
        .isTrue();
  }

  @Test
  void everyDifferenceIsARow() throws IOException {
    var stranger = new Settlement.Charged("zzz", "t", 7);
    Settlement.Outcome outcome =
        compare(ALWAYS, charged(1, PRICE), charged(2, 1), charged(4, PRICE), stranger);
    assertThat(outcome.ties()).isFalse();
    assertThat(rows)
        .containsExactlyInAnyOrder(
            row(Settlement.Verdict.MATCHED, 1, "paid", PRICE, PRICE),
            row(Settlement.Verdict.DIFFERENT_AMOUNT, 2, "paid", PRICE + 4_000, 1L),
            row(Settlement.Verdict.MISSING_THERE, 3, "paid", PRICE, null),
            row(Settlement.Verdict.MISSING_HERE, 4, "open", null, PRICE),
            new Settlement.Row(Settlement.Verdict.MISSING_HERE, "zzz", "", "", null, 7L));
    assertThat(outcome.count(Settlement.Verdict.MISSING_HERE)).isEqualTo(2);
  }

  @Test
  void otherDaysAreNotMissedAndOtherSalesAreCounted() throws IOException {
    LocalDate later = LocalDate.of(2026, 12, 24);
    var period = new ReportPeriod(Optional.of(later), Optional.of(later), ReportPeriod.WIB);
    assertThat(compare(period, charged(1, PRICE)).counts())
        .isEqualTo(Map.of(Settlement.Verdict.MATCHED, 1L));
    Settlement.Outcome other =
        settlement().compare(new SaleId("other"), ALWAYS, List.of(charged(1, PRICE)), rows::add);
    assertThat(other.elsewhere()).isEqualTo(1);
    assertThat(other.ties()).isTrue();
  }

  private Settlement.Outcome compare(ReportPeriod period, Settlement.Charged... file)
      throws IOException {
    rows.clear();
    return settlement().compare(CONCERT, period, List.of(file), rows::add);
  }

  private Settlement settlement() {
    return new Settlement(database.source(), Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private static Settlement.Charged charged(int number, long amount) {
    return new Settlement.Charged(payment(number).value(), "transaction " + number, amount);
  }

  private static Settlement.Row row(
      Settlement.Verdict verdict,
      int number,
      String state,
      @Nullable Long here,
      @Nullable Long there) {
    return new Settlement.Row(
        verdict, payment(number).value(), order(number).value(), state, here, there);
  }
}
