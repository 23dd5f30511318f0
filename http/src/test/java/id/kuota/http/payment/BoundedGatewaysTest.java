package id.kuota.http.payment;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.payment.AmountRange;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** However many orders ask at one moment, a gateway hears a bounded number of them. */
final class BoundedGatewaysTest {

  private static final PaymentRef PAYMENT = new PaymentRef(PaymentId.of("ord", "key"), "ord");
  private static final PayableAmounts PAYABLE =
      new PayableAmounts(List.of(new AmountRange(1, 10_000_000)));
  private static final int IN_FLIGHT = 3;
  private static final int PER_SECOND = 5;

  private final AtomicLong nanos = new AtomicLong();
  private final List<CompletableFuture<StatusOutcome>> asked = new ArrayList<>();
  private final BoundedGateways gateways =
      new BoundedGateways(
          new SlowDesk(), () -> new QuestionBudget(IN_FLIGHT, PER_SECOND, nanos::get));

  @Test
  void questionsUnderWayAreBoundedForEachGateway() {
    for (int i = 0; i < 10; i++) gateways.fetchStatus("midtrans", PAYMENT);
    assertThat(asked).hasSize(IN_FLIGHT);
    assertThat(now(gateways.fetchStatus("midtrans", PAYMENT)))
        .isInstanceOf(StatusOutcome.NotAsked.class);
    assertThat(now(gateways.cancel("midtrans", PAYMENT)))
        .isInstanceOf(CancelOutcome.NotAsked.class);
    assertThat(now(gateways.refund("midtrans", new RefundRequest(PAYMENT, 1, "refund-1", "ill"))))
        .isInstanceOf(RefundOutcome.NotAsked.class);

    gateways.fetchStatus("other", PAYMENT);
    assertThat(asked).as("another gateway has a bound of its own").hasSize(IN_FLIGHT + 1);

    asked.getFirst().complete(new StatusOutcome.NotFound());
    gateways.fetchStatus("midtrans", PAYMENT);
    assertThat(asked).as("an answer makes room").hasSize(IN_FLIGHT + 2);
  }

  @Test
  void whatCanBePaidIsWhatTheGatewaysTake() {
    assertThat(gateways.payable()).isEqualTo(PAYABLE);
  }

  @Test
  void questionsInASecondAreBounded() {
    for (int i = 0; i < 20; i++) askAndHear();
    assertThat(asked).hasSize(PER_SECOND);
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(400));
    for (int i = 0; i < 20; i++) askAndHear();
    assertThat(asked).hasSize(PER_SECOND + 2);
    nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
    for (int i = 0; i < 20; i++) askAndHear();
    assertThat(asked).as("an idle hour saves up a second's worth").hasSize(2 * PER_SECOND + 2);
  }

  @Test
  void aFailureGivesItsPlaceBack() {
    gateways.fetchStatus("midtrans", PAYMENT);
    asked.getFirst().completeExceptionally(new IllegalStateException("a bug"));
    for (int i = 0; i < 10; i++) gateways.fetchStatus("midtrans", PAYMENT);
    assertThat(asked).hasSize(IN_FLIGHT + 1);
  }

  private void askAndHear() {
    int before = asked.size();
    gateways.fetchStatus("midtrans", PAYMENT);
    if (asked.size() > before) asked.getLast().complete(new StatusOutcome.NotFound());
  }

  private static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  /** Answers when the test says so. */
  private final class SlowDesk implements PaymentGateways {
    @Override
    public PayableAmounts payable() {
      return PAYABLE;
    }

    @Override
    public CompletionStage<StatusOutcome> fetchStatus(String gateway, PaymentRef payment) {
      asked.add(new CompletableFuture<>());
      return asked.getLast();
    }

    @Override
    public CompletionStage<CancelOutcome> cancel(String gateway, PaymentRef payment) {
      throw new AssertionError("not asked here");
    }

    @Override
    public CompletionStage<RefundOutcome> refund(String gateway, RefundRequest refund) {
      throw new AssertionError("not asked here");
    }
  }
}
