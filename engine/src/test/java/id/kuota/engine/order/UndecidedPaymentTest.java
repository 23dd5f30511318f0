package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixture.answered;
import static id.kuota.engine.order.OrderFixtures.report;
import static id.kuota.engine.payment.PaymentReport.Result.SETTLED;
import static id.kuota.engine.payment.PaymentReport.Result.UNDER_REVIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import id.kuota.engine.quota.HoldResolution;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A card payment stays under review, and the gateway ends nothing: however the order is woken, the
 * gateway is asked eight times in two minutes and then every few hours.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UndecidedPaymentTest {

  private static final long FIRST_TRY = OrderHoldPlan.moment(at("10:00"));
  private static final Instant DEADLINE = at("10:15");

  @RegisterExtension final OrderFixture order = new OrderFixture("undecided");

  @BeforeEach
  void aPaymentUnderReview() {
    order.placeAndGrant();
    order.ask(new OrderCommand.StartPayment(order.payment("first"), "fake", "card"));
    order.gateways().says(new StatusOutcome.Known(report(order.payment("first"), UNDER_REVIEW)));
    order.gateways().says(new CancelOutcome.Unknown("412 Transaction status cannot be updated."));
  }

  @Test
  void itIsAskedAboutEightTimesWhileItsQuotaAsksEverySecond() {
    order.fixture().clock.set(DEADLINE.plusMillis(500));
    for (int second = 0; second < 119; second++) {
      assertThat(order.resolution(FIRST_TRY)).isEqualTo(HoldResolution.Word.WAIT);
      settle();
      order.fixture().pass(Duration.ofSeconds(1));
      settle();
    }
    assertThat(questions()).isEqualTo(8);
    assertThat(order.gateways().asked())
        .as("it cannot be ended")
        .allMatch(PaymentRef.class::isInstance);
    order.fixture().clock.set(DEADLINE.plusSeconds(121));
    assertThat(order.resolution(FIRST_TRY)).isEqualTo(HoldResolution.Word.RELEASE);
  }

  @Test
  void neitherRestartsNorReadsNorTheWakerMakeThePausesShort() {
    order.fixture().clock.set(DEADLINE.plusMillis(500));
    for (int second = 0; second < 119; second++) {
      order.restart();
      order.resolution(FIRST_TRY);
      order.tell(new OrderMessage.Wake());
      settle();
      order.fixture().clock.pass(Duration.ofSeconds(1));
      settle();
    }
    assertThat(questions()).isEqualTo(8);
    order.fixture().clock.set(DEADLINE.plusSeconds(121));
    order.resolution(FIRST_TRY);
    long before = questions();
    for (int minute = 0; minute < 24 * 60; minute += 10) {
      order.restart();
      order.tell(new OrderMessage.Wake());
      settle();
      order.fixture().clock.pass(Duration.ofMinutes(10));
    }
    assertThat(questions() - before).as("in a day").isBetween(6L, 14L);
  }

  @Test
  void theDecisionIsTakenWhenItComes() {
    askInVainForAnHour();
    order.ask(new OrderCommand.RecordPayment(report(order.payment("first"), SETTLED)));
    await().until(() -> answered(order.look()).view().status() == OrderView.Status.RETAKING);
  }

  @Test
  void newsMakesARefundDueAtOnceAndRepeatedNewsDoesNotHammer() {
    order.ask(new OrderCommand.CancelOrder());
    order.gateways().says(new RefundOutcome.NotNow("412 it is not settled yet"));
    order.ask(order.settled("first"));
    for (int minute = 0; minute < 60; minute += 5) {
      order.tell(new OrderMessage.Wake());
      settle();
      order.fixture().clock.pass(Duration.ofMinutes(5));
    }
    long before = refunds();
    for (int second = 0; second < 20; second++) {
      order.ask(order.settled("first"));
      settle();
      order.fixture().pass(Duration.ofSeconds(1));
      settle();
    }
    assertThat(refunds() - before).as("every five seconds at most").isBetween(2L, 5L);
    order.gateways().says(new RefundOutcome.Done("r-1"));
    settle();
    order.fixture().clock.pass(Duration.ofSeconds(10));
    order.ask(order.settled("first"));
    await().until(() -> answered(order.look()).view().status() == OrderView.Status.REFUNDED);
  }

  @Test
  void aGatewayThatIsNotAskedLengthensNoPauseAndLeavesNothingInTheJournal() {
    order.gateways().says(new StatusOutcome.NotAsked("busy"));
    order.fixture().clock.set(DEADLINE.plusMillis(500));
    int written = order.journal().size();
    for (int second = 0; second < 60; second++) {
      order.resolution(FIRST_TRY);
      settle();
      order.fixture().pass(Duration.ofSeconds(1));
      settle();
    }
    assertThat(order.journal()).hasSize(written);
    assertThat(questions()).as("it is tried again soon").isBetween(5L, 12L);
    order.gateways().says(new StatusOutcome.Known(report(order.payment("first"), SETTLED)));
    order.restart();
    await().until(() -> answered(order.look()).view().status() == OrderView.Status.PAID);
  }

  @Test
  void anAnswerThatChangesNothingIsNoReasonToAskAgainAtOnce() {
    var nothing =
        new PaymentReport(
            order.payment("first"), order.id().value(), "reference", 0, "IDR", SETTLED);
    order.gateways().says(new StatusOutcome.Known(nothing));
    order.fixture().clock.set(DEADLINE.plusMillis(500));
    order.resolution(FIRST_TRY);
    settle();
    order.look();
    assertThat(questions()).isEqualTo(1);
  }

  private void askInVainForAnHour() {
    order.fixture().clock.set(at("10:18"));
    order.resolution(FIRST_TRY);
    settle();
    order.fixture().clock.pass(Duration.ofHours(1));
    settle();
  }

  /**
   * Waits until the answers of a gateway that a message leads to are in the journal. A reply comes
   * before the gateway is asked, so the second look may overtake the first answer, which leads to
   * the second question; the third look may overtake the second answer, and the fourth cannot.
   */
  private void settle() {
    for (int looks = 0; looks < 4; looks++) order.look();
  }

  private long questions() {
    return order.gateways().asked().size();
  }

  private long refunds() {
    return order.gateways().asked().stream().filter(RefundRequest.class::isInstance).count();
  }
}
