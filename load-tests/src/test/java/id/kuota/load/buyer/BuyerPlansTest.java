package id.kuota.load.buyer;

import static id.kuota.load.buyer.Journey.PAYS_AT_GATEWAY;
import static id.kuota.load.buyer.Journey.PAYS_AT_ONCE;
import static id.kuota.load.buyer.Journey.PAYS_AT_THE_LAST_MOMENT;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.load.sale.Line;
import id.kuota.load.sale.Terms;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BuyerPlansTest {

  private static final int MANY = 10_000;

  private final BuyerPlans plans = new BuyerPlans("run", 42, 30);

  private Stream<BuyerPlan> ordinary() {
    return LongStream.rangeClosed(1, MANY).mapToObj(plans::ordinary);
  }

  private Stream<BuyerPlan> pushing() {
    return LongStream.rangeClosed(1, MANY).mapToObj(plans::pushing);
  }

  @Test
  void theSameSeedGivesTheSameBuyers() {
    var again = new BuyerPlans("run", 42, 30);
    assertThat(ordinary().toList())
        .isEqualTo(LongStream.rangeClosed(1, MANY).mapToObj(again::ordinary).toList());
    assertThat(new BuyerPlans("run", 43, 30).ordinary(1).chance())
        .isNotEqualTo(plans.ordinary(1).chance());
  }

  @Test
  void keysAreUniqueAlsoAmongThosePushing() {
    Stream<String> pushed = pushing().flatMap(plan -> Stream.of(plan.key(), plan.onceMore().key()));
    List<String> keys = Stream.concat(ordinary().map(BuyerPlan::key), pushed).toList();
    assertThat(keys).doesNotHaveDuplicates().hasSize(3 * MANY);
  }

  @Test
  void everyJourneyIsGone() {
    assertThat(Stream.concat(ordinary(), pushing()).map(BuyerPlan::journey).distinct())
        .containsExactlyInAnyOrder(Journey.values());
  }

  @Test
  void ordersHaveOneUnitToTheLimit() {
    assertThat(Stream.concat(ordinary(), pushing()))
        .allSatisfy(
            plan -> {
              assertThat(plan.lines()).allSatisfy(line -> assertThat(line.quantity()).isPositive());
              assertThat(units(plan)).isBetween(1, Terms.UNITS_PER_BUYER);
            });
  }

  @Test
  void mostWantTheHotOfferAndOnlyPushingBuyersTheScarceOne() {
    long hot = ordinary().filter(plan -> wants(plan, Terms.HOT)).count();
    assertThat(hot).isGreaterThan(MANY / 2);
    assertThat(ordinary().filter(plan -> wants(plan, Terms.FRONT_ROW))).isEmpty();
    assertThat(pushing().filter(plan -> wants(plan, Terms.FRONT_ROW))).isNotEmpty();
  }

  @Test
  void asManyPayAsAskedFor() {
    var paying = EnumSet.of(PAYS_AT_ONCE, PAYS_AT_GATEWAY, PAYS_AT_THE_LAST_MOMENT);
    assertThat(ordinary().filter(plan -> paying.contains(plan.journey())))
        .hasSizeBetween(MANY * 28 / 100, MANY * 32 / 100);
  }

  @Test
  void someAskTwiceAndSomeLook() {
    assertThat(ordinary().filter(BuyerPlan::twice)).hasSizeBetween(MANY / 25, MANY / 16);
    assertThat(ordinary().filter(BuyerPlan::looks)).hasSizeBetween(MANY / 6, MANY / 4);
  }

  private static int units(BuyerPlan plan) {
    return plan.lines().stream().mapToInt(Line::quantity).sum();
  }

  private static boolean wants(BuyerPlan plan, String offer) {
    return plan.lines().stream().anyMatch(line -> line.offer().equals(offer));
  }
}
