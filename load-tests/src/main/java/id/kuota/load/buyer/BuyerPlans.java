package id.kuota.load.buyer;

import static id.kuota.load.buyer.Journey.ABANDONS;
import static id.kuota.load.buyer.Journey.CANCELS;
import static id.kuota.load.buyer.Journey.IS_DENIED;
import static id.kuota.load.buyer.Journey.PAYS_AT_GATEWAY;
import static id.kuota.load.buyer.Journey.PAYS_AT_ONCE;
import static id.kuota.load.buyer.Journey.PAYS_AT_THE_LAST_MOMENT;
import static id.kuota.load.buyer.Journey.WANTS_TOO_MANY;

import id.kuota.load.sale.Line;
import id.kuota.load.sale.Terms;
import java.util.List;
import java.util.SplittableRandom;

/** The plans of all buyers of a run. The same seed and number give the same plan. */
public final class BuyerPlans {

  /** Some are always denied, some always cancel. */
  public static final int PAYING_MAX = 90;

  private static final int PERCENT = 100;
  private static final int DENIED = 2;
  private static final int CANCELLING = 8;

  /** Of a hundred paying buyers. */
  private static final int AT_ONCE = 65;

  private static final int AT_THE_LAST_MOMENT = 6;

  private final String run;
  private final long seed;
  private final int paying;

  /**
   * Creates the plans of one run.
   *
   * @param run goes into keys and addresses, so that two runs never meet
   * @param paying how many of a hundred ordinary buyers pay, at most {@link #PAYING_MAX}
   */
  public BuyerPlans(String run, long seed, int paying) {
    this.run = run;
    this.seed = seed;
    this.paying = paying;
  }

  /** Returns a buyer that may expect to be served. */
  public BuyerPlan ordinary(long number) {
    SplittableRandom random = random(number);
    List<Line> lines = lines(random);
    Journey journey = journey(random);
    boolean twice = random.nextInt(PERCENT) < 5;
    boolean looks = random.nextInt(PERCENT) < 20;
    return plan("o" + number, lines, journey, twice, looks, random.nextDouble());
  }

  /** Returns a buyer that asks for what cannot be had: the scarce offer, or more than the limit. */
  public BuyerPlan pushing(long number) {
    SplittableRandom random = random(~number);
    if (random.nextInt(PERCENT) < 50) {
      var full = List.of(new Line(Terms.HOT, Terms.UNITS_PER_BUYER));
      return plan("p" + number, full, WANTS_TOO_MANY, false, false, random.nextDouble());
    }
    var scarce = List.of(new Line(Terms.FRONT_ROW, 1 + random.nextInt(2)));
    Journey journey = random.nextInt(PERCENT) < 50 ? PAYS_AT_ONCE : ABANDONS;
    return plan("p" + number, scarce, journey, false, false, random.nextDouble());
  }

  private BuyerPlan plan(
      String name, List<Line> lines, Journey journey, boolean twice, boolean looks, double chance) {
    String buyer = name + "." + run + "@load.example";
    return new BuyerPlan(
        buyer, "order-of-load-" + run + "-" + name, lines, journey, twice, looks, chance);
  }

  private SplittableRandom random(long number) {
    return new SplittableRandom(seed * 0x9E37_79B9_7F4A_7C15L + number);
  }

  private static List<Line> lines(SplittableRandom random) {
    int chosen = random.nextInt(PERCENT);
    int quantity = quantity(random.nextInt(PERCENT));
    if (chosen < 5 && quantity > 1) {
      return List.of(new Line(Terms.HOT, quantity - 1), new Line(Terms.FESTIVAL, 1));
    }
    if (chosen < 8 && quantity > 1) { // Two lines on one offer count as one.
      return List.of(new Line(Terms.HOT, 1), new Line(Terms.HOT, quantity - 1));
    }
    if (chosen < 65) return List.of(new Line(Terms.HOT, quantity));
    if (chosen < 85) return List.of(new Line(Terms.CALM, quantity));
    return List.of(new Line(Terms.FESTIVAL, quantity));
  }

  private static int quantity(int percent) {
    if (percent < 35) return 1;
    if (percent < 80) return 2;
    if (percent < 90) return 3;
    return Terms.UNITS_PER_BUYER;
  }

  private Journey journey(SplittableRandom random) {
    int chosen = random.nextInt(PERCENT);
    if (chosen < paying) return wayToPay(random.nextInt(PERCENT));
    if (chosen < paying + DENIED) return IS_DENIED;
    if (chosen < paying + DENIED + CANCELLING) return CANCELS;
    return ABANDONS;
  }

  private static Journey wayToPay(int chosen) {
    if (chosen < AT_ONCE) return PAYS_AT_ONCE;
    return chosen < AT_ONCE + AT_THE_LAST_MOMENT ? PAYS_AT_THE_LAST_MOMENT : PAYS_AT_GATEWAY;
  }
}
