package id.kuota.engine.order;

import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What a buyer wants, with the terms of the sale at that moment.
 *
 * @param saleRevision the revision of the sale that the prices come from
 * @param holdFor how long the units are held
 * @param unitsPerBuyer most units that the buyer may have of the sale; 0 = no limit
 * @param fingerprint hash of the request, to tell a retry from another request with the same key
 */
public record OrderContent(
    SaleId sale,
    long saleRevision,
    String currency,
    BuyerKey buyer,
    List<OrderLine> lines,
    Duration holdFor,
    int unitsPerBuyer,
    String fingerprint) {

  public OrderContent {
    lines = List.copyOf(lines);
  }

  public long total() {
    return lines.stream().mapToLong(line -> line.price().total()).reduce(0, Math::addExact);
  }

  public int units() {
    return lines.stream().mapToInt(line -> line.price().quantity()).sum();
  }

  /**
   * The quotas to ask, each once, in the order in which every order asks them: shared ones by id,
   * then the buyer's own. One order for all means that of two orders for the last units one always
   * wins; the buyer's quota comes last because a sold-out quota refuses without a write.
   */
  public List<QuotaShare> shares() {
    var units = new TreeMap<String, Integer>();
    for (OrderLine line : lines) {
      for (QuotaId quota : line.quotas()) {
        units.merge(quota.value(), line.price().quantity(), Math::addExact);
      }
    }
    var shares = new ArrayList<QuotaShare>();
    units.forEach((quota, quantity) -> shares.add(new QuotaShare(new QuotaId(quota), quantity)));
    if (unitsPerBuyer > 0) {
      shares.add(new QuotaShare(QuotaId.personal(sale.value(), buyer.value()), units()));
    }
    return List.copyOf(shares);
  }
}
