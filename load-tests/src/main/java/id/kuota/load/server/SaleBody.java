package id.kuota.load.server;

import id.kuota.load.sale.Offer;
import id.kuota.load.sale.Terms;
import java.time.Instant;
import java.util.List;

/** The terms of a sale in the form in which the server takes them. */
record SaleBody(
    String name,
    String currency,
    Instant opensAt,
    Instant closesAt,
    long holdSeconds,
    int unitsPerBuyer,
    List<QuotaBody> quotas,
    List<OfferBody> offers) {

  record QuotaBody(String id, long capacity) {}

  record OfferBody(String id, String name, PriceBody price, List<String> quotas) {}

  record PriceBody(long face, List<Object> charges) {}

  record TaxBody(String kind, String name, int percent) {}

  record FeeBody(String kind, String name, long amount) {}

  static SaleBody of(Terms terms) {
    return new SaleBody(
        "Load run " + terms.sale(),
        "IDR",
        terms.opensAt(),
        terms.closesAt(),
        terms.hold().toSeconds(),
        terms.unitsPerBuyer(),
        terms.quotas().entrySet().stream()
            .map(quota -> new QuotaBody(quota.getKey(), quota.getValue()))
            .toList(),
        terms.offers().stream().map(SaleBody::offer).toList());
  }

  private static OfferBody offer(Offer offer) {
    var tax = new TaxBody("tax", "Entertainment tax", offer.taxPercent());
    var fee = new FeeBody("fee", "Service", offer.fee());
    List<Object> charges = offer.fee() == 0 ? List.of(tax) : List.of(tax, fee);
    return new OfferBody(
        offer.id(), offer.name(), new PriceBody(offer.face(), charges), offer.quotas());
  }
}
