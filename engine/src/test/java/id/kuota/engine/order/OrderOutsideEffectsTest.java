package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixture.answer;
import static id.kuota.engine.order.OrderFixture.answered;
import static id.kuota.engine.order.OrderFixtures.*;
import static id.kuota.engine.payment.PaymentReport.Result.PENDING;
import static id.kuota.engine.payment.PaymentReport.Result.REFUNDED;
import static id.kuota.engine.payment.PaymentReport.Result.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.Limits;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.sale.TicketsAfterRefund;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What an order has to do at its gateway is done, and done again until it has come to something.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OrderOutsideEffectsTest {

  private static final long FIRST_TRY = OrderHoldPlan.moment(at("10:00"));

  @RegisterExtension final OrderFixture order = new OrderFixture("errands");

  @BeforeEach
  void anOrderThatIsBeingPaid() {
    order.placeAndGrant();
    order.ask(new OrderCommand.StartPayment(order.payment("first"), "fake", "qris"));
  }

  @Test
  void moneyWithoutANotificationIsFoundBeforeTheUnitsGo() {
    order.gateways().says(new StatusOutcome.Known(report(order.payment("first"), SETTLED)));
    order.fixture().clock.set(at("10:15:00.5"));
    assertThat(order.resolution(FIRST_TRY)).isEqualTo(HoldResolution.Word.WAIT);
    awaitStatus(OrderView.Status.PAID);
    assertThat(order.resolution(FIRST_TRY)).isEqualTo(HoldResolution.Word.SETTLE);
  }

  @Test
  void whatIsPendingIsEndedAtTheGatewayAndThenTheUnitsGo() {
    order.gateways().says(new StatusOutcome.Known(report(order.payment("first"), PENDING)));
    order.gateways().says(new CancelOutcome.Cancelled());
    order.fixture().clock.set(at("10:15:00.5"));
    assertThat(order.resolution(FIRST_TRY)).isEqualTo(HoldResolution.Word.WAIT);
    awaitStatus(OrderView.Status.EXPIRED);
    assertThat(order.gateways().asked())
        .containsExactly(
            new PaymentRef(order.payment("first"), order.id().value()),
            "cancel " + order.payment("first"));
    assertThat(order.submitted().request()).isInstanceOf(QuotaRequest.ReleaseBefore.class);
  }

  @Test
  void aSilentGatewayKeepsTheUnitsForAWhileAndIsAskedAgain() {
    order.fixture().clock.set(at("10:15:00.5"));
    assertThat(order.resolution(FIRST_TRY)).isEqualTo(HoldResolution.Word.WAIT);
    await().until(() -> order.gateways().asked().size() == 1);
    order.look();
    order.fixture().pass(Limits.OUTSIDE_RETRY_MIN);
    await().until(() -> order.gateways().asked().size() == 2);
    order.fixture().clock.set(at("10:17"));
    assertThat(order.resolution(FIRST_TRY)).isEqualTo(HoldResolution.Word.RELEASE);
    assertThat(answered(order.look()).view())
        .returns(OrderView.Status.EXPIRED, OrderView::status)
        .satisfies(
            view ->
                assertThat(view.payments().getFirst().status())
                    .isEqualTo(PaymentAttempt.Status.UNKNOWN));
  }

  @Test
  void aRefundIsAskedForUntilItIsDoneAlsoAfterACrash() {
    order.ask(new OrderCommand.CancelOrder());
    order.ask(order.settled("first"));
    await().until(() -> refundsAsked() >= 1);
    order.restart();
    awaitInPauses(() -> refundsAsked() >= 2);
    order.gateways().says(new RefundOutcome.Done("r-1"));
    order.restart();
    awaitInPauses(() -> answered(order.look()).view().status() == OrderView.Status.REFUNDED);
    assertThat(order.gateways().asked().stream().filter(RefundRequest.class::isInstance))
        .as("the same refund each time")
        .allMatch(
            asked ->
                ((RefundRequest) asked)
                    .refundKey()
                    .equals(RefundId.of(order.payment("first")).value()));
  }

  @Test
  void aRefusalOfAnEarlierRequestDoesNotEndARefundThatWasRequestedAgain() {
    List<CompletableFuture<RefundOutcome>> requests = order.gateways().takesItsTimeWithRefunds();
    order.ask(new OrderCommand.CancelOrder());
    order.ask(order.settled("first"));
    awaitInPauses(() -> requests.size() >= 2);
    requests.getFirst().complete(new RefundOutcome.Refused("too old"));
    assertThat(answered(order.look()).view().refunds())
        .extracting(OwedRefund::status)
        .as("a person who pays it by hand now pays it twice")
        .containsExactly(OwedRefund.Status.DUE);
    requests.getLast().complete(new RefundOutcome.Done("r-1"));
    awaitStatus(OrderView.Status.REFUNDED);
  }

  @Test
  void lateMoneyTakesTheUnitsAnewWhenTheQuotasHaveLetGo() {
    expire();
    QuotaBatcher.Submit release = order.submitted();
    order.ask(order.settled("first"));
    awaitStatus(OrderView.Status.RETAKING);
    order.quotas().expectNoMessage(Duration.ofMillis(50));
    answer(release, new QuotaAnswer.Ended());
    QuotaBatcher.Submit hold = order.submitted();
    assertThat(hold.request())
        .isInstanceOfSatisfying(
            QuotaRequest.Hold.class,
            again -> assertThat(again.attempt()).isGreaterThanOrEqualTo(letGoBefore(release)));
    answer(hold, new QuotaAnswer.Granted(((QuotaRequest.Hold) hold.request()).until()));
    awaitStatus(OrderView.Status.PAID);
    assertThat(order.submitted().request())
        .isEqualTo(
            new QuotaRequest.Settle(
                order.id().hold(), ((QuotaRequest.Hold) hold.request()).attempt()));
    assertThat(answered(order.look()).view().late()).isTrue();
  }

  @Test
  void lateMoneyWithoutUnitsGoesBack() {
    expire();
    answer(order.submitted(), new QuotaAnswer.Ended());
    order.gateways().says(new RefundOutcome.Refused("too old"));
    order.ask(order.settled("first"));
    answer(order.submitted(), new QuotaAnswer.Refused(QuotaRefusal.SOLD_OUT, 0));
    awaitStatus(OrderView.Status.REFUND_DUE);
    await()
        .until(
            () ->
                answered(order.look()).view().refunds().getFirst().status()
                    == OwedRefund.Status.MANUAL);
  }

  @Test
  void aTryToTakeUnitsAnewThatACrashHasLostIsMadeAgain() {
    expire();
    answer(order.submitted(), new QuotaAnswer.Ended());
    order.ask(order.settled("first"));
    QuotaBatcher.Submit lost = order.submitted();
    order.restart();
    QuotaBatcher.Submit again = order.submitted();
    assertThat(again.request()).isInstanceOf(QuotaRequest.Hold.class);
    assertThat(lost.request()).isInstanceOf(QuotaRequest.Hold.class);
    answer(again, new QuotaAnswer.Granted(((QuotaRequest.Hold) again.request()).until()));
    awaitStatus(OrderView.Status.PAID);
  }

  /** The pauses go on where they were before a crash. */
  private void awaitInPauses(Callable<Boolean> condition) {
    await()
        .until(
            () -> {
              order.look();
              order.fixture().pass(Limits.OUTSIDE_RETRY_MIN);
              return condition.call();
            });
  }

  @Test
  void ticketsWhoseMoneyHasLeftAreMadeVoidUntilEachHasAnsweredAlsoAfterACrash() {
    order.ask(order.settled("first"));
    answer(order.submitted(), new QuotaAnswer.Ended());
    PaymentReport back = report(order.payment("first"), REFUNDED);
    order.ask(new OrderCommand.RecordPayment(back));
    await().until(() -> last() instanceof OrderEvent.RevenueLost);
    assertThat(order.tickets().madeVoid()).as("the sale has not answered").isEmpty();

    order.tickets().rules(TicketsAfterRefund.VOID);
    order.restart();
    await().until(() -> order.tickets().madeVoid().size() == 2);
    assertThat(answered(order.look()).view())
        .returns(OrderView.Status.REFUNDED, OrderView::status)
        .satisfies(view -> assertThat(view.toVoid()).hasSize(2));

    order.tickets().answer(false);
    order.restart();
    await().until(() -> answered(order.look()).view().cancelled().size() == 2);
    assertThat(answered(order.look()).view())
        .returns(OrderView.Status.REFUNDED, OrderView::status)
        .satisfies(view -> assertThat(view.toVoid()).isEmpty());
    assertThat(order.submitted().request())
        .as("the units are sold again")
        .isInstanceOf(QuotaRequest.Return.class);
  }

  private Object last() {
    return order.journal().getLast();
  }

  private static long letGoBefore(QuotaBatcher.Submit release) {
    return ((QuotaRequest.ReleaseBefore) release.request()).attempt();
  }

  private void expire() {
    order.fixture().clock.set(at("10:17"));
    assertThat(order.resolution(FIRST_TRY)).isEqualTo(HoldResolution.Word.RELEASE);
  }

  private long refundsAsked() {
    return order.gateways().asked().stream().filter(RefundRequest.class::isInstance).count();
  }

  private void awaitStatus(OrderView.Status status) {
    await().until(() -> answered(order.look()).view().status() == status);
  }
}
