package id.kuota.engine.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal and what a buyer can learn from it.
 *
 * @param lines positions of the lines that caused it, from 0; empty if it is not about lines
 * @param available units that could be had instead, if known; with {@link
 *     OrderRefusal#PURCHASE_LIMIT} the limit of the sale, since what a buyer has is private
 */
public record OrderRefused(OrderRefusal reason, List<Integer> lines, @Nullable Long available) {

  public OrderRefused {
    lines = List.copyOf(lines);
  }

  public static OrderRefused of(OrderRefusal reason) {
    return new OrderRefused(reason, List.of(), null);
  }
}
