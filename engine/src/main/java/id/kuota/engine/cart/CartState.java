package id.kuota.engine.cart;

import java.time.Instant;

/** Where a cart stands. Each state offers only its legal exits. */
public sealed interface CartState {

  /** The journal knows no such cart. */
  record Absent() implements CartState {
    Open opened(CartEvent.CartOpened event) {
      return new Open(Choice.of(event));
    }
  }

  /** The journal knows the cart. */
  sealed interface Opened extends CartState {
    Choice choice();
  }

  /** Lines come and go, until the deadline. */
  record Open(Choice choice) implements Opened {
    Open with(CartEvent.CartLinePut put) {
      return new Open(choice.with(put));
    }

    Open without(CartEvent.CartLineRemoved removed) {
      return new Open(choice.without(removed));
    }

    CheckingOut checkingOut() {
      return new CheckingOut(choice);
    }
  }

  /** The order is asked; the cart asks nothing of its quotas any more. */
  record CheckingOut(Choice choice) implements Opened {
    Open refused() {
      return new Open(choice);
    }

    CheckedOut checkedOut(CartEvent.CartCheckedOut event) {
      return new CheckedOut(choice, event.at());
    }

    Expired expired(CartEvent.CartExpired event) {
      return new Expired(choice, event.at());
    }
  }

  /** The cart has become its order. */
  record CheckedOut(Choice choice, Instant at) implements Opened {}

  /** The checkout came too late. */
  record Expired(Choice choice, Instant at) implements Opened {}
}
