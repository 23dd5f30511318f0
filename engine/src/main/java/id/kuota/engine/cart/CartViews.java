package id.kuota.engine.cart;

import id.kuota.engine.cart.CartState.Absent;
import id.kuota.engine.cart.CartState.CheckedOut;
import id.kuota.engine.cart.CartState.CheckingOut;
import id.kuota.engine.cart.CartState.Expired;
import id.kuota.engine.cart.CartState.Open;
import id.kuota.engine.cart.CartView.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the outside may see of each state. */
final class CartViews {

  private CartViews() {}

  /** The view at this moment; null for a cart that does not exist. */
  static @Nullable CartView of(CartState state, Instant now) {
    return switch (state) {
      case Absent absent -> null;
      case Open(var choice) when choice.isExpired(now) -> expired(choice);
      case Open(var choice) -> full(choice, Status.OPEN);
      case CheckingOut(var choice) -> full(choice, Status.CHECKING_OUT);
      case CheckedOut(var choice, var at) -> full(choice, Status.CHECKED_OUT);
      case Expired(var choice, var at) -> expired(choice);
    };
  }

  private static CartView full(Choice choice, Status status) {
    boolean isOrder = status == Status.CHECKED_OUT;
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
        Status.EXPIRED,
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
