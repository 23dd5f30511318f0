package id.kuota.engine.cart;

import id.kuota.engine.order.OrderFactory;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.quota.AvailabilityCache;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.sale.CartHolds;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.SaleView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Holds what is asked of a cart against the terms of its sale, before any quota is woken. */
public final class CartChecks {

  /** The outcome: a priced line, or a refusal. */
  public sealed interface Outcome {
    record Ready(OrderLine line) implements Outcome {}

    record TurnedAway(CartRefused refused) implements Outcome {}
  }

  private CartChecks() {}

  /** Checks a line; a cart without holds may be filled before the sale opens. */
  public static Outcome put(
      CartView cart,
      SaleView sale,
      OfferId offer,
      int quantity,
      AvailabilityCache availability,
      Instant now) {
    SaleView.Selling selling = sale.sellingAt(now);
    if (selling == SaleView.Selling.ENDED)
      return turnedAway(CartRefused.as(OrderRefusal.SALE_ENDED));
    boolean atOnce = cart.holds() == CartHolds.AT_ONCE;
    if (selling == SaleView.Selling.NOT_OPEN && atOnce) {
      return turnedAway(CartRefused.as(OrderRefusal.SALE_NOT_OPEN));
    }
    Optional<OfferTerms> terms = sale.terms().offer(offer);
    if (terms.isEmpty()) return turnedAway(CartRefused.of(CartRefusal.OFFER_UNKNOWN));
    OrderLine line = OrderFactory.priced(sale, terms.get(), quantity);
    boolean isNew = cart.lines().stream().noneMatch(known -> known.offer().equals(offer));
    return atOnce && isNew
        ? shortage(line, availability)
            .<Outcome>map(reason -> turnedAway(CartRefused.shortOf(reason, 0)))
            .orElseGet(() -> new Outcome.Ready(line))
        : new Outcome.Ready(line);
  }

  /** Why a cart cannot be checked out; empty when the cart must be asked. */
  public static Optional<CartRefused> checkOut(
      CartView cart, SaleView sale, AvailabilityCache availability, Instant now) {
    if (cart.status() != CartView.Status.OPEN) return Optional.empty();
    return switch (sale.sellingAt(now)) {
      case NOT_OPEN -> Optional.of(CartRefused.as(OrderRefusal.SALE_NOT_OPEN));
      case ENDED -> Optional.of(CartRefused.as(OrderRefusal.SALE_ENDED));
      case YES -> cart.held() ? Optional.empty() : shortLine(cart.lines(), availability);
    };
  }

  private static Optional<CartRefused> shortLine(
      List<OrderLine> lines, AvailabilityCache availability) {
    for (int i = 0; i < lines.size(); i++) {
      Optional<OrderRefusal> reason = shortage(lines.get(i), availability);
      if (reason.isPresent()) {
        return Optional.of(CartRefused.as(new OrderRefused(reason.get(), List.of(i), 0L)));
      }
    }
    return Optional.empty();
  }

  /** Returns what the node knows of the quotas of a line. */
  private static Optional<OrderRefusal> shortage(OrderLine line, AvailabilityCache availability) {
    return line.quotas().stream()
        .flatMap(quota -> availability.refusal(quota, line.price().quantity()).stream())
        .findFirst()
        .map(
            reason ->
                reason == QuotaRefusal.SOLD_OUT
                    ? OrderRefusal.SOLD_OUT
                    : OrderRefusal.TAKEN_FOR_NOW);
  }

  private static Outcome turnedAway(CartRefused refused) {
    return new Outcome.TurnedAway(refused);
  }
}
