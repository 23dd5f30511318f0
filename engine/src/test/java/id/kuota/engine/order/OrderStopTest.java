package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixture.answer;
import static id.kuota.engine.order.OrderFixture.answered;
import static id.kuota.engine.order.OrderFixture.granted;
import static id.kuota.engine.order.OrderFixtures.*;
import static id.kuota.engine.payment.PaymentReport.Result.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Limits;
import id.kuota.engine.payment.StatusOutcome;
import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shard tells an order to stop, and the order is in the middle of something. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OrderStopTest {

  private static final long FIRST_TRY = OrderHoldPlan.moment(at("10:00"));

  @RegisterExtension final OrderFixture order = new OrderFixture("stop");

  @Test
  void withNothingToDoItStopsAtOnce() {
    order.placeAndGrant();
    order.tellToStop();
    order.awaitEnd();
  }

  @Test
  void thatIsBeingPlacedIsPlacedAndAnswersFirst() {
    order.tell(new OrderMessage.Place(content(), order.buyer().ref()));
    QuotaBatcher.Submit hold = order.submitted();
    order.tellToStop();
    assertThat(order.resolution(FIRST_TRY)).as("still there").isEqualTo(HoldResolution.Word.WAIT);
    answer(hold, granted());
    assertThat(answered(order.buyer().receiveMessage()).view().status())
        .isEqualTo(OrderView.Status.HELD);
    order.passUntilEnd();
    assertThat(order.journal()).hasSize(1);
  }

  /** Money that came after the order had asked to be stopped. */
  @Test
  void thatLooksOnceMoreForItsUnitsIsPaidFirst() {
    expireAndRelease();
    assertThat(answered(order.ask(order.settled("first"))).view().status())
        .isEqualTo(OrderView.Status.RETAKING);
    QuotaBatcher.Submit hold = order.submitted();
    assertThat(hold.request()).isInstanceOf(QuotaRequest.Hold.class);
    order.tellToStop();
    answer(hold, new QuotaAnswer.Granted(at("10:30")));
    QuotaBatcher.Submit settle = order.submitted();
    assertThat(settle.request()).isInstanceOf(QuotaRequest.Settle.class);
    answer(settle, new QuotaAnswer.Ended());
    order.passUntilEnd();
    assertThat(order.journal()).anyMatch(event -> event instanceof OrderEvent.OrderPaidLate);
    order.awaitDutyDone();
  }

  @Test
  void aWriteThatFailsDoesNotMakeItForgetThatItIsToStop() {
    order.tell(new OrderMessage.Place(content(), order.buyer().ref()));
    QuotaBatcher.Submit hold = order.submitted();
    order.tellToStop();
    order.look();
    order.fixture().journal.failNextPersisted(order.persistenceId());
    answer(hold, granted());
    order.passUntilEnd();
    assertThat(order.journal()).isEmpty();
  }

  @Test
  void aQuotaThatDoesNotAnswerIsNotWaitedForForEver() {
    order.tell(new OrderMessage.Place(content(), order.buyer().ref()));
    order.submitted();
    order.tellToStop();
    for (int times = 0; times < Limits.STOP_PUT_OFF_TIMES; times++) {
      assertThat(order.resolution(FIRST_TRY)).as("still there").isEqualTo(HoldResolution.Word.WAIT);
      order.fixture().pass(Limits.stopPutOff(times));
    }
    order.awaitEnd();
  }

  private void expireAndRelease() {
    order.placeAndGrant();
    order.ask(new OrderCommand.StartPayment(order.payment("first"), "fake", "qris"));
    order.gateways().says(new StatusOutcome.Known(report(order.payment("first"), FAILED)));
    order.fixture().clock.set(at("10:15:00.5"));
    assertThat(order.resolution(FIRST_TRY)).isEqualTo(HoldResolution.Word.WAIT);
    answer(order.submitted(), new QuotaAnswer.Ended());
    order.awaitDutyDone();
  }
}
