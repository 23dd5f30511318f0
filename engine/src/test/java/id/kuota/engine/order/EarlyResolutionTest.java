package id.kuota.engine.order;

import static id.kuota.engine.order.OrderFixture.*;
import static id.kuota.engine.order.OrderFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an order says of a hold whose node is gone, before the deadline. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EarlyResolutionTest {

  @RegisterExtension final OrderFixture order = new OrderFixture("early");

  @Test
  void anOrderThatWasNeverWrittenLeavesItToTheCart() {
    assertThat(order.earlyResolution(1)).isEqualTo(WORD_OF_CART);
    assertThat(order.journal()).isEmpty();
  }

  @Test
  void whileUnitsAreAcquiredNothingIsFinal() {
    order.tell(new OrderMessage.Place(content(), order.buyer().ref()));
    long attempt = attempt(order.submitted());
    assertThat(order.earlyResolution(attempt - 1)).isEqualTo(HoldResolution.Word.WAIT);
    assertThat(order.earlyResolution(attempt)).isEqualTo(HoldResolution.Word.WAIT);
  }

  @Test
  void aPlacedOrderKeepsItsUnitsAndNotThoseOfAnEarlierAttempt() {
    order.tell(new OrderMessage.Place(content(), order.buyer().ref()));
    QuotaBatcher.Submit submit = order.submitted();
    answer(submit, granted());
    answered(order.buyer().receiveMessage());
    order.restart();
    assertThat(order.earlyResolution(attempt(submit))).isEqualTo(HoldResolution.Word.KEEP);
    assertThat(order.earlyResolution(attempt(submit) - 1)).isEqualTo(HoldResolution.Word.RELEASE);
  }

  @Test
  void aPaidOrderSettlesByItself() {
    order.placeAndGrant();
    order.pay();
    assertThat(order.earlyResolution(Long.MAX_VALUE)).isEqualTo(HoldResolution.Word.KEEP);
  }

  @Test
  void aCancelledOrderLetsGo() {
    order.placeAndGrant();
    answered(order.ask(new OrderCommand.CancelOrder()));
    assertThat(order.earlyResolution(Long.MAX_VALUE)).isEqualTo(HoldResolution.Word.RELEASE);
  }

  private static long attempt(QuotaBatcher.Submit submit) {
    return ((QuotaRequest.Hold) submit.request()).attempt();
  }
}
