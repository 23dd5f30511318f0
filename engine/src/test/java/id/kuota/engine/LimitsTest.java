package id.kuota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.payment.PaymentGateways;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The relations between bounds. A changed number that breaks one breaks the build. */
final class LimitsTest {

  @Test
  void everyBoundIsPositive() throws IllegalAccessException {
    for (Field field : Limits.class.getFields()) {
      switch (field.get(null)) {
        case Integer number -> assertThat(number).as(field.getName()).isPositive();
        case Long number -> assertThat(number).as(field.getName()).isPositive();
        case Duration time -> assertThat(time).as(field.getName()).isPositive();
        case Object other -> throw new AssertionError(field.getName() + " is " + other);
      }
    }
  }

  @Test
  void aLineHoldsSeveralBatches() {
    assertThat(Limits.QUOTA_BATCH_MAX).isLessThan(Limits.QUOTA_WAITING_MAX);
  }

  @Test
  void theQuotaAnswersBeforeTheCallerTimesOut() {
    assertThat(Limits.QUOTA_WAIT_MAX.plus(Limits.QUOTA_BATCH_TIMEOUT))
        .as("a wait in line and a batch must fit into the time of the caller")
        .isLessThan(Limits.ENTITY_TIMEOUT);
  }

  @Test
  void aLostBatchIsRepeatedSeveralTimesBeforeItIsGivenUp() {
    assertThat(Limits.RETRANSMISSION_MIN).isLessThan(Limits.RETRANSMISSION_MAX);
    assertThat(Limits.RETRANSMISSION_MAX.multipliedBy(3)).isLessThan(Limits.QUOTA_BATCH_TIMEOUT);
  }

  @Test
  void aPlacementIsInDoubtUntilTheLastOfItsQuotasHasAnsweredOrIsGivenUp() {
    assertThat(Limits.PLACEMENT_IN_DOUBT)
        .isGreaterThan(
            Limits.QUOTA_WAIT_MAX
                .plus(Limits.QUOTA_BATCH_TIMEOUT)
                .multipliedBy(Limits.ORDER_LINES_MAX)
                .plus(Limits.ENTITY_TIMEOUT));
  }

  @Test
  void unitsOfALostNodeAreFreeWithinSecondsAlsoIfAQuestionIsLost() {
    assertThat(Limits.NODE_GONE_LOOK.plus(Limits.NODE_GONE_TIMEOUT.multipliedBy(2)))
        .isLessThanOrEqualTo(Duration.ofSeconds(5));
    assertThat(Limits.NODE_GONE_TIMEOUT).isLessThan(Limits.RESOLUTION_TIMEOUT);
    assertThat(Limits.NODE_GONE_IN_FLIGHT_MAX)
        .as("early questions have less of a hurry")
        .isLessThan(Limits.RESOLUTIONS_IN_FLIGHT_MAX);
  }

  @Test
  void gatheringIsNothingBesideWhatABatchMayTake() {
    assertThat(Limits.QUOTA_GATHER_PART).isGreaterThan(1);
    assertThat(Limits.QUOTA_GATHER_MAX.multipliedBy(1_000)).isLessThan(Limits.QUOTA_BATCH_TIMEOUT);
  }

  @Test
  void aBatcherOutlivesThePausesOfAQuotaInUse() {
    assertThat(Limits.QUOTA_BATCHER_IDLE)
        .as("a quota that is asked every few seconds must not start its batcher each time")
        .isGreaterThan(Limits.QUOTA_BATCH_TIMEOUT)
        .isLessThan(Limits.LONG_LIVED_IDLE);
  }

