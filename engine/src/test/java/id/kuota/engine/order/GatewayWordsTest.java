package id.kuota.engine.order;

import static id.kuota.engine.order.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import id.kuota.engine.order.GatewayWords.BackOff;
import id.kuota.engine.order.GatewayWords.EndAttempt;
import id.kuota.engine.order.GatewayWords.NotAsked;
import id.kuota.engine.order.GatewayWords.Step;
import id.kuota.engine.order.GatewayWords.Take;
import id.kuota.engine.order.OrderCommand.RecordPayment;
import id.kuota.engine.order.OrderCommand.RecordPaymentClosed;
import id.kuota.engine.order.OrderCommand.RecordRefundDone;
import id.kuota.engine.order.OrderCommand.RecordRefundRefused;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.PaymentReport.Result;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.StatusOutcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each answer of a gateway means, as a table. */
final class GatewayWordsTest {

  private static final Step CLOSED = new Take(new RecordPaymentClosed(PAYMENT));

  private static final Step SILENCE = new BackOff("silence");
  private static final Step NOT_YET = new BackOff("the gateway does not know it yet");
  private static final Step UNDER_REVIEW = new BackOff("not decided: UNDER_REVIEW");

  static Stream<Arguments> statuses() {
    return Stream.of(
        arguments(known(Result.SETTLED), recorded(Result.SETTLED), recorded(Result.SETTLED)),
        arguments(known(Result.FAILED), recorded(Result.FAILED), recorded(Result.FAILED)),
        arguments(known(Result.REFUNDED), recorded(Result.REFUNDED), recorded(Result.REFUNDED)),
        arguments(
            known(Result.CHARGED_BACK),
            recorded(Result.CHARGED_BACK),
            recorded(Result.CHARGED_BACK)),
        arguments(known(Result.PENDING), new EndAttempt(), new EndAttempt()),
        arguments(known(Result.UNDER_REVIEW), UNDER_REVIEW, UNDER_REVIEW),
        arguments(new StatusOutcome.NotFound(), NOT_YET, CLOSED),
        arguments(new StatusOutcome.Unknown("silence"), SILENCE, SILENCE),
        arguments(new StatusOutcome.NotAsked("busy"), new NotAsked(), new NotAsked()));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void whatBecameOfAnAttempt(StatusOutcome outcome, Step before, Step afterItsEnd) {
    assertThat(GatewayWords.after(outcome, PAYMENT, false)).isEqualTo(before);
    assertThat(GatewayWords.after(outcome, PAYMENT, true)).isEqualTo(afterItsEnd);
  }

  static Stream<Arguments> endings() {
    return Stream.of(
        arguments(new CancelOutcome.Cancelled(), CLOSED, CLOSED),
        arguments(
            new CancelOutcome.TooLate(report(PAYMENT, Result.SETTLED)),
            recorded(Result.SETTLED),
            recorded(Result.SETTLED)),
        arguments(
            new CancelOutcome.TooLate(report(PAYMENT, Result.PENDING)),
            new BackOff("not decided: PENDING"),
            new BackOff("not decided: PENDING")),
        arguments(
            new CancelOutcome.TooLate(report(PAYMENT, Result.UNDER_REVIEW)),
            UNDER_REVIEW,
            UNDER_REVIEW),
        arguments(new CancelOutcome.NotFound(), NOT_YET, CLOSED),
        arguments(new CancelOutcome.Unknown("silence"), SILENCE, SILENCE),
        arguments(new CancelOutcome.NotAsked("busy"), new NotAsked(), new NotAsked()));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void whatCameOfEndingAnAttempt(CancelOutcome outcome, Step before, Step afterItsEnd) {
    assertThat(GatewayWords.after(outcome, PAYMENT, false)).isEqualTo(before);
    assertThat(GatewayWords.after(outcome, PAYMENT, true)).isEqualTo(afterItsEnd);
  }

  @Test
  void whatCameOfSendingMoneyBack() {
    RefundId refund = RefundId.of(PAYMENT);
    assertThat(GatewayWords.after(new RefundOutcome.Done("r-1"), refund))
        .isEqualTo(new Take(new RecordRefundDone(refund, "r-1")));
    assertThat(GatewayWords.after(new RefundOutcome.Refused("too old"), refund))
        .isEqualTo(new Take(new RecordRefundRefused(refund, "too old")));
    assertThat(GatewayWords.after(new RefundOutcome.Unknown("silence"), refund)).isEqualTo(SILENCE);
    assertThat(GatewayWords.after(new RefundOutcome.NotNow("414 too poor"), refund))
        .isEqualTo(new BackOff("414 too poor"));
    assertThat(GatewayWords.after(new RefundOutcome.NotAsked("busy"), refund))
        .isEqualTo(new NotAsked());
  }

  private static StatusOutcome known(Result result) {
    PaymentReport report = report(PAYMENT, result);
    return new StatusOutcome.Known(report);
  }

  private static Step recorded(Result result) {
    return new Take(new RecordPayment(report(PAYMENT, result)));
  }
}
