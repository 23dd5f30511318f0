package id.kuota.engine.order;

import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

  private static final Comparator<QuotaShare> BY_QUOTA =
      Comparator.comparing(share -> share.quota().value());

  public OrderContent {
    lines = List.copyOf(lines);
  }

  public long total() {
    return lines.stream().mapToLong(line -> line.price().total()).reduce(0, Math::addExact);
  }

  /** Returns whether there is nothing to pay. */
  public boolean costsNothing() {
    return total() == 0;
  }

  /** Returns a copy with other lines. */
  OrderContent with(List<OrderLine> others) {
    return new OrderContent(
        sale, saleRevision, currency, buyer, others, holdFor, unitsPerBuyer, fingerprint);
  }

  public int units() {
    return lines.stream().mapToInt(line -> line.price().quantity()).sum();
  }

  /**
   * Returns the quotas to ask, each once, in the order in which every order asks them: shared ones
   * by id, then the buyer's own: under the former key, which is among those of the lines, then
   * under the key. One order for all means that of two orders for the last units one always wins;
   * the buyer's quota comes last because a sold-out quota refuses without a write.
   */
  public List<QuotaShare> shares() {
    var shares = new ArrayList<QuotaShare>();
    for (OrderLine line : lines) {
      for (QuotaId quota : line.quotas()) {
        add(shares, quota, line.price().quantity());
      }
    }
    shares.sort(BY_QUOTA);
    personalQuota().ifPresent(own -> shares.add(new QuotaShare(own, units())));
    return shares;
  }

  /** The quota that counts what the buyer has of the sale; empty if the sale sets no limit. */
  public Optional<QuotaId> personalQuota() {
    return unitsPerBuyer > 0
        ? Optional.of(QuotaId.personal(sale.value(), buyer.value()))
        : Optional.empty();
  }

  /** An order has few quotas, and most have one: looking through a list is the fastest. */
  private static void add(List<QuotaShare> shares, QuotaId quota, int quantity) {
    for (int i = 0; i < shares.size(); i++) {
      QuotaShare share = shares.get(i);
      if (share.quota().equals(quota)) {
        shares.set(i, new QuotaShare(quota, Math.addExact(share.quantity(), quantity)));
        return;
      }
    }
    shares.add(new QuotaShare(quota, quantity));
  }
}
