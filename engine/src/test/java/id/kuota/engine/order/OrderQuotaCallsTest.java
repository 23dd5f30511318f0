package id.kuota.engine.order;

import static id.kuota.engine.order.OrderFixture.answer;
import static id.kuota.engine.order.OrderFixture.answered;
import static id.kuota.engine.order.OrderFixture.granted;
import static id.kuota.engine.order.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.Limits;
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

/** An order retries its quota calls until they are acknowledged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OrderQuotaCallsTest {

  private static final OrderContent TWO_QUOTAS = content(0, line("cat-1", 2, CAT_1, HOUSE));

  @RegisterExtension final OrderFixture order = new OrderFixture("quota-calls");

  @Test
  void aPaidOrderSettlesUntilItsQuotaHasAcknowledged() {
    OrderView placed = order.placeAndGrant();
    assertThat(order.pay().view().status()).isEqualTo(OrderView.Status.PAID);
    long attempt = OrderHoldPlan.attempt(content(), placed.heldUntil());
    QuotaBatcher.Submit first = order.submitted();
    assertThat(first.request()).isEqualTo(new QuotaRequest.Settle(order.id().hold(), attempt));
    answer(first, new QuotaAnswer.Refused(QuotaRefusal.OVERLOADED, 0));
    order.look();
    order.fixture().pass(Limits.EFFECT_RETRY_MIN);
    assertThat(order.submitted().request()).isEqualTo(first.request());
    order.look();
    order.fixture().pass(Limits.EFFECT_RETRY_MIN.multipliedBy(2));
    QuotaBatcher.Submit third = order.submitted();
    assertThat(third.request()).isEqualTo(first.request());
    answer(third, new QuotaAnswer.Ended());
    order.awaitDutyDone();
    order.fixture().pass(Limits.EFFECT_RETRY_MAX);
    order.look();
    order.quotas().expectNoMessage(Duration.ZERO);
  }

  @Test
  void anEndedOrderReleasesEveryQuotaAndRecordsItOnce() {
    order.tell(new OrderMessage.Place(TWO_QUOTAS, order.buyer().ref()));
    answer(order.submitted(), granted());
    answer(order.submitted(), granted());
    order.buyer().receiveMessage();
    assertThat(answered(order.ask(new OrderCommand.CancelOrder())).view().status())
        .isEqualTo(OrderView.Status.CANCELLED);
    QuotaBatcher.Submit first = order.submitted();
    QuotaBatcher.Submit second = order.submitted();
    assertThat(List.of(first.quota(), second.quota())).containsExactlyInAnyOrder(CAT_1, HOUSE);
    assertThat(first.request())
        .isEqualTo(new QuotaRequest.Release(order.id().hold(), OptionalLong.empty()));
    answer(first, new QuotaAnswer.Ended());
    answer(first, new QuotaAnswer.Ended());
    order.look();
    order.fixture().pass(Limits.EFFECT_RETRY_MIN);
    QuotaBatcher.Submit again = order.submitted();
    assertThat(again.quota()).as("only the silent one").isEqualTo(second.quota());
    answer(second, new QuotaAnswer.Ended());
    answer(again, new QuotaAnswer.Ended());
    order.awaitDutyDone();
    assertThat(order.journal().stream().filter(OrderEvent.OrderDutyDone.class::isInstance))
        .hasSize(1);
  }

  @Test
  void aDutyIsTakenUpAgainAfterACrash() {
    order.placeAndGrant();
    order.pay();
    QuotaBatcher.Submit before = order.submitted();
    order.restart();
    QuotaBatcher.Submit after = order.submitted();
    assertThat(after.request()).isEqualTo(before.request());
    answer(after, new QuotaAnswer.Ended());
    order.awaitDutyDone();
    order.restart();
    order.look();
    order.quotas().expectNoMessage(Duration.ZERO);
  }

  @Test
  void aDutyGoesOnWhenAnotherWriteHasFailedMeanwhile() {
    order.placeAndGrant();
    order.ask(new OrderCommand.StartPayment(order.payment("second"), "fake", "qris"));
    order.pay();
    QuotaBatcher.Submit lost = order.submitted();
    // The gateway is asked about the other attempt, and what came of it is written.
    await().until(() -> order.journal().getLast() instanceof OrderEvent.GatewayAskedInVain);
    order.fixture().journal.failNextPersisted(order.persistenceId());
    order.tell(new OrderMessage.Ask(order.settled("second"), order.buyer().ref()));
    assertThat(answered(order.lookPatiently()).view().refunds()).isEmpty();
    order.buyer().expectNoMessage(Duration.ZERO);
    order.fixture().pass(Limits.EFFECT_RETRY_MIN);
    QuotaBatcher.Submit again = order.submitted();
    assertThat(again.request()).isEqualTo(lost.request());
    answer(again, new QuotaAnswer.Ended());
    order.awaitDutyDone();
  }
}
