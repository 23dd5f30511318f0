package id.kuota.engine.order;

import static id.kuota.engine.order.OrderBed.answer;
import static id.kuota.engine.order.OrderBed.answered;
import static id.kuota.engine.order.OrderBed.granted;
import static id.kuota.engine.order.OrderBed.refused;
import static id.kuota.engine.order.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.EntityBed;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderEntity.Place;
import id.kuota.engine.quota.HoldFate.Word;
import id.kuota.engine.quota.QuotaBatcher.Submit;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest.Release;
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

  @RegisterExtension final OrderBed order = new OrderBed("lost");

  @Test
  void isGivenUpWithAnAnswerAndWithWhatWasGrantedAndLeavesMemory() {
    Submit granted = placeUntilTheSecondQuotaIsSilent();

    assertThat(order.bed().passUntilTold(SECOND, order.buyer())).isEqualTo(unknown());
    expectReleased(granted, CAT_1, HOUSE);
    assertThat(order.bed().passUntilTold(SECOND, order.shard())).isEqualTo(EntityBed.PASSIVATE);
    assertThat(order.journal()).isEmpty();
  }

  @Test
  void isNotGivenUpWhileTheBatcherMayStillAnswer() {
    order.tell(new Place(TWO_QUOTAS, order.buyer().ref()));
    Submit first = order.submitted();
    pass(Limits.ENTITY_TIMEOUT.minusMillis(1));
    assertThat(order.place(TWO_QUOTAS)).isEqualTo(refused(OrderRefusal.IN_PROGRESS));
    answer(first, granted());
    Submit second = order.submitted();
    pass(Limits.ENTITY_TIMEOUT.minusMillis(1));
    assertThat(order.place(TWO_QUOTAS)).isEqualTo(refused(OrderRefusal.IN_PROGRESS));
    order.buyer().expectNoMessage(Duration.ZERO);
    answer(second, granted());
    answered(order.buyer().receiveMessage());
  }

  /** Each of them also keeps the order from being idle. */
  @Test
  void isGivenUpForABuyerWhoAsksAgainAndAgain() {
    Submit granted = placeUntilTheSecondQuotaIsSilent();
    for (int seconds = 1; seconds < Limits.ENTITY_TIMEOUT.toSeconds(); seconds++) {
      pass(Duration.ofSeconds(1));
      assertThat(order.place(TWO_QUOTAS)).isEqualTo(refused(OrderRefusal.IN_PROGRESS));
    }
    pass(Duration.ofSeconds(1));

    order.tell(new Place(TWO_QUOTAS, order.buyer().ref()));

    assertThat(order.buyer().receiveMessage()).isEqualTo(unknown());
    expectReleased(granted, CAT_1, HOUSE);
    Submit again = order.submitted();
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
    order.tell(new Place(oneSecond, order.buyer().ref()));
    Submit granted = order.submitted();
    answer(granted, granted());
    order.submitted();
    pass(Limits.HOLD_MIN.minusMillis(1));
    assertThat(order.fate(granted.tag())).isEqualTo(Word.WAIT);
    pass(Duration.ofMillis(1));

    assertThat(order.fate(granted.tag())).isEqualTo(Word.RELEASE);

    assertThat(order.buyer().receiveMessage()).isEqualTo(unknown());
    expectReleased(granted, CAT_1, HOUSE);
  }

  @Test
  void doesNotHearAnAnswerThatComesAfterAll() {
    order.tell(new Place(content(), order.buyer().ref()));
    Submit late = order.submitted();
    assertThat(order.bed().passUntilTold(SECOND, order.buyer())).isInstanceOf(Reply.Refused.class);
    expectReleased(late, CAT_1);

    answer(late, granted());

    assertThat(order.look()).isEqualTo(refused(OrderRefusal.ORDER_UNKNOWN));
    assertThat(order.journal()).isEmpty();
  }

  private Submit placeUntilTheSecondQuotaIsSilent() {
    order.tell(new Place(TWO_QUOTAS, order.buyer().ref()));
    Submit first = order.submitted();
    answer(first, granted());
    assertThat(order.submitted().quota()).isEqualTo(HOUSE);
    return first;
  }

  /** The clock alone: a pause in which somebody else spoke to the order. */
  private void pass(Duration pause) {
    order.bed().clock.pass(pause);
  }

  private void expectReleased(Submit attempt, QuotaId... quotas) {
    for (QuotaId quota : quotas) {
      Submit release = order.submitted();
      assertThat(release.quota()).isEqualTo(quota);
      assertThat(release.request())
          .isEqualTo(new Release(order.id().hold(), OptionalLong.of(attempt.tag())));
    }
  }

  private static Reply<OrderView, OrderRefused> unknown() {
    return new Reply.Refused<>(new OrderRefused(OrderRefusal.UNANSWERED, List.of(0), 0L));
  }
}
