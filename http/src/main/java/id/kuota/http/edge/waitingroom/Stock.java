package id.kuota.http.edge.waitingroom;

import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.SaleTerms;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a sale has left, over all of its offers: the units of the quotas that offers are sold from,
 * and no more than a quota has that every offer draws from.
 *
 * @param free units that can be held now
 * @param held units that may come back
 */
record Stock(long free, long held) {

  /** The numbers of one quota. */
  record Numbers(long available, long held) {
    static final Numbers NONE = new Numbers(0, 0);
  }

  /**
   * Returns the stock.
   *
   * @param quotas by their names; all of the terms
   */
  static Stock of(SaleTerms terms, Map<String, Numbers> quotas) {
    long free = 0;
    long held = 0;
    for (String name : own(terms.offers())) {
      Numbers numbers = quotas.getOrDefault(name, Numbers.NONE);
      free += Math.max(0, numbers.available());
      held += numbers.held();
    }
    for (String name : shared(terms.offers())) {
      Numbers numbers = quotas.getOrDefault(name, Numbers.NONE);
      free = Math.min(free, Math.max(0, numbers.available()));
      held = Math.min(held, numbers.held());
    }
    return new Stock(free, held);
  }

  private static Set<String> own(List<OfferTerms> offers) {
    var names = new HashSet<String>();
    offers.forEach(offer -> names.add(offer.quotas().getFirst()));
    return names;
  }

  private static Set<String> shared(List<OfferTerms> offers) {
    var names = new HashSet<>(offers.getFirst().quotas());
    offers.forEach(offer -> names.retainAll(offer.quotas()));
    return names;
  }
}
