package id.kuota.engine.order;

import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.pricing.PricedLine;
import id.kuota.engine.quota.AvailabilityCache;
import id.kuota.engine.quota.PersonalRefusals;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.SaleView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Turns what a buyer asks into the content of an order, with the terms of the sale, or refuses it
 * before any actor is woken.
 */
public final class OrderFactory {

  /** One line as the buyer asks for it. */
  public record WantedLine(OfferId offer, int quantity) {}

  /** An order as the buyer asks for it. */
  public record Wanted(Buyer buyer, List<WantedLine> lines, String fingerprint) {
    public Wanted {
      lines = List.copyOf(lines);
    }

    /** Creates an order of a buyer with one key. */
    public Wanted(BuyerKey buyer, List<WantedLine> lines, String fingerprint) {
      this(Buyer.of(buyer), lines, fingerprint);
    }
  }

  /** The outcome: content, or a refusal. */
  public sealed interface Outcome {
    record Ready(OrderContent content) implements Outcome {}

    record TurnedAway(OrderRefused refused) implements Outcome {}
  }

  private OrderFactory() {}

  /** Prepares an order without a bound of the payable amount. */
  public static Outcome prepare(SaleView sale, Wanted wanted, Instant now) {
    return prepare(sale, wanted, PayableAmounts.ANY, now);
  }

  public static Outcome prepare(SaleView sale, Wanted wanted, PayableAmounts payable, Instant now) {
    switch (sale.sellingAt(now)) {
      case NOT_OPEN -> {
        return turnedAway(OrderRefusal.SALE_NOT_OPEN, List.of());
      }
      case ENDED -> {
        return turnedAway(OrderRefusal.SALE_ENDED, List.of());
      }
      case YES -> {}
    }
    var lines = new ArrayList<OrderLine>();
    var unknown = new ArrayList<Integer>();
    for (int i = 0; i < wanted.lines().size(); i++) {
      WantedLine line = wanted.lines().get(i);
      Optional<OfferTerms> offer = sale.terms().offer(line.offer());
      if (offer.isEmpty()) {
        unknown.add(i);
      } else {
        lines.add(priced(sale, offer.get(), line.quantity()));
      }
    }
    if (!unknown.isEmpty()) return turnedAway(OrderRefusal.OFFER_UNKNOWN, unknown);
    var content =
        new OrderContent(
            sale.sale(),
            sale.revision(),
            sale.terms().currency(),
            wanted.buyer().key(),
            wanted.buyer().drawing(lines, sale.sale(), sale.terms().unitsPerBuyer()),
            sale.terms().holdFor(),
            sale.terms().unitsPerBuyer(),
            wanted.fingerprint());
    return payable.contains(content.total())
        ? new Outcome.Ready(content)
        : new Outcome.TurnedAway(OrderRefused.unpayable(payable, content.total()));
  }

  /** Refuses from what the node knows of the quotas; empty when they must be asked. */
  public static Optional<OrderRefused> refusedEarly(
      OrderContent content, AvailabilityCache availability, PersonalRefusals personal) {
    if (content.unitsPerBuyer() > 0 && content.units() > content.unitsPerBuyer()) {
      return Optional.of(overLimit(content));
    }
    for (QuotaShare share : content.shares()) {
      if (share.quota().isPersonal()) {
        if (personal.hasTooFewFor(share.quota(), share.quantity())) {
          return Optional.of(overLimit(content));
        }
      } else {
        Optional<QuotaRefusal> refusal = availability.refusal(share.quota(), share.quantity());
        if (refusal.isPresent()) return Optional.of(shortOf(content, share, refusal.get()));
      }
    }
    return Optional.empty();
  }

  private static OrderRefused shortOf(
      OrderContent content, QuotaShare share, QuotaRefusal refusal) {
    OrderRefusal reason =
        refusal == QuotaRefusal.SOLD_OUT ? OrderRefusal.SOLD_OUT : OrderRefusal.TAKEN_FOR_NOW;
    return new OrderRefused(reason, linesOn(content, share.quota()), 0L);
  }

  /** A buyer's limit is about all lines; what the buyer has stays private. */
  private static OrderRefused overLimit(OrderContent content) {
    List<Integer> all = IntStream.range(0, content.lines().size()).boxed().toList();
    return new OrderRefused(OrderRefusal.PURCHASE_LIMIT, all, (long) content.unitsPerBuyer());
  }

  private static List<Integer> linesOn(OrderContent content, QuotaId quota) {
    return IntStream.range(0, content.lines().size())
        .filter(i -> content.lines().get(i).quotas().contains(quota))
        .boxed()
        .toList();
  }

  /** Returns a line with the price of this moment. */
  public static OrderLine priced(SaleView sale, OfferTerms offer, int quantity) {
    PricedLine price = offer.price().times(quantity);
    List<QuotaId> quotas =
        offer.quotas().stream().map(name -> QuotaId.shared(sale.sale().value(), name)).toList();
    return new OrderLine(offer.id(), offer.name(), price, quotas);
  }

  private static Outcome turnedAway(OrderRefusal reason, List<Integer> lines) {
    return new Outcome.TurnedAway(new OrderRefused(reason, lines, null));
  }
}
