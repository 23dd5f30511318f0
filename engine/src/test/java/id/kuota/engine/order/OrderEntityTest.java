package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixture.answer;
import static id.kuota.engine.order.OrderFixture.answered;
import static id.kuota.engine.order.OrderFixture.granted;
import static id.kuota.engine.order.OrderFixture.refused;
import static id.kuota.engine.order.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OrderEntityTest {

  private static final OrderContent TWO_QUOTAS = content(0, line("cat-1", 2, CAT_1, HOUSE));

  @RegisterExtension final OrderFixture order = new OrderFixture("order");

  @Test
  void asksItsQuotasOneAfterTheOtherAndIsWrittenWhenAllHaveGranted() {
    order.tell(new OrderMessage.Place(TWO_QUOTAS, order.buyer().ref()));
    QuotaBatcher.Submit first = order.submitted();
    assertThat(first.quota()).isEqualTo(CAT_1);
    assertThat(first.request())
        .isEqualTo(
            new QuotaRequest.Hold(
                order.id().hold(), first.tag(), 2, at("10:15"), OptionalLong.empty()));
    answer(first, granted());
    QuotaBatcher.Submit second = order.submitted();
    assertThat(second.quota()).isEqualTo(HOUSE);
    assertThat(order.journal()).as("before all have granted").isEmpty();
    answer(second, granted());

    Reply.Answered<OrderView, OrderRefused> answered = answered(order.buyer().receiveMessage());
    assertThat(answered.repeated()).isFalse();
    assertThat(answered.view())
        .returns(OrderView.Status.HELD, OrderView::status)
        .returns(at("10:15"), OrderView::heldUntil)
        .returns(TOTAL, OrderView::total);
    assertThat(order.journal())
        .containsExactly(
            new OrderEvent.OrderPlaced(order.id(), TWO_QUOTAS, at("10:15"), at("10:00")));
  }

  @Test
  void aRefusalGivesBackWhatWasGrantedAndLeavesNoTrace() {
    order.tell(new OrderMessage.Place(TWO_QUOTAS, order.buyer().ref()));
    QuotaBatcher.Submit first = order.submitted();
    answer(first, granted());
    answer(order.submitted(), new QuotaAnswer.Refused(QuotaRefusal.SOLD_OUT, 1));
    assertThat(order.buyer().receiveMessage())
        .isEqualTo(new Reply.Refused<>(new OrderRefused(OrderRefusal.SOLD_OUT, List.of(0), 1L)));
    QuotaBatcher.Submit release = order.submitted();
    assertThat(release.quota()).isEqualTo(CAT_1);
    assertThat(release.request())
        .isEqualTo(new QuotaRequest.Release(order.id().hold(), OptionalLong.of(first.tag())));
    assertThat(order.journal()).isEmpty();
    assertThat(order.look()).isEqualTo(refused(OrderRefusal.ORDER_UNKNOWN));
  }

  @Test
  void whileItIsPlacedASecondRequestIsInProgressOrHasReusedTheKey() {
    order.tell(new OrderMessage.Place(TWO_QUOTAS, order.buyer().ref()));
    QuotaBatcher.Submit waiting = order.submitted();
    assertThat(order.place(TWO_QUOTAS)).isEqualTo(refused(OrderRefusal.IN_PROGRESS));
    assertThat(order.place(otherContent())).isEqualTo(refused(OrderRefusal.KEY_REUSED));
    assertThat(order.find("fingerprint")).isEqualTo(refused(OrderRefusal.IN_PROGRESS));
    assertThat(order.find("another")).isEqualTo(refused(OrderRefusal.KEY_REUSED));
    answer(waiting, granted());
    answer(order.submitted(), granted());
    answered(order.buyer().receiveMessage());
  }

  @Test
  void aRequestThatIsSentAgainWhileItIsPlacedHasOneAnswer() {
    var request = new OrderMessage.Place(TWO_QUOTAS, order.buyer().ref());
    order.tell(request);
    QuotaBatcher.Submit waiting = order.submitted();
    order.tell(request);
    answer(waiting, granted());
    answer(order.submitted(), granted());
    answered(order.buyer().receiveMessage());
    order.buyer().expectNoMessage(Duration.ofMillis(50));
  }

  @Test
  void theSameRequestAgainFindsTheOrderAlsoAfterACrash() {
    OrderView placed = order.placeAndGrant();
    order.restart();
    Reply.Answered<OrderView, OrderRefused> again = answered(order.place(content()));
    assertThat(again.repeated()).isTrue();
    assertThat(again.view()).isEqualTo(placed);
    assertThat(order.place(otherContent())).isEqualTo(refused(OrderRefusal.KEY_REUSED));
    assertThat(answered(order.find("fingerprint")).view()).isEqualTo(placed);
    assertThat(order.find("another")).isEqualTo(refused(OrderRefusal.KEY_REUSED));
    assertThat(order.journal()).hasSize(1);
    order.quotas().expectNoMessage(Duration.ZERO);
  }

  @Test
  void aReadOfAnOrderThatWasNeverPlacedGetsItsRefusal() {
    assertThat(order.find("fingerprint")).isEqualTo(refused(OrderRefusal.SOLD_OUT));
  }

  @Test
  void anotherTryIsALaterAttemptAndAnswersToAnEarlierOneAreNotHeard() {
    order.tell(new OrderMessage.Place(content(), order.buyer().ref()));
    QuotaBatcher.Submit first = order.submitted();
    answer(first, new QuotaAnswer.Refused(QuotaRefusal.UNANSWERED, 0));
    assertThat(order.submitted().request()).isInstanceOf(QuotaRequest.Release.class);
    order.buyer().receiveMessage();

    order.tell(new OrderMessage.Place(content(), order.buyer().ref()));
    QuotaBatcher.Submit second = order.submitted();
    assertThat(second.tag()).isGreaterThan(first.tag());
    answer(first, granted());
    assertThat(order.look()).isEqualTo(refused(OrderRefusal.ORDER_UNKNOWN));
    answer(second, granted());
    answered(order.buyer().receiveMessage());
  }

  @Test
  void theWordIsWaitWhileItIsPlacedAndReleaseWhenItIsNot() {
    assertThat(order.resolution(7)).isEqualTo(HoldResolution.Word.RELEASE);
    order.tell(new OrderMessage.Place(content(), order.buyer().ref()));
    QuotaBatcher.Submit waiting = order.submitted();
    assertThat(order.resolution(7)).isEqualTo(HoldResolution.Word.WAIT);
    answer(waiting, new QuotaAnswer.Refused(QuotaRefusal.SOLD_OUT, 0));
    order.buyer().receiveMessage();
    assertThat(order.resolution(7)).isEqualTo(HoldResolution.Word.RELEASE);
    assertThat(order.journal()).isEmpty();
  }

  @Test
  void aQuotaThatAsksMakesAnUnpaidOrderExpireAtItsDeadline() {
    OrderView placed = order.placeAndGrant();
    long attempt = OrderHoldPlan.attempt(content(), placed.heldUntil());
    order.fixture().clock.set(at("10:14:59.999"));
    assertThat(order.resolution(attempt)).isEqualTo(HoldResolution.Word.WAIT);
    order.fixture().clock.set(at("10:15"));
    assertThat(order.resolution(attempt)).isEqualTo(HoldResolution.Word.RELEASE);
    assertThat(answered(order.look()).view().status()).isEqualTo(OrderView.Status.EXPIRED);
    assertThat(order.submitted().request()).isInstanceOf(QuotaRequest.ReleaseBefore.class);
  }

  @Test
  void aPaymentThatCameJustInTimeKeepsItsUnits() {
    OrderView placed = order.placeAndGrant();
    order.ask(new OrderCommand.StartPayment(order.payment("first"), "fake", "qris"));
    order.fixture().clock.set(at("10:15:00.3"));
    assertThat(answered(order.ask(order.settled("first"))).view().status())
        .isEqualTo(OrderView.Status.PAID);
    long attempt = OrderHoldPlan.attempt(content(), placed.heldUntil());
    assertThat(order.resolution(attempt)).isEqualTo(HoldResolution.Word.SETTLE);
    assertThat(order.resolution(attempt - 1))
        .as("a stray of an earlier attempt")
        .isEqualTo(HoldResolution.Word.RELEASE);
  }

  @Test
  void aJournalThatFailsConfirmsNothingAndTheNextTrySucceeds() {
    order.fixture().journal.failNextPersisted(order.persistenceId());
    order.tell(new OrderMessage.Place(content(), order.buyer().ref()));
    QuotaBatcher.Submit first = order.submitted();
    answer(first, granted());
    assertThat(order.lookPatiently()).isEqualTo(refused(OrderRefusal.ORDER_UNKNOWN));
    order.buyer().expectNoMessage(Duration.ZERO);

    order.tell(new OrderMessage.Place(content(), order.buyer().ref()));
    QuotaBatcher.Submit second = order.submitted();
    assertThat(second.tag()).isGreaterThan(first.tag());
    answer(second, granted());
    answered(order.buyer().receiveMessage());
  }

  @Test
  void leavesMemorySoonButNotWithADutyNorWhileItIsPlaced() {
    order.tell(new OrderMessage.Place(content(), order.buyer().ref()));
    QuotaBatcher.Submit waiting = order.submitted();
    order.look();
    order.fixture().pass(Limits.SHORT_LIVED_IDLE);
    order.look();
    order.shard().expectNoMessage(Duration.ZERO);
    answer(waiting, granted());
    order.buyer().receiveMessage();
    order.pay();
    QuotaBatcher.Submit settle = order.submitted();
    order.look();
    order.fixture().pass(Limits.SHORT_LIVED_IDLE);
    order.look();
    order.shard().expectNoMessage(Duration.ZERO);
    answer(settle, new QuotaAnswer.Ended());
    order.awaitDutyDone();
    assertThat(order.fixture().passUntilTold(Limits.SHORT_LIVED_IDLE, order.shard()))
        .isEqualTo(EntityFixture.PASSIVATE);
  }

  @Test
  void thatHoldsUnitsRestsUntilItIsAskedForThem() {
    int places = order.fixture().placesToRest();
    assertThat(HOLD_TIME).isLessThan(Limits.REST_MAX);
    order.tell(new OrderMessage.Place(content(), order.buyer().ref()));
    answer(order.submitted(), granted());
    order.buyer().receiveMessage();
    await()
        .untilAsserted(
            () -> {
              order.fixture().pass(Limits.SHORT_LIVED_IDLE);
              assertThat(order.fixture().placesToRest()).isEqualTo(places - 1);
            });
    order.fixture().pass(HOLD_TIME.minus(Limits.SHORT_LIVED_IDLE.multipliedBy(20)));
    assertThat(order.fixture().placesToRest()).isEqualTo(places - 1);
    order.shard().expectNoMessage(Duration.ZERO);
    assertThat(order.fixture().passUntilTold(Limits.REST_AFTER_DEADLINE, order.shard()))
        .as("no quota has asked")
        .isEqualTo(EntityFixture.PASSIVATE);
    assertThat(order.fixture().placesToRest()).isEqualTo(places);
  }
}
