package id.kuota.http.edge.cart;

import id.kuota.engine.cart.CartView;
import id.kuota.engine.sale.CartHolds;
import id.kuota.http.edge.order.LineJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cart on the wire.
 *
 * @param held whether its units are taken for the buyer now
 * @param secondsLeft whole seconds until {@code expiresAt}; never promises more than there is
 */
record CartJson(
    String id,
    String sale,
    CartView.Status status,
    CartHolds holds,
    String currency,
    List<LineJson> lines,
    long total,
    boolean held,
    Instant openedAt,
    Instant expiresAt,
    long secondsLeft,
    @Nullable String order) {

  static CartJson of(CartView view, Instant now) {
    return new CartJson(
        view.cart().value(),
        view.sale().value(),
        view.status(),
        view.holds(),
        view.currency(),
        view.lines().stream().map(LineJson::of).toList(),
        view.total(),
        view.held(),
        view.openedAt(),
        view.until(),
        secondsLeft(view, now),
        view.order() == null ? null : view.order().value());
  }

  private static long secondsLeft(CartView view, Instant now) {
    return view.status() == CartView.Status.OPEN
        ? Math.max(0, Duration.between(now, view.until()).toSeconds())
        : 0;
  }
}
