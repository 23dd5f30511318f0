package id.kuota.engine.order;

import id.kuota.engine.payment.PayableAmounts;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A refusal and what a buyer can learn from it.
 *
 * @param lines positions of the lines that caused it, from 0; empty if it is not about lines
 * @param available what could be had instead, if known: units, or the nearest amount that can be
 *     paid; with {@link OrderRefusal#PURCHASE_LIMIT} the limit of the sale, since what a buyer has
 *     is private
 */
public record OrderRefused(OrderRefusal reason, List<Integer> lines, @Nullable Long available) {

  public OrderRefused {
    lines = List.copyOf(lines);
  }

  public static OrderRefused of(OrderRefusal reason) {
    return new OrderRefused(reason, List.of(), null);
  }

  /** Refuses an amount that no gateway takes, with the nearest amount that one takes. */
  public static OrderRefused unpayable(PayableAmounts payable, long amount) {
    OptionalLong below = payable.below(amount);
    return below.isPresent()
        ? new OrderRefused(OrderRefusal.AMOUNT_TOO_HIGH, List.of(), below.getAsLong())
        : new OrderRefused(
            OrderRefusal.AMOUNT_TOO_LOW, List.of(), payable.above(amount).orElseThrow());
  }
}
