package id.kuota.http.edge.live;

import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.persistence.readmodel.LiveOrders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The orders on their way, by quota as the sale's terms of today say it.
 *
 * @param paying units of held orders with a payment, by quota
 * @param soon units whose holds end within a minute
 * @param later units whose holds end within five minutes
 * @param everPaying orders for which a payment was begun, ever
 */
record OrdersUnderway(
    Map<QuotaId, Long> paying,
    long soon,
    long later,
    List<LiveOrders.Payments> payments,
    long everPaying) {

  OrdersUnderway {
    paying = Map.copyOf(paying);
    payments = List.copyOf(payments);
  }

  static OrdersUnderway of(SaleId sale, SaleTerms terms, LiveOrders.Underway found) {
    var paying = new HashMap<QuotaId, Long>();
    long soon = 0;
    long later = 0;
    for (LiveOrders.HeldOffer held : found.held()) {
      soon += held.lapsingSoon();
      later += held.lapsingLater();
      List<String> quotas = terms.offer(held.offer()).map(OfferTerms::quotas).orElse(List.of());
      for (String quota : quotas) {
        paying.merge(QuotaId.shared(sale.value(), quota), held.paying(), Long::sum);
      }
    }
    return new OrdersUnderway(paying, soon, later, found.payments(), found.everPaying());
  }

  /**
   * Returns how many of the held units of a quota are being paid. The orders have a projection of
   * their own, which may be some events ahead: they are never more than the quota holds.
   */
  long paying(QuotaId quota, long held) {
    return Math.min(held, paying.getOrDefault(quota, 0L));
  }
}
