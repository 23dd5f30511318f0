package id.kuota.engine.cart;

import id.kuota.engine.cart.CartEvent.CartCheckedOut;
import id.kuota.engine.cart.CartEvent.CartExpired;
import id.kuota.engine.cart.CartEvent.CartLinePut;
import id.kuota.engine.cart.CartEvent.CartLineRemoved;
import id.kuota.engine.cart.CartEvent.CartOpened;
import java.time.Instant;

/** Where a cart stands. Each state offers only its legal exits. */
public sealed interface CartState {

  /** The journal knows no such cart. */
  record Absent() implements CartState {
    Open opened(CartOpened event) {
      return new Open(Choice.of(event));
    }
  }

  /** The journal knows the cart. */
  sealed interface Opened extends CartState {
    Choice choice();
  }

  /** Lines come and go, until the deadline. */
  record Open(Choice choice) implements Opened {
    Open with(CartLinePut put) {
      return new Open(choice.with(put));
    }

    Open without(CartLineRemoved removed) {
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

    CheckedOut checkedOut(CartCheckedOut event) {
      return new CheckedOut(choice, event.at());
    }

    Expired expired(CartExpired event) {
      return new Expired(choice, event.at());
    }
  }

  /** The cart has become its order. */
  record CheckedOut(Choice choice, Instant at) implements Opened {}

  /** The checkout came too late. */
  record Expired(Choice choice, Instant at) implements Opened {}
}
