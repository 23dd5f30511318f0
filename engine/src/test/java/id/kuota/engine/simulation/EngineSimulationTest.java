package id.kuota.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Seeds;
import id.kuota.engine.simulation.World.Weather;
import org.junit.jupiter.api.Test;

/**
 * Many short sales with more buyers than units, in a world in which messages get lost and orders
 * and quotas crash; an auditor reads along.
 */
final class EngineSimulationTest {

  private static final int SEEDS = 2_000;

  @Test
  void everyPromiseIsKeptInBadWeather() {
    var totals = new int[3];
    Seeds.upTo(SEEDS)
        .forEach(
            seed -> {
              Auditor auditor = SimulatedSale.simulate(seed, SimulatedSale.weather(seed));
              assertThat(auditor.objections()).as(() -> remark(seed, auditor)).isEmpty();
              totals[0] += auditor.placed();
              totals[1] += auditor.paid();
              totals[2] += auditor.refunds();
            });
    assertThat(totals).as("placed, paid and refunds: something was tried").doesNotContain(0);
  }

  /** The same, and half of the buyers fill carts. */
  @Test
  void everyPromiseIsKeptWithCartsInBadWeather() {
    var totals = new int[3];
    Seeds.upTo(SEEDS)
        .forEach(
            seed -> {
              Auditor auditor =
                  SimulatedSale.simulate(
                      seed, SimulatedSale.weather(seed), SimulatedSale.ORDERS / 2, CartMutant.NONE);
              assertThat(auditor.objections()).as(() -> remark(seed, auditor)).isEmpty();
              totals[0] += auditor.placed();
              totals[1] += auditor.paid();
              totals[2] += auditor.checkedOut();
            });
    assertThat(totals).as("placed, paid and checked out: something was tried").doesNotContain(0);
  }

  /**
   * Remote actors deliver at most once, so a request does not come again after its answer. If one
   * did, a hold could be granted once more after its order was paid, and be sold without a ticket.
   * That costs units, and the books show it; but nobody ever gets a unit that somebody else has.
   */
  @Test
  void anEchoOfARequestMayCostUnitsButSellsNothingTwice() {
    var leaks = new int[1];
    Seeds.upTo(SEEDS)
        .forEach(
            seed -> {
              Auditor auditor =
                  SimulatedSale.simulate(seed, new Weather(0.05, 0, 0.1, 9_000, true, 0.2));
              assertThat(auditor.objections())
                  .as(() -> remark(seed, auditor))
                  .allMatch(objection -> objection.startsWith(Auditor.SOLD_WITHOUT_A_TICKET));
              leaks[0] += auditor.objections().size();
            });
    assertThat(leaks[0]).as("how often it cost units: it was tried").isPositive();
  }

  /** One seed alone tells its whole story. */
  private static String remark(long seed, Auditor auditor) {
    boolean alone = Long.getLong("kuota.seed") != null;
    return alone ? auditor.story() : Seeds.remark(seed);
  }
}
