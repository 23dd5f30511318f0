package id.kuota.engine.cart;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the outside may see of each state. */
final class CartViews {

  private CartViews() {}

  /** Returns the view at this moment; null for a cart that does not exist. */
  static @Nullable CartView of(CartState state, Instant now) {
    return switch (state) {
      case CartState.Absent absent -> null;
      case CartState.Open(var choice) when choice.isExpired(now) -> expired(choice);
      case CartState.Open(var choice) -> full(choice, CartView.Status.OPEN);
      case CartState.CheckingOut(var choice) -> full(choice, CartView.Status.CHECKING_OUT);
      case CartState.CheckedOut(var choice, var at) -> full(choice, CartView.Status.CHECKED_OUT);
      case CartState.Expired(var choice, var at) -> expired(choice);
    };
  }

  private static CartView full(Choice choice, CartView.Status status) {
    boolean isOrder = status == CartView.Status.CHECKED_OUT;
    boolean held = choice.holdsAtOnce() && !choice.lines().isEmpty() && !isOrder;
    return new CartView(
        choice.cart(),
        choice.sale(),
        status,
        choice.holds(),
        choice.terms().currency(),
        choice.lines(),
        choice.content().total(),
        held,
        choice.openedAt(),
        choice.until(),
        isOrder ? choice.cart().order() : null);
  }

  private static CartView expired(Choice choice) {
    return new CartView(
        choice.cart(),
        choice.sale(),
        CartView.Status.EXPIRED,
        choice.holds(),
        choice.terms().currency(),
        List.of(),
        0,
        false,
        choice.openedAt(),
        choice.until(),
        null);
  }
}
