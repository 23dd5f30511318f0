package id.kuota.http.edge.sale;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.kuota.engine.pricing.Charge;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.sale.CartHolds;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.engine.sale.WaitingRoomTerms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sale on the wire: its terms as they can be sent back, and where it stands. */
record SaleJson(
    String id,
    String name,
    SaleView.Phase status,
    boolean selling,
    String currency,
    Instant opensAt,
    Instant closesAt,
    long holdSeconds,
    int unitsPerBuyer,
    CartHolds cartHolds,
    TicketsAfterRefund ticketsAfterRefund,
    List<Quota> quotas,
    List<Offer> offers,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Room waitingRoom,
    long revision) {

  record Room(
      Instant opensAt,
      int admittedPerMinute,
      WaitingRoomTerms.Mixing mixing,
      WaitingRoomTerms.OnFailure onFailure) {
    static Room of(WaitingRoomTerms terms) {
      return new Room(
          terms.opensAt(), terms.admittedPerMinute(), terms.mixing(), terms.onFailure());
    }
  }

  record Quota(String id, long capacity) {
    static Quota of(QuotaTerms terms) {
      return new Quota(terms.name(), terms.capacity());
    }
  }

  record Offer(String id, String name, PriceJson price, List<String> quotas) {
    static Offer of(OfferTerms terms) {
      return new Offer(
          terms.id().value(), terms.name(), PriceJson.of(terms.price()), terms.quotas());
    }
  }

  record PriceJson(long face, List<ChargeJson> charges) {
    static PriceJson of(Price price) {
      return new PriceJson(price.face(), price.charges().stream().map(ChargeJson::of).toList());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChargeJson(
      Charge.Kind kind, String name, @Nullable BigDecimal percent, @Nullable Long amount) {

    static ChargeJson of(Charge charge) {
      return charge.amount() > 0
          ? new ChargeJson(charge.kind(), charge.name(), null, charge.amount())
          : new ChargeJson(charge.kind(), charge.name(), percent(charge.basisPoints()), null);
    }

    /** Converts 1500 to 15, and 1050 to 10.5. */
    private static BigDecimal percent(int basisPoints) {
      BigDecimal percent = BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros();
      return percent.scale() < 0 ? percent.setScale(0) : percent;
    }
  }

  static SaleJson of(SaleView view, Instant now) {
    SaleTerms terms = view.terms();
    return new SaleJson(
        view.sale().value(),
        terms.name(),
        view.phase(),
        isSelling(view, now),
        terms.currency(),
        terms.opensAt(),
        terms.closesAt(),
        terms.holdFor().toSeconds(),
        terms.unitsPerBuyer(),
        terms.cartHolds(),
        terms.ticketsAfterRefund(),
        terms.quotas().stream().map(Quota::of).toList(),
        terms.offers().stream().map(Offer::of).toList(),
        terms.waitingRoom().map(Room::of).orElse(null),
        view.revision());
  }

  /**
   * Returns the revision; and whether it sells, because the clock changes that without a new
   * revision. An {@link Precondition} reads both forms.
   */
  static String etag(SaleView view, Instant now) {
    return "\"%d%s\"".formatted(view.revision(), isSelling(view, now) ? "-selling" : "");
  }

  private static boolean isSelling(SaleView view, Instant now) {
    return view.sellingAt(now) == SaleView.Selling.YES;
  }
}
