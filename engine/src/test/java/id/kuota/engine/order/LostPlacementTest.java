package id.kuota.engine.order;

import static id.kuota.engine.order.OrderFixture.answer;
import static id.kuota.engine.order.OrderFixture.answered;
import static id.kuota.engine.order.OrderFixture.granted;
import static id.kuota.engine.order.OrderFixture.refused;
import static id.kuota.engine.order.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.EntityFixture;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A placement whose quota never answers, because the batcher died with the question. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LostPlacementTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final OrderContent TWO_QUOTAS = content(0, line("cat-1", 2, CAT_1, HOUSE));

  @RegisterExtension final OrderFixture order = new OrderFixture("lost");

  @Test
  void isGivenUpWithAnAnswerAndWithWhatWasGrantedAndLeavesMemory() {
    QuotaBatcher.Submit granted = placeUntilTheSecondQuotaIsSilent();

    assertThat(order.fixture().passUntilTold(SECOND, order.buyer())).isEqualTo(unknown());
    expectReleased(granted, CAT_1, HOUSE);
    assertThat(order.fixture().passUntilTold(SECOND, order.shard()))
        .isEqualTo(EntityFixture.PASSIVATE);
    assertThat(order.journal()).isEmpty();
  }

  @Test
  void isNotGivenUpWhileTheBatcherMayStillAnswer() {
    order.tell(new OrderMessage.Place(TWO_QUOTAS, order.buyer().ref()));
    QuotaBatcher.Submit first = order.submitted();
    pass(Limits.ENTITY_TIMEOUT.minusMillis(1));
    assertThat(order.place(TWO_QUOTAS)).isEqualTo(refused(OrderRefusal.IN_PROGRESS));
    answer(first, granted());
    QuotaBatcher.Submit second = order.submitted();
    pass(Limits.ENTITY_TIMEOUT.minusMillis(1));
    assertThat(order.place(TWO_QUOTAS)).isEqualTo(refused(OrderRefusal.IN_PROGRESS));
    order.buyer().expectNoMessage(Duration.ZERO);
    answer(second, granted());
    answered(order.buyer().receiveMessage());
  }

  /** Each of them also keeps the order from being idle. */
  @Test
  void isGivenUpForABuyerWhoAsksAgainAndAgain() {
    QuotaBatcher.Submit granted = placeUntilTheSecondQuotaIsSilent();
    for (int seconds = 1; seconds < Limits.ENTITY_TIMEOUT.toSeconds(); seconds++) {
      pass(Duration.ofSeconds(1));
      assertThat(order.place(TWO_QUOTAS)).isEqualTo(refused(OrderRefusal.IN_PROGRESS));
    }
    pass(Duration.ofSeconds(1));

    order.tell(new OrderMessage.Place(TWO_QUOTAS, order.buyer().ref()));

    assertThat(order.buyer().receiveMessage()).isEqualTo(unknown());
    expectReleased(granted, CAT_1, HOUSE);
    QuotaBatcher.Submit again = order.submitted();
    assertThat(again.tag()).as("another attempt").isGreaterThan(granted.tag());
    answer(again, granted());
    answer(order.submitted(), granted());
    answered(order.buyer().receiveMessage());
  }

  @Test
  void isGivenUpWhenAQuotaAsksAtTheDeadlineOfAShortHold() {
    var oneSecond =
        new OrderContent(
            SALE, 1, "IDR", ANI, TWO_QUOTAS.lines(), Limits.HOLD_MIN, 0, "fingerprint");
    order.tell(new OrderMessage.Place(oneSecond, order.buyer().ref()));
    QuotaBatcher.Submit granted = order.submitted();
    answer(granted, granted());
    order.submitted();
    pass(Limits.HOLD_MIN.minusMillis(1));
    assertThat(order.resolution(granted.tag())).isEqualTo(HoldResolution.Word.WAIT);
    pass(Duration.ofMillis(1));

    assertThat(order.resolution(granted.tag())).isEqualTo(HoldResolution.Word.RELEASE);

    assertThat(order.buyer().receiveMessage()).isEqualTo(unknown());
    expectReleased(granted, CAT_1, HOUSE);
  }

  @Test
  void doesNotHearAnAnswerThatComesAfterAll() {
    order.tell(new OrderMessage.Place(content(), order.buyer().ref()));
    QuotaBatcher.Submit late = order.submitted();
    assertThat(order.fixture().passUntilTold(SECOND, order.buyer()))
        .isInstanceOf(Reply.Refused.class);
    expectReleased(late, CAT_1);

    answer(late, granted());

    assertThat(order.look()).isEqualTo(refused(OrderRefusal.ORDER_UNKNOWN));
    assertThat(order.journal()).isEmpty();
  }

  private QuotaBatcher.Submit placeUntilTheSecondQuotaIsSilent() {
    order.tell(new OrderMessage.Place(TWO_QUOTAS, order.buyer().ref()));
    QuotaBatcher.Submit first = order.submitted();
    answer(first, granted());
    assertThat(order.submitted().quota()).isEqualTo(HOUSE);
    return first;
  }

  /** Advances the clock alone: a pause with a request of another client. */
  private void pass(Duration pause) {
    order.fixture().clock.pass(pause);
  }

  private void expectReleased(QuotaBatcher.Submit attempt, QuotaId... quotas) {
    for (QuotaId quota : quotas) {
      QuotaBatcher.Submit release = order.submitted();
      assertThat(release.quota()).isEqualTo(quota);
      assertThat(release.request())
          .isEqualTo(new QuotaRequest.Release(order.id().hold(), OptionalLong.of(attempt.tag())));
    }
  }

  private static Reply<OrderView, OrderRefused> unknown() {
    return new Reply.Refused<>(new OrderRefused(OrderRefusal.UNANSWERED, List.of(0), 0L));
  }
}
