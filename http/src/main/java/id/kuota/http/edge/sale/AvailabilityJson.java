package id.kuota.http.edge.sale;

import id.kuota.engine.quota.Availability;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.SaleView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be had of a sale at this moment, as far as this node knows. */
record AvailabilityJson(String sale, List<Offer> offers) {

  /** What a buyer may expect of an offer. */
  enum Status {
    AVAILABLE,
    /** Nothing is free, but units that are held may come back. */
    TAKEN_FOR_NOW,
    SOLD_OUT
  }

  /**
   * One offer.
   *
   * @param available the least of its quotas; never negative
   */
  record Offer(String offer, Status status, long available) {

    static Offer of(OfferTerms offer, Map<String, Numbers> quotas) {
      List<Numbers> own = offer.quotas().stream().map(quotas::get).toList();
      long available = own.stream().mapToLong(Numbers::available).min().orElse(0);
      boolean mayComeBack = own.stream().allMatch(quota -> quota.available() + quota.held() > 0);
      Status status =
          available > 0 ? Status.AVAILABLE : mayComeBack ? Status.TAKEN_FOR_NOW : Status.SOLD_OUT;
      return new Offer(offer.id().value(), status, Math.max(0, available));
    }
  }

  /** The numbers of one quota. */
  record Numbers(long available, long held) {

    /** Returns the numbers; a quota that is not open yet has its initial capacity. */
    static Numbers of(Optional<Availability> known, long capacity) {
      return known
          .map(news -> new Numbers(news.available(), news.held()))
          .orElseGet(() -> new Numbers(capacity, 0));
    }
  }

  static AvailabilityJson of(SaleView view, Map<String, Numbers> quotas) {
    return new AvailabilityJson(
        view.sale().value(),
        view.terms().offers().stream().map(offer -> Offer.of(offer, quotas)).toList());
  }
}