  @Test
  void aLineIsEmptiedWhileItsLastOneMayWait() {
    Duration each = Limits.QUOTA_WAIT_MAX.multipliedBy(Limits.QUOTA_BATCH_MAX);
    assertThat(each.dividedBy(Limits.QUOTA_WAITING_MAX))
        .as("full batches of a tenth of a second must empty a full line before its end is refused")
        .isGreaterThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void theLargestOrderFitsIntoASaleAndAQuota() {
    assertThat(Limits.ORDER_LINES_MAX).isLessThanOrEqualTo(Limits.SALE_OFFERS_MAX);
    assertThat((long) Limits.ORDER_LINES_MAX * Limits.LINE_QUANTITY_MAX)
        .isLessThanOrEqualTo(Limits.CAPACITY_MAX);
  }

  @Test
  void whatIsAwakeFitsIntoTheMemoryOfANode() {
    // A node of 1 GiB; ten thousand orders a second, each with its buyer's quota.
    long awake = 2L * 10_000 * 2 * Limits.SHORT_LIVED_IDLE.toMillis() / 1_000;
    assertThat((awake + Limits.restingMax(1L << 30)) * Limits.RESTING_BYTES)
        .isLessThan((1L << 30) / 2);
    // A batcher with its queue and timers has less than 8 KiB.
    assertThat(8L * 1024 * Limits.QUOTA_BATCHERS_MAX).isLessThan((1L << 30) / 32);
    // A waiting request has less than a KiB; sixteen quotas may be hot at once.
    assertThat(16L * Limits.QUOTA_WAITING_MAX * 1024).isLessThan((1L << 30) / 2);
  }

  @Test
  void anOwnerCanAnswerBeforeItIsAskedAgain() {
    assertThat(Limits.RESOLUTION_TIMEOUT)
        .as("an order is asked again only after it could have asked its quotas")
        .isGreaterThan(Limits.QUOTA_BATCH_TIMEOUT);
  }

  @Test
  void aTicketHearsFromItsOrderBeforeItsAskerGivesUp() {
    assertThat(Limits.ORDER_WORD_TIMEOUT).isLessThan(Limits.ENTITY_TIMEOUT);
  }

  @Test
  void aPaymentInFlightIsOverWhenTheQuotaAsks() {
    assertThat(Limits.EXPIRY_MARGIN).isLessThan(Limits.HOLD_MIN);
    assertThat(Limits.HOLD_MIN).isLessThan(Limits.HOLD_MAX);
  }

  @Test
  void anOwnerThatSaidWaitIsAskedBeforeASilentOne() {
    assertThat(Limits.RESOLUTION_RETRY).isLessThan(Limits.RESOLUTION_TIMEOUT);
  }

  @Test
  void wordsOfOneSweepFitIntoOneBatch() {
    assertThat(Limits.RESOLUTIONS_IN_FLIGHT_MAX).isLessThanOrEqualTo(Limits.QUOTA_BATCH_MAX);
  }

  @Test
  void newsIsTrustedForSeveralPublications() {
    assertThat(Limits.AVAILABILITY_TRUSTED)
        .as("one publication that is late or lost must not open the gates")
        .isGreaterThanOrEqualTo(Limits.AVAILABILITY_INTERVAL.multipliedBy(3));
  }

  @Test
  void dutiesAreRepeatedSlowerAndSlower() {
    assertThat(Limits.EFFECT_RETRY_MIN).isLessThan(Limits.EFFECT_RETRY_MAX);
  }

  @Test
  void gatewaysAreAskedSlowerAndSlower() {
    assertThat(Limits.OUTSIDE_RETRY_MIN).isLessThan(Limits.OUTSIDE_RETRY_MAX);
    assertThat(Limits.OUTSIDE_RETRY_MAX.multipliedBy(8))
        .as("a gateway is asked many times before a person must decide")
        .isLessThan(Limits.OUTSIDE_IN_FLIGHT_MAX);
    assertThat(Limits.PENDING_ORDERS_SEEN_AFTER).isGreaterThan(Limits.OUTSIDE_RETRY_MIN);
  }

  @Test
  void aSleepingOrderIsWokenOftenEnoughForThePausesThatItSleepsThrough() {
    assertThat(Limits.PENDING_ORDER_SCAN_INTERVAL).isLessThanOrEqualTo(Limits.OUTSIDE_AWAKE_MAX);
    assertThat(Limits.PENDING_ORDER_SCAN_INTERVAL)
        .isLessThanOrEqualTo(Limits.REFUND_ALARM_INTERVAL);
  }

  @Test
  void theLastLookIsAnsweredBeforeTheUnitsGo() {
    assertThat(Limits.PAYMENT_LAST_LOOK).isGreaterThanOrEqualTo(PaymentGateways.ANSWER_MAX);
    assertThat(Limits.PAYMENT_LAST_LOOK.multipliedBy(2)).isLessThan(Limits.PAYMENT_GRACE);
  }

  @Test
  void buyersFindRoomAtTheGatewayBesideTheQuestionsOfOrders() {
    assertThat(Limits.GATEWAY_QUESTIONS_IN_FLIGHT)
        .as("a gateway is slow at times, and its operations take seconds then")
        .isLessThan(Limits.GATEWAY_QUESTIONS_PER_SECOND);
  }

  @Test
  void lateMoneyIsLookedForLongerThanItsPaymentIsWaitedFor() {
    assertThat(Limits.PAYMENT_GRACE).isLessThan(Limits.REACQUIRE_MAX);
    assertThat(Limits.REACQUIRE_MAX).isLessThan(Limits.REFUND_ALARM);
    assertThat(Limits.PENDING_ORDER_SCAN_INTERVAL).isLessThan(Limits.REFUND_ALARM);
  }

  @Test
  void anOrderHearsFromItsGatewayWithinTheGrace() {
    assertThat(PaymentGateways.ANSWER_MAX.multipliedBy(2)).isLessThan(Limits.PAYMENT_GRACE);
  }

  @Test
  void whatIsShortLivedLeavesFirst() {
    assertThat(Limits.SHORT_LIVED_IDLE).isLessThan(Limits.LONG_LIVED_IDLE);
  }

  @Test
  void whatAnEntityHasBegunIsFinishedBeforeItStopsAndThenItsNextAskerStillHears() {
    Duration inAll =
        IntStream.range(0, Limits.STOP_PUT_OFF_TIMES)
            .mapToObj(Limits::stopPutOff)
            .reduce(Duration.ZERO, Duration::plus);
    assertThat(inAll)
        .isGreaterThan(Limits.QUOTA_BATCH_TIMEOUT)
        .isGreaterThan(Limits.ORDER_WORD_TIMEOUT)
        .isLessThan(Limits.ENTITY_TIMEOUT);
  }

  @Test
  void residentEntitiesAreThereWhenAskedAndTakeAnEighthOfTheHeap() {
    assertThat(
            Limits.EXPIRY_MARGIN.plus(Limits.PERSONAL_EXPIRY_DELAY).plus(Limits.RESOLUTION_TIMEOUT))
        .isLessThan(Limits.REST_AFTER_DEADLINE);
    assertThat(Limits.restingMax(1L << 30) * (long) Limits.RESTING_BYTES).isEqualTo((1L << 30) / 8);
    assertThat(Limits.restingMax(Long.MAX_VALUE)).isPositive();
  }

  @Test
  void aQuotaThatSleepsIsWokenBeforeItWouldSleepAgain() {
    assertThat(Limits.WAKE_INTERVAL).isLessThan(Limits.LONG_LIVED_IDLE);
  }

  @Test
  void noAmountOverflows() {
    long unit = Math.multiplyExact(Limits.PRICE_MAX, 1 + 2L * Limits.CHARGES_MAX);
    long line = Math.multiplyExact(unit, Limits.LINE_QUANTITY_MAX);
    assertThat(Math.multiplyExact(line, Limits.ORDER_LINES_MAX)).isPositive();
  }

  @Test
  void noCountOverflows() {
    assertThat(Math.multiplyExact(Limits.LINE_QUANTITY_MAX, Limits.ORDER_LINES_MAX)).isPositive();
    assertThat(Math.multiplyExact(Limits.CAPACITY_MAX, 2L)).isPositive();
  }
}
