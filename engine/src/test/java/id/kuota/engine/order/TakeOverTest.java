package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixture.answer;
import static id.kuota.engine.order.OrderFixture.answered;
import static id.kuota.engine.order.OrderFixture.granted;
import static id.kuota.engine.order.OrderFixture.refused;
import static id.kuota.engine.order.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Reply;
import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An order whose units are held in its name before it is placed: it was a cart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TakeOverTest {

  private static final OrderContent TWO_QUOTAS = content(0, line("cat-1", 2, CAT_1, HOUSE));
  private static final long CARTS = at("09:59").getEpochSecond() * 1_000_000;

  @RegisterExtension final OrderFixture order = new OrderFixture("take-over");

  @Test
  void itsAttemptIsLaterThanThatOfTheCartAlsoIfTheClockIsBehind() {
    long ahead = at("10:00:07").getEpochSecond() * 1_000_000;
    order.tell(new OrderMessage.TakeOver(TWO_QUOTAS, ahead, order.buyer().ref()));
    QuotaBatcher.Submit first = order.submitted();
    assertThat(attempt(first)).isEqualTo(ahead + 1);
    answer(first, granted());
    answer(order.submitted(), granted());
    answered(order.buyer().receiveMessage());
    assertThat(order.resolution(ahead))
        .as("what the cart left elsewhere")
        .isEqualTo(HoldResolution.Word.RELEASE);
    assertThat(order.resolution(ahead + 1)).isEqualTo(HoldResolution.Word.WAIT);
  }

  /** No other order may have it: the next try finds it. */
  @ParameterizedTest
  @EnumSource(
      value = QuotaRefusal.class,
      names = {"OVERLOADED", "UNANSWERED", "HOLD_CHANGED", "QUOTA_UNKNOWN"})
  void letsNothingGoWhenAQuotaDoesNotSayNo(QuotaRefusal reason) {
    takeOver();
    answer(order.submitted(), granted());
    answer(order.submitted(), new QuotaAnswer.Refused(reason, 0));
    order.buyer().receiveMessage();
    order.quotas().expectNoMessage();
    takeOver();
    answer(order.submitted(), granted());
    answer(order.submitted(), granted());
    answered(order.buyer().receiveMessage());
  }

  @Test
  void letsGoWhenAQuotaSaysThatTheHoldIsOver() {
    takeOver();
    QuotaBatcher.Submit first = order.submitted();
    answer(first, granted());
    answer(order.submitted(), new QuotaAnswer.Refused(QuotaRefusal.HOLD_EXPIRED, 0));
    expectReleased(first, CAT_1);
    assertThat(order.buyer().receiveMessage())
        .extracting(reply -> ((Reply.Refused<?, OrderRefused>) reply).reason())
        .extracting(OrderRefused::reason)
        .isEqualTo(OrderRefusal.HOLD_EXPIRED);
  }

  @Test
  void letsGoWhenWhatIsMissingCannotBeHad() {
    takeOver();
    QuotaBatcher.Submit first = order.submitted();
    answer(first, granted());
    answer(order.submitted(), new QuotaAnswer.Refused(QuotaRefusal.SOLD_OUT, 0));
    expectReleased(first, CAT_1);
    order.buyer().receiveMessage();
    assertThat(order.journal()).isEmpty();
  }

  /** Its node dies when one quota has made the change and the other has not. */
  @Test
  void aTryThatACrashCutsShortIsFoundByTheNext() {
    takeOver();
    QuotaBatcher.Submit first = order.submitted();
    answer(first, granted());
    order.submitted();
    order.restart();
    assertThat(order.look()).isEqualTo(refused(OrderRefusal.ORDER_UNKNOWN));
    order.fixture().clock.set(at("10:00:01"));
    takeOver();
    QuotaBatcher.Submit again = order.submitted();
    assertThat(again.quota()).isEqualTo(CAT_1);
    assertThat(attempt(again)).isGreaterThan(attempt(first));
    answer(again, granted());
    answer(order.submitted(), granted());
    answered(order.buyer().receiveMessage());
    assertThat(order.journal())
        .containsExactly(
            new OrderEvent.OrderPlaced(order.id(), TWO_QUOTAS, at("10:15:01"), at("10:00:01")));
  }

  @Test
  void holdsOfACrashAreReleasedAtTheDeadlineWithoutARetry() {
    takeOver();
    answer(order.submitted(), granted());
    order.submitted();
    assertThat(order.resolution(CARTS))
        .as("while it is placed")
        .isEqualTo(HoldResolution.Word.WAIT);
    order.restart();
    assertThat(order.resolution(CARTS)).isEqualTo(HoldResolution.Word.RELEASE);
  }

  private void takeOver() {
    order.tell(new OrderMessage.TakeOver(TWO_QUOTAS, CARTS, order.buyer().ref()));
  }

  private void expectReleased(QuotaBatcher.Submit held, QuotaId quota) {
    QuotaBatcher.Submit release = order.submitted();
    assertThat(release.quota()).isEqualTo(quota);
    assertThat(release.request())
        .isEqualTo(new QuotaRequest.Release(order.id().hold(), OptionalLong.of(held.tag())));
  }

  private static long attempt(QuotaBatcher.Submit submit) {
    return submit.request() instanceof QuotaRequest.Hold hold ? hold.attempt() : -1;
  }
}
