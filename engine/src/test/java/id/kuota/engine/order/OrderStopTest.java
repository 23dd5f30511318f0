package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderBed.answer;
import static id.kuota.engine.order.OrderBed.answered;
import static id.kuota.engine.order.OrderBed.granted;
import static id.kuota.engine.order.OrderFixtures.*;
import static id.kuota.engine.payment.PaymentReport.Result.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Limits;
import id.kuota.engine.order.OrderCommand.StartPayment;
import id.kuota.engine.order.OrderEntity.Place;
import id.kuota.engine.order.OrderEvent.OrderPaidLate;
import id.kuota.engine.order.OrderView.Status;
import id.kuota.engine.payment.StatusOutcome;
import id.kuota.engine.quota.HoldFate.Word;
import id.kuota.engine.quota.QuotaAnswer.Ended;
import id.kuota.engine.quota.QuotaAnswer.Granted;
import id.kuota.engine.quota.QuotaBatcher.Submit;
import id.kuota.engine.quota.QuotaRequest.Hold;
import id.kuota.engine.quota.QuotaRequest.Settle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shard tells an order to stop, and the order is in the middle of something. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OrderStopTest {

  private static final long FIRST_TRY = OrderHoldPlan.moment(at("10:00"));

  @RegisterExtension final OrderBed order = new OrderBed("stop");

  @Test
  void withNothingToDoItStopsAtOnce() {
    order.placeAndGrant();
    order.tellToStop();
    order.awaitEnd();
  }

  @Test
  void thatIsBeingPlacedIsPlacedAndAnswersFirst() {
    order.tell(new Place(content(), order.buyer().ref()));
    Submit hold = order.submitted();
    order.tellToStop();
    assertThat(order.fate(FIRST_TRY)).as("still there").isEqualTo(Word.WAIT);
    answer(hold, granted());
    assertThat(answered(order.buyer().receiveMessage()).view().status()).isEqualTo(Status.HELD);
    order.passUntilEnd();
    assertThat(order.journal()).hasSize(1);
  }

  /** Money that came after the order had asked to be stopped. */
  @Test
  void thatLooksOnceMoreForItsUnitsIsPaidFirst() {
    expireAndRelease();
    assertThat(answered(order.ask(order.settled("first"))).view().status())
        .isEqualTo(Status.RETAKING);
    Submit hold = order.submitted();
    assertThat(hold.request()).isInstanceOf(Hold.class);
    order.tellToStop();
    answer(hold, new Granted(at("10:30")));
    Submit settle = order.submitted();
    assertThat(settle.request()).isInstanceOf(Settle.class);
    answer(settle, new Ended());
    order.passUntilEnd();
    assertThat(order.journal()).anyMatch(event -> event instanceof OrderPaidLate);
    order.awaitDutyDone();
  }

  @Test
  void aWriteThatFailsDoesNotMakeItForgetThatItIsToStop() {
    order.tell(new Place(content(), order.buyer().ref()));
    Submit hold = order.submitted();
    order.tellToStop();
    order.look();
    order.bed().journal.failNextPersisted(order.persistenceId());
    answer(hold, granted());
    order.passUntilEnd();
    assertThat(order.journal()).isEmpty();
  }

  @Test
  void aQuotaThatDoesNotAnswerIsNotWaitedForForEver() {
    order.tell(new Place(content(), order.buyer().ref()));
    order.submitted();
    order.tellToStop();
    for (int times = 0; times < Limits.STOP_PUT_OFF_TIMES; times++) {
      assertThat(order.fate(FIRST_TRY)).as("still there").isEqualTo(Word.WAIT);
      order.bed().pass(Limits.STOP_PUT_OFF_MIN.multipliedBy(1L << times));
    }
    order.awaitEnd();
  }

  private void expireAndRelease() {
    order.placeAndGrant();
    order.ask(new StartPayment(order.payment("first"), "fake", "qris"));
    order.desk().says(new StatusOutcome.Known(report(order.payment("first"), FAILED)));
    order.bed().clock.set(at("10:15:00.5"));
    assertThat(order.fate(FIRST_TRY)).isEqualTo(Word.WAIT);
    answer(order.submitted(), new Ended());
    order.awaitDutyDone();
  }
}
