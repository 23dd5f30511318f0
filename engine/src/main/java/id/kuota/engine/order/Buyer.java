package id.kuota.engine.order;

import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleId;
import java.util.List;
import java.util.Optional;

/**
 * The buyer of an order or a cart.
 *
 * @param key counts what the buyer has of a sale
 * @param former the key under which earlier releases counted the same text, if it is another one:
 *     what was bought under it still counts
 */
public record Buyer(BuyerKey key, Optional<BuyerKey> former) {

  public Buyer {
    if (former.filter(key::equals).isPresent()) {
      throw new IllegalArgumentException("a former key is another key: " + key);
    }
  }

  public static Buyer of(BuyerKey key) {
    return new Buyer(key, Optional.empty());
  }

  /**
   * Returns the lines as the buyer orders them. While the sale limits its buyers, each line also
   * draws from the quota of the former key, so that the limit holds over both keys: an order is
   * granted by all of its quotas or by none.
   */
  public List<OrderLine> drawing(List<OrderLine> lines, SaleId sale, int unitsPerBuyer) {
    if (former.isEmpty() || unitsPerBuyer == 0) return lines;
    QuotaId counted = QuotaId.personal(sale.value(), former.get().value());
    return lines.stream().map(line -> line.drawing(counted)).toList();
  }
}
