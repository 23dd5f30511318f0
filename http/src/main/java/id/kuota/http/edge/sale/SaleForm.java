package id.kuota.http.edge.sale;

import id.kuota.engine.Limits;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.sale.CartHolds;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.engine.sale.WaitingRoomTerms;
import id.kuota.http.edge.json.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The body of a request to set the terms of a sale. */
final class SaleForm {

  static final String ID = "must be 1 to 63 lower-case letters, digits or hyphens";

  private static final int NAME_LENGTH_MAX = 200;
  private static final long HOLD_SECONDS = 900;
  private static final int UNITS_PER_BUYER_MAX = 1_000_000;

  /** The only one whose smallest unit is settled. */
  private static final String CURRENCY = "IDR";

  private static final Set<String> TICKETS_AFTER_REFUND = Set.of("void", "keep");
  private static final Set<String> CART_HOLDS = Set.of("at_once", "at_checkout");

  private final Set<String> quotas = new HashSet<>();
  private final Set<String> offers = new HashSet<>();

  private final PayableAmounts payable;

  private SaleForm(PayableAmounts payable) {
    this.payable = payable;
  }

  /**
   * Reads the terms.
   *
   * @param payable what an order may cost: an offer of which not even one unit can be paid is a
   *     mistake
   */
  static SaleTerms read(Fields body, PayableAmounts payable) {
    return new SaleForm(payable).terms(body);
  }

  private SaleTerms terms(Fields body) {
    String name = body.text("name", 1, NAME_LENGTH_MAX);
    String currency = body.text("currency", CURRENCY::equals, "must be " + CURRENCY);
    Instant opensAt = body.instant("opens_at");
    Instant closesAt = body.instant("closes_at");
    if (closesAt.isBefore(opensAt)
        || (closesAt.equals(opensAt) && closesAt.isAfter(Instant.EPOCH))) {
      body.note("closes_at", "out_of_range", "must be after opens_at");
    }
    long holdSeconds =
        body.whole(
            "hold_seconds", Limits.HOLD_MIN.toSeconds(), Limits.HOLD_MAX.toSeconds(), HOLD_SECONDS);
    long unitsPerBuyer = body.whole("units_per_buyer", 0, UNITS_PER_BUYER_MAX, 0);
    CartHolds cartHolds = cartHolds(body);
    List<QuotaTerms> quotaTerms = body.objects("quotas", 1, Limits.SALE_OFFERS_MAX, this::quota);
    List<OfferTerms> offerTerms = body.objects("offers", 1, Limits.SALE_OFFERS_MAX, this::offer);
    return new SaleTerms(
        name,
        currency,
        opensAt,
        closesAt,
        Duration.ofSeconds(holdSeconds),
        (int) unitsPerBuyer,
        cartHolds,
        ticketsAfterRefund(body),
        offerTerms,
        quotaTerms,
        waitingRoom(body, opensAt));
  }

  private static Optional<WaitingRoomTerms> waitingRoom(Fields body, Instant startsAt) {
    return body.has("waiting_room")
        ? Optional.of(body.object("waiting_room", room -> WaitingRoomForm.read(room, startsAt)))
        : Optional.empty();
  }

  private static CartHolds cartHolds(Fields body) {
    if (!body.has("cart_holds")) return CartHolds.AT_CHECKOUT;
    String holds = body.text("cart_holds", CART_HOLDS::contains, "must be at_once or at_checkout");
    return holds.equals("at_once") ? CartHolds.AT_ONCE : CartHolds.AT_CHECKOUT;
  }

  private static TicketsAfterRefund ticketsAfterRefund(Fields body) {
    if (!body.has("tickets_after_refund")) return TicketsAfterRefund.VOID;
    String rule =
        body.text("tickets_after_refund", TICKETS_AFTER_REFUND::contains, "must be void or keep");
    return rule.equals("keep") ? TicketsAfterRefund.KEEP : TicketsAfterRefund.VOID;
  }

  private QuotaTerms quota(Fields quota) {
    String id = unused(quota, quotas);
    return new QuotaTerms(id, quota.whole("capacity", 0, Limits.CAPACITY_MAX));
  }

  private OfferTerms offer(Fields offer) {
    String id = unused(offer, offers);
    return new OfferTerms(
        new OfferId(id),
        offer.text("name", 1, NAME_LENGTH_MAX),
        offer.object("price", price -> PriceForm.read(price, payable)),
        quotasOf(offer, id));
  }

  /** Reads the quotas; without a list, the offer draws from the quota of its own name. */
  private List<String> quotasOf(Fields offer, String id) {
    if (!offer.has("quotas")) {
      if (!quotas.contains(id)) {
        offer.note("quotas", "missing", "is required: no quota has the id of the offer");
      }
      return List.of(id);
    }
    List<String> names =
        offer.texts(
            "quotas", 1, Limits.SALE_OFFERS_MAX, quotas::contains, "must be a quota of this sale");
    if (new HashSet<>(names).size() < names.size()) {
      offer.note("quotas", "duplicate", "must name each quota once");
    }
    return names;
  }

  private static String unused(Fields fields, Set<String> used) {
    String id = fields.text("id", SaleId::isValid, ID);
    if (!used.add(id)) fields.note("id", "duplicate", "is used twice");
    return id;
  }
}
