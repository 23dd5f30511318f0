package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderBed.answer;
import static id.kuota.engine.order.OrderBed.answered;
import static id.kuota.engine.order.OrderFixtures.*;
import static id.kuota.engine.payment.PaymentReport.Result.PENDING;
import static id.kuota.engine.payment.PaymentReport.Result.REFUNDED;
import static id.kuota.engine.payment.PaymentReport.Result.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.kuota.engine.Limits;
import id.kuota.engine.order.OrderCommand.CancelOrder;
import id.kuota.engine.order.OrderCommand.RecordPayment;
import id.kuota.engine.order.OrderCommand.StartPayment;
import id.kuota.engine.order.OrderView.Status;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import id.kuota.engine.quota.HoldFate.Word;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaAnswer.Ended;
import id.kuota.engine.quota.QuotaAnswer.Granted;
import id.kuota.engine.quota.QuotaBatcher.Submit;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest.Hold;
import id.kuota.engine.quota.QuotaRequest.ReleaseBefore;
import id.kuota.engine.quota.QuotaRequest.Return;
import id.kuota.engine.quota.QuotaRequest.Settle;
import id.kuota.engine.sale.TicketsAfterRefund;
import java.time.Duration;
import java.util.concurrent.Callable;
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

  @RegisterExtension final OrderBed order = new OrderBed("errands");

  @BeforeEach
  void anOrderThatIsBeingPaid() {
    order.placeAndGrant();
    order.ask(new StartPayment(order.payment("first"), "fake", "qris"));
  }

  @Test
  void moneyThatNobodyToldOfIsFoundBeforeTheUnitsGo() {
    order.desk().says(new StatusOutcome.Known(report(order.payment("first"), SETTLED)));
    order.bed().clock.set(at("10:15:00.5"));
    assertThat(order.fate(FIRST_TRY)).isEqualTo(Word.WAIT);
    awaitStatus(Status.PAID);
    assertThat(order.fate(FIRST_TRY)).isEqualTo(Word.SETTLE);
  }

  @Test
  void whatIsPendingIsEndedAtTheGatewayAndThenTheUnitsGo() {
    order.desk().says(new StatusOutcome.Known(report(order.payment("first"), PENDING)));
    order.desk().says(new CancelOutcome.Cancelled());
    order.bed().clock.set(at("10:15:00.5"));
    assertThat(order.fate(FIRST_TRY)).isEqualTo(Word.WAIT);
    awaitStatus(Status.EXPIRED);
    assertThat(order.desk().asked())
        .containsExactly(
            new PaymentRef(order.payment("first"), order.id().value()),
            "cancel " + order.payment("first"));
    assertThat(order.submitted().request()).isInstanceOf(ReleaseBefore.class);
  }

  @Test
  void aSilentGatewayKeepsTheUnitsForAWhileAndIsAskedAgain() {
    order.bed().clock.set(at("10:15:00.5"));
    assertThat(order.fate(FIRST_TRY)).isEqualTo(Word.WAIT);
    await().until(() -> order.desk().asked().size() == 1);
    order.look();
    order.bed().pass(Limits.ERRAND_RETRY_MIN);
    await().until(() -> order.desk().asked().size() == 2);
    order.bed().clock.set(at("10:17"));
    assertThat(order.fate(FIRST_TRY)).isEqualTo(Word.RELEASE);
    assertThat(answered(order.look()).view())
        .returns(Status.EXPIRED, OrderView::status)
        .satisfies(
            view ->
                assertThat(view.payments().getFirst().status())
                    .isEqualTo(PaymentAttempt.Status.UNKNOWN));
  }

  @Test
  void aRefundIsAskedForUntilItIsDoneAlsoAfterACrash() {
    order.ask(new CancelOrder());
    order.ask(order.settled("first"));
    await().until(() -> refundsAsked() >= 1);
    order.restart();
    awaitInPauses(() -> refundsAsked() >= 2);
    order.desk().says(new RefundOutcome.Done("r-1"));
    order.restart();
    awaitInPauses(() -> answered(order.look()).view().status() == Status.REFUNDED);
    assertThat(order.desk().asked().stream().filter(RefundRequest.class::isInstance))
        .as("the same refund each time")
        .allMatch(
            asked ->
                ((RefundRequest) asked)
                    .refundKey()
                    .equals(RefundId.of(order.payment("first")).value()));
  }

  @Test
  void lateMoneyTakesTheUnitsAnewWhenTheQuotasHaveLetGo() {
    expire();
    Submit release = order.submitted();
    order.ask(order.settled("first"));
    awaitStatus(Status.RETAKING);
    order.quotas().expectNoMessage(Duration.ofMillis(50));
    answer(release, new Ended());
    Submit hold = order.submitted();
    assertThat(hold.request())
        .isInstanceOfSatisfying(
            Hold.class,
            again -> assertThat(again.attempt()).isGreaterThanOrEqualTo(letGoBefore(release)));
    answer(hold, new Granted(((Hold) hold.request()).until()));
    awaitStatus(Status.PAID);
    assertThat(order.submitted().request())
        .isEqualTo(new Settle(order.id().hold(), ((Hold) hold.request()).attempt()));
    assertThat(answered(order.look()).view().late()).isTrue();
  }

  @Test
  void lateMoneyWithoutUnitsGoesBack() {
    expire();
    answer(order.submitted(), new Ended());
    order.desk().says(new RefundOutcome.Refused("too old"));
    order.ask(order.settled("first"));
    answer(order.submitted(), new QuotaAnswer.Refused(QuotaRefusal.SOLD_OUT, 0));
    awaitStatus(Status.REFUND_DUE);
    await()
        .until(
            () ->
                answered(order.look()).view().refunds().getFirst().status()
                    == OwedRefund.Status.MANUAL);
  }

  @Test
  void aTryToTakeUnitsAnewThatACrashHasLostIsMadeAgain() {
    expire();
    answer(order.submitted(), new Ended());
    order.ask(order.settled("first"));
    Submit lost = order.submitted();
    order.restart();
    Submit again = order.submitted();
    assertThat(again.request()).isInstanceOf(Hold.class);
    assertThat(lost.request()).isInstanceOf(Hold.class);
    answer(again, new Granted(((Hold) again.request()).until()));
    awaitStatus(Status.PAID);
  }

  /** The pauses go on where they were before a crash. */
  private void awaitInPauses(Callable<Boolean> condition) {
    await()
        .until(
            () -> {
              order.look();
              order.bed().pass(Limits.ERRAND_RETRY_MIN);
              return condition.call();
            });
  }

  @Test
  void ticketsWhoseMoneyHasLeftAreMadeVoidUntilEachHasAnsweredAlsoAfterACrash() {
    order.ask(order.settled("first"));
    answer(order.submitted(), new Ended());
    PaymentReport back = report(order.payment("first"), REFUNDED);
    order.ask(new RecordPayment(back));
    await().until(() -> last() instanceof OrderEvent.RevenueLost);
    assertThat(order.tickets().madeVoid()).as("the sale has not answered").isEmpty();

    order.tickets().rules(TicketsAfterRefund.VOID);
    order.restart();
    await().until(() -> order.tickets().madeVoid().size() == 2);
    assertThat(answered(order.look()).view())
        .returns(Status.REFUNDED, OrderView::status)
        .satisfies(view -> assertThat(view.toVoid()).hasSize(2));

    order.tickets().answer(false);
    order.restart();
    await().until(() -> answered(order.look()).view().cancelled().size() == 2);
    assertThat(answered(order.look()).view())
        .returns(Status.REFUNDED, OrderView::status)
        .satisfies(view -> assertThat(view.toVoid()).isEmpty());
    assertThat(order.submitted().request())
        .as("the units are sold again")
        .isInstanceOf(Return.class);
  }

  private Object last() {
    return order.journal().getLast();
  }

  private static long letGoBefore(Submit release) {
    return ((ReleaseBefore) release.request()).attempt();
  }

  private void expire() {
    order.bed().clock.set(at("10:17"));
    assertThat(order.fate(FIRST_TRY)).isEqualTo(Word.RELEASE);
  }

  private long refundsAsked() {
    return order.desk().asked().stream().filter(RefundRequest.class::isInstance).count();
  }

  private void awaitStatus(Status status) {
    await().until(() -> answered(order.look()).view().status() == status);
  }
}
