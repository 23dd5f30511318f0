package id.kuota.engine.payment;

import java.util.List;
import java.util.OptionalLong;

/**
 * What an order may cost so that some gateway takes the money. Nothing is always payable: it needs
 * no gateway.
 *
 * @param ranges one for each way to pay; empty if no gateway is enabled, which bounds nothing
 */
public record PayableAmounts(List<AmountRange> ranges) {

  /** No bound. */
  public static final PayableAmounts ANY = new PayableAmounts(List.of());

  public PayableAmounts {
    ranges = List.copyOf(ranges);
  }

  public boolean contains(long amount) {
    return amount == 0
        || ranges.isEmpty()
        || ranges.stream().anyMatch(range -> range.contains(amount));
  }

  /** Returns the largest payable amount below one that is not payable; empty if there is none. */
  public OptionalLong below(long amount) {
    return ranges.stream().mapToLong(AmountRange::to).filter(to -> to < amount).max();
  }

  /** Returns the smallest payable amount above one that is not payable; empty if there is none. */
  public OptionalLong above(long amount) {
    return ranges.stream().mapToLong(AmountRange::from).filter(from -> from > amount).min();
  }
}
