package id.kuota.engine.order;

import static id.kuota.engine.order.OrderBed.answer;
import static id.kuota.engine.order.OrderBed.answered;
import static id.kuota.engine.order.OrderBed.granted;
import static id.kuota.engine.order.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.Limits;
import id.kuota.engine.order.OrderCommand.CancelOrder;
import id.kuota.engine.order.OrderCommand.StartPayment;
import id.kuota.engine.order.OrderEntity.Ask;
import id.kuota.engine.order.OrderEntity.Place;
import id.kuota.engine.order.OrderEvent.GatewayAskedInVain;
import id.kuota.engine.order.OrderEvent.OrderDutyDone;
import id.kuota.engine.order.OrderView.Status;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaAnswer.Ended;
import id.kuota.engine.quota.QuotaBatcher.Submit;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest.Release;
import id.kuota.engine.quota.QuotaRequest.Settle;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an order owes its quotas is done until they have acknowledged it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OrderQuotaCallsTest {

  private static final OrderContent TWO_QUOTAS = content(0, line("cat-1", 2, CAT_1, HOUSE));

  @RegisterExtension final OrderBed order = new OrderBed("quota-calls");

  @Test
  void aPaidOrderSettlesUntilItsQuotaHasAcknowledged() {
    OrderView placed = order.placeAndGrant();
    assertThat(order.pay().view().status()).isEqualTo(Status.PAID);
    long attempt = OrderHoldPlan.attempt(content(), placed.heldUntil());
    Submit first = order.submitted();
    assertThat(first.request()).isEqualTo(new Settle(order.id().hold(), attempt));
    answer(first, new QuotaAnswer.Refused(QuotaRefusal.OVERLOADED, 0));
    order.look();
    order.bed().pass(Limits.DUTY_RETRY_MIN);
    assertThat(order.submitted().request()).isEqualTo(first.request());
    order.look();
    order.bed().pass(Limits.DUTY_RETRY_MIN.multipliedBy(2));
    Submit third = order.submitted();
    assertThat(third.request()).isEqualTo(first.request());
    answer(third, new Ended());
    order.awaitDutyDone();
    order.bed().pass(Limits.DUTY_RETRY_MAX);
    order.look();
    order.quotas().expectNoMessage(Duration.ZERO);
  }

  @Test
  void anEndedOrderReleasesEveryQuotaAndRecordsItOnce() {
    order.tell(new Place(TWO_QUOTAS, order.buyer().ref()));
    answer(order.submitted(), granted());
    answer(order.submitted(), granted());
    order.buyer().receiveMessage();
    assertThat(answered(order.ask(new CancelOrder())).view().status()).isEqualTo(Status.CANCELLED);
    Submit first = order.submitted();
    Submit second = order.submitted();
    assertThat(List.of(first.quota(), second.quota())).containsExactlyInAnyOrder(CAT_1, HOUSE);
    assertThat(first.request()).isEqualTo(new Release(order.id().hold(), OptionalLong.empty()));
    answer(first, new Ended());
    answer(first, new Ended());
    order.look();
    order.bed().pass(Limits.DUTY_RETRY_MIN);
    Submit again = order.submitted();
    assertThat(again.quota()).as("only who has not answered").isEqualTo(second.quota());
    answer(second, new Ended());
    answer(again, new Ended());
    order.awaitDutyDone();
    assertThat(order.journal().stream().filter(OrderDutyDone.class::isInstance)).hasSize(1);
  }

  @Test
  void aDutyIsTakenUpAgainAfterACrash() {
    order.placeAndGrant();
    order.pay();
    Submit before = order.submitted();
    order.restart();
    Submit after = order.submitted();
    assertThat(after.request()).isEqualTo(before.request());
    answer(after, new Ended());
    order.awaitDutyDone();
    order.restart();
    order.look();
    order.quotas().expectNoMessage(Duration.ZERO);
  }

  @Test
  void aDutyGoesOnWhenAnotherWriteHasFailedMeanwhile() {
    order.placeAndGrant();
    order.ask(new StartPayment(order.payment("second"), "fake", "qris"));
    order.pay();
    Submit lost = order.submitted();
    // The gateway is asked about the other attempt, and what came of it is written.
    await().until(() -> order.journal().getLast() instanceof GatewayAskedInVain);
    order.bed().journal.failNextPersisted(order.persistenceId());
    order.tell(new Ask(order.settled("second"), order.buyer().ref()));
    assertThat(answered(order.lookPatiently()).view().refunds()).isEmpty();
    order.buyer().expectNoMessage(Duration.ZERO);
    order.bed().pass(Limits.DUTY_RETRY_MIN);
    Submit again = order.submitted();
    assertThat(again.request()).isEqualTo(lost.request());
    answer(again, new Ended());
    order.awaitDutyDone();
  }
}
