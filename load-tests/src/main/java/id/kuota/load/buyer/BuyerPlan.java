package id.kuota.load.buyer;

import id.kuota.load.sale.Line;
import java.util.List;

/**
 * What one buyer is going to do.
 *
 * @param key Idempotency-Key of the order; other requests add a word to it
 * @param twice whether the order is sent twice at the same moment
 * @param looks whether the buyer looks at the order right after it was placed
 * @param chance a number in 0..1 for what else is left to chance
 */
public record BuyerPlan(
    String buyer,
    String key,
    List<Line> lines,
    Journey journey,
    boolean twice,
    boolean looks,
    double chance) {

  public BuyerPlan {
    lines = List.copyOf(lines);
  }

  /** Returns the order on top, of a buyer above the limit. */
  public BuyerPlan onceMore() {
    return new BuyerPlan(buyer, key + "-more", lines, Journey.ABANDONS, false, false, chance);
  }
}
