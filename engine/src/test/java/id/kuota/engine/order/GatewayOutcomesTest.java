package id.kuota.engine.order;

import static id.kuota.engine.order.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.StatusOutcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each answer of a gateway means, as a table. */
final class GatewayOutcomesTest {

  private static final GatewayOutcomes.Step CLOSED =
      new GatewayOutcomes.Take(new OrderCommand.RecordPaymentClosed(PAYMENT));

  private static final GatewayOutcomes.Step SILENCE = new GatewayOutcomes.BackOff("silence");
  private static final GatewayOutcomes.Step NOT_YET =
      new GatewayOutcomes.BackOff("the gateway does not know it yet");
  private static final GatewayOutcomes.Step UNDER_REVIEW =
      new GatewayOutcomes.BackOff("not decided: UNDER_REVIEW");

  static Stream<Arguments> statuses() {
    return Stream.of(
        arguments(
            known(PaymentReport.Result.SETTLED),
            recorded(PaymentReport.Result.SETTLED),
            recorded(PaymentReport.Result.SETTLED)),
        arguments(
            known(PaymentReport.Result.FAILED),
            recorded(PaymentReport.Result.FAILED),
            recorded(PaymentReport.Result.FAILED)),
        arguments(
            known(PaymentReport.Result.REFUNDED),
            recorded(PaymentReport.Result.REFUNDED),
            recorded(PaymentReport.Result.REFUNDED)),
        arguments(
            known(PaymentReport.Result.CHARGED_BACK),
            recorded(PaymentReport.Result.CHARGED_BACK),
            recorded(PaymentReport.Result.CHARGED_BACK)),
        arguments(
            known(PaymentReport.Result.PENDING),
            new GatewayOutcomes.EndAttempt(),
            new GatewayOutcomes.EndAttempt()),
        arguments(known(PaymentReport.Result.UNDER_REVIEW), UNDER_REVIEW, UNDER_REVIEW),
        arguments(new StatusOutcome.NotFound(), NOT_YET, CLOSED),
        arguments(new StatusOutcome.Unknown("silence"), SILENCE, SILENCE),
        arguments(
            new StatusOutcome.NotAsked("busy"),
            new GatewayOutcomes.NotAsked(),
            new GatewayOutcomes.NotAsked()));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void whatBecameOfAnAttempt(
      StatusOutcome outcome, GatewayOutcomes.Step before, GatewayOutcomes.Step afterItsEnd) {
    assertThat(GatewayOutcomes.after(outcome, PAYMENT, false)).isEqualTo(before);
    assertThat(GatewayOutcomes.after(outcome, PAYMENT, true)).isEqualTo(afterItsEnd);
  }

  static Stream<Arguments> endings() {
    return Stream.of(
        arguments(new CancelOutcome.Cancelled(), CLOSED, CLOSED),
        arguments(
            new CancelOutcome.TooLate(report(PAYMENT, PaymentReport.Result.SETTLED)),
            recorded(PaymentReport.Result.SETTLED),
            recorded(PaymentReport.Result.SETTLED)),
        arguments(
            new CancelOutcome.TooLate(report(PAYMENT, PaymentReport.Result.PENDING)),
            new GatewayOutcomes.BackOff("not decided: PENDING"),
            new GatewayOutcomes.BackOff("not decided: PENDING")),
        arguments(
            new CancelOutcome.TooLate(report(PAYMENT, PaymentReport.Result.UNDER_REVIEW)),
            UNDER_REVIEW,
            UNDER_REVIEW),
        arguments(new CancelOutcome.NotFound(), NOT_YET, CLOSED),
        arguments(new CancelOutcome.Unknown("silence"), SILENCE, SILENCE),
        arguments(
            new CancelOutcome.NotAsked("busy"),
            new GatewayOutcomes.NotAsked(),
            new GatewayOutcomes.NotAsked()));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void whatCameOfEndingAnAttempt(
      CancelOutcome outcome, GatewayOutcomes.Step before, GatewayOutcomes.Step afterItsEnd) {
    assertThat(GatewayOutcomes.after(outcome, PAYMENT, false)).isEqualTo(before);
    assertThat(GatewayOutcomes.after(outcome, PAYMENT, true)).isEqualTo(afterItsEnd);
  }

  @Test
  void whatCameOfSendingMoneyBack() {
    RefundId refund = RefundId.of(PAYMENT);
    assertThat(GatewayOutcomes.after(new RefundOutcome.Done("r-1"), refund))
        .isEqualTo(new GatewayOutcomes.Take(new OrderCommand.RecordRefundDone(refund, "r-1")));
    assertThat(GatewayOutcomes.after(new RefundOutcome.Refused("too old"), refund))
        .isEqualTo(
            new GatewayOutcomes.Take(new OrderCommand.RecordRefundRefused(refund, "too old")));
    assertThat(GatewayOutcomes.after(new RefundOutcome.Unknown("silence"), refund))
        .isEqualTo(SILENCE);
    assertThat(GatewayOutcomes.after(new RefundOutcome.NotNow("414 too poor"), refund))
        .isEqualTo(new GatewayOutcomes.BackOff("414 too poor"));
    assertThat(GatewayOutcomes.after(new RefundOutcome.NotAsked("busy"), refund))
        .isEqualTo(new GatewayOutcomes.NotAsked());
  }

  private static StatusOutcome known(PaymentReport.Result result) {
    PaymentReport report = report(PAYMENT, result);
    return new StatusOutcome.Known(report);
  }

  private static GatewayOutcomes.Step recorded(PaymentReport.Result result) {
    return new GatewayOutcomes.Take(new OrderCommand.RecordPayment(report(PAYMENT, result)));
  }
}
