package id.kuota.engine.cart;

import id.kuota.engine.ShortHash;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.CartHolds;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a cart has.
 *
 * @param attempt the latest attempt by which it holds; 0 if it never held anything
 * @param until after it the cart is expired
 */
record Choice(
    CartId cart,
    SaleId sale,
    Buyer buyer,
    CartHolds holds,
    CartTerms terms,
    List<OrderLine> lines,
    long attempt,
    Instant until,
    String fingerprint,
    Instant openedAt) {

  Choice {
    lines = List.copyOf(lines);
  }

  static Choice of(CartEvent.CartOpened event) {
    return new Choice(
        event.cart(),
        event.sale(),
        event.buyer(),
        event.holds(),
        event.terms(),
        List.of(),
        0,
        event.until(),
        event.fingerprint(),
        event.at());
  }

  Choice with(CartEvent.CartLinePut put) {
    var more = new ArrayList<>(lines);
    int place = place(put.line().offer());
    if (place < 0) {
      more.add(put.line());
    } else {
      more.set(place, put.line());
    }
    return new Choice(
        cart,
        sale,
        buyer,
        holds,
        put.terms(),
        more,
        put.attempt(),
        put.until(),
        fingerprint,
        openedAt);
  }

  Choice without(CartEvent.CartLineRemoved removed) {
    List<OrderLine> less =
        lines.stream().filter(line -> !line.offer().equals(removed.offer())).toList();
    return new Choice(
        cart,
        sale,
        buyer,
        holds,
        terms,
        less,
        Math.max(attempt, removed.attempt()),
        until,
        fingerprint,
        openedAt);
  }

  Optional<OrderLine> line(OfferId offer) {
    int place = place(offer);
    return place < 0 ? Optional.empty() : Optional.of(lines.get(place));
  }

  boolean isExpired(Instant now) {
    return !now.isBefore(until);
  }

  boolean holdsAtOnce() {
    return holds == CartHolds.AT_ONCE;
  }

  /** Returns whether an order of these lines takes units of this quota. */
  boolean drawsFrom(QuotaId quota) {
    return content().shares().stream()
        .anyMatch(share -> share.quota().equals(quota) && share.quantity() > 0);
  }

  /** The first hold sets the deadline of the cart, and no later one moves it. */
  boolean hasHeld() {
    return attempt > 0;
  }

  /** Returns what the order of this cart would be; an empty cart has no lines. */
  OrderContent content() {
    return new OrderContent(
        sale,
        terms.saleRevision(),
        terms.currency(),
        buyer.key(),
        buyer.drawing(lines, sale, terms.unitsPerBuyer()),
        terms.holdFor(),
        terms.unitsPerBuyer(),
        contentFingerprint());
  }

  /** Returns a fingerprint of lines and prices: equal ones are one order. */
  private String contentFingerprint() {
    var canonical = new StringBuilder("cart\n").append(cart);
    for (OrderLine line : lines) {
      canonical.append('\n').append(line.offer());
      canonical.append(' ').append(line.price().quantity());
      canonical.append(' ').append(line.price().total());
    }
    return ShortHash.of(canonical.toString());
  }

  private int place(OfferId offer) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).offer().equals(offer)) return i;
    }
    return -1;
  }
}
