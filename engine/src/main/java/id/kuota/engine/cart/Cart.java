package id.kuota.engine.cart;

import static id.kuota.engine.Decision.accepted;
import static id.kuota.engine.Decision.alreadySo;

import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.QuotaId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;

/**
 * The rules of one cart. Pure: the same state, command and time always give the same answer.
 *
 * <p>What they decide about a line of a cart that holds at once is written when the quotas have
 * granted it, see {@link Refill}.
 */
public final class Cart {

  /** An order that says so may be placed by the same request a moment later. */
  private static final Set<OrderRefusal> UNDECIDED =
      EnumSet.of(OrderRefusal.IN_PROGRESS, OrderRefusal.OVERLOADED, OrderRefusal.UNANSWERED);

  private Cart() {}

  /**
   * Decides a command.
   *
   * @param now later than at any change before, by two microseconds or more
   */
  public static Decision<CartEvent, CartRefused> decide(
      CartState state, CartCommand command, Instant now) {
    return switch (command) {
      case CartCommand.OpenCart open -> open(state, open, now);
      case CartCommand.PutLine put -> put(state, put, now);
      case CartCommand.RemoveLine remove -> remove(state, remove, now);
      case CartCommand.CheckOut checkOut -> checkOut(state, now);
      case CartCommand.RecordOrder order -> ordered(state, now);
      case CartCommand.RecordNoOrder no -> notOrdered(state, no.reason(), now);
    };
  }

  /** Returns the state after an event of the journal. */
  public static CartState evolve(CartState state, CartEvent event) {
    return switch (state) {
      case CartState.Absent absent when event instanceof CartEvent.CartOpened opened ->
          absent.opened(opened);
      case CartState.Open open ->
          switch (event) {
            case CartEvent.CartLinePut put -> open.with(put);
            case CartEvent.CartLineRemoved removed -> open.without(removed);
            case CartEvent.CheckoutBegun begun -> open.checkingOut();
            case CartEvent.CartOpened opened -> throw impossible(state, event);
            case CartEvent.CheckoutRefused refused -> throw impossible(state, event);
            case CartEvent.CartCheckedOut checkedOut -> throw impossible(state, event);
            case CartEvent.CartExpired expired -> throw impossible(state, event);
          };
      case CartState.CheckingOut checkingOut ->
          switch (event) {
            case CartEvent.CheckoutRefused refused -> checkingOut.refused();
            case CartEvent.CartCheckedOut checkedOut -> checkingOut.checkedOut(checkedOut);
            case CartEvent.CartExpired expired -> checkingOut.expired(expired);
            case CartEvent.CartOpened opened -> throw impossible(state, event);
            case CartEvent.CartLinePut put -> throw impossible(state, event);
            case CartEvent.CartLineRemoved removed -> throw impossible(state, event);
            case CartEvent.CheckoutBegun begun -> throw impossible(state, event);
          };
      case CartState.Absent absent -> throw impossible(state, event);
      case CartState.CheckedOut checkedOut -> throw impossible(state, event);
      case CartState.Expired expired -> throw impossible(state, event);
    };
  }

  private static Decision<CartEvent, CartRefused> open(
      CartState state, CartCommand.OpenCart open, Instant now) {
    return switch (state) {
      case CartState.Absent absent ->
          accepted(
              new CartEvent.CartOpened(
                  open.cart(),
                  open.sale(),
                  open.buyer(),
                  open.holds(),
                  open.terms(),
                  now.plus(open.terms().holdFor().multipliedBy(Limits.CART_HOLD_TIMES)),
                  open.fingerprint(),
                  now));
      case CartState.Opened opened when opened.choice().fingerprint().equals(open.fingerprint()) ->
          alreadySo();
      case CartState.Opened opened -> refused(CartRefusal.KEY_REUSED);
    };
  }

  private static Decision<CartEvent, CartRefused> put(
      CartState state, CartCommand.PutLine put, Instant now) {
    return switch (state) {
      case CartState.Absent absent -> refused(CartRefusal.CART_UNKNOWN);
      case CartState.Open(var choice) when choice.isExpired(now) ->
          refused(CartRefusal.CART_EXPIRED);
      case CartState.Open(var choice) -> put(choice, put, now);
      case CartState.CheckingOut checkingOut -> refused(CartRefusal.IN_PROGRESS);
      case CartState.CheckedOut checkedOut -> refused(CartRefusal.CART_CHECKED_OUT);
      case CartState.Expired expired -> refused(CartRefusal.CART_EXPIRED);
    };
  }

  private static Decision<CartEvent, CartRefused> put(
      Choice choice, CartCommand.PutLine put, Instant now) {
    int before = choice.line(put.line().offer()).map(Cart::quantity).orElse(0);
    if (before == quantity(put.line())) return alreadySo();
    if (before == 0 && choice.lines().size() >= Limits.ORDER_LINES_MAX) {
      return refused(CartRefusal.TOO_MANY_LINES);
    }
    Instant until =
        choice.holdsAtOnce() && !choice.hasHeld()
            ? now.plus(put.terms().holdFor())
            : choice.until();
    var event =
        new CartEvent.CartLinePut(put.line(), put.terms(), attempt(choice, now), until, now);
    OrderContent content = choice.with(event).content();
    long tooMany = (long) content.units() - content.unitsPerBuyer();
    if (content.unitsPerBuyer() > 0 && tooMany > 0) {
      return Decision.refused(
          CartRefused.shortOf(OrderRefusal.PURCHASE_LIMIT, content.unitsPerBuyer()));
    }
    return accepted(event);
  }

  private static Decision<CartEvent, CartRefused> remove(
      CartState state, CartCommand.RemoveLine remove, Instant now) {
    return switch (state) {
      case CartState.Absent absent -> refused(CartRefusal.CART_UNKNOWN);
      case CartState.Open(var choice) when choice.isExpired(now) ->
          refused(CartRefusal.CART_EXPIRED);
      case CartState.Open(var choice) when choice.line(remove.offer()).isEmpty() -> alreadySo();
      case CartState.Open(var choice) ->
          accepted(new CartEvent.CartLineRemoved(remove.offer(), attempt(choice, now), now));
      case CartState.CheckingOut checkingOut -> refused(CartRefusal.IN_PROGRESS);
      case CartState.CheckedOut checkedOut -> refused(CartRefusal.CART_CHECKED_OUT);
      case CartState.Expired expired -> refused(CartRefusal.CART_EXPIRED);
    };
  }

  private static Decision<CartEvent, CartRefused> checkOut(CartState state, Instant now) {
    return switch (state) {
      case CartState.Absent absent -> refused(CartRefusal.CART_UNKNOWN);
      case CartState.Open(var choice) when choice.isExpired(now) ->
          refused(CartRefusal.CART_EXPIRED);
      case CartState.Open(var choice) when choice.lines().isEmpty() ->
          refused(CartRefusal.CART_EMPTY);
      case CartState.Open open -> accepted(new CartEvent.CheckoutBegun(now));
      case CartState.CheckingOut checkingOut -> alreadySo();
      case CartState.CheckedOut checkedOut -> alreadySo();
      case CartState.Expired expired -> refused(CartRefusal.CART_EXPIRED);
    };
  }

  private static Decision<CartEvent, CartRefused> ordered(CartState state, Instant now) {
    return state instanceof CartState.CheckingOut(var choice)
        ? accepted(new CartEvent.CartCheckedOut(choice.cart().order(), now))
        : alreadySo();
  }

  private static Decision<CartEvent, CartRefused> notOrdered(
      CartState state, OrderRefusal reason, Instant now) {
    if (!(state instanceof CartState.CheckingOut(var choice))) return alreadySo();
    // There is an order of this cart, of an earlier checkout whose answer was lost.
    if (reason == OrderRefusal.KEY_REUSED) return ordered(state, now);
    if (reason == OrderRefusal.IN_PROGRESS) return alreadySo();
    if (!choice.holdsAtOnce()) return accepted(new CartEvent.CheckoutRefused(now));
    // What is held may be the order's already: the cart cannot have it back, only go on.
    return UNDECIDED.contains(reason) ? alreadySo() : accepted(new CartEvent.CartExpired(now));
  }

  /**
   * Returns the resolution of a hold in the name of the cart's order, which does not exist, before
   * the deadline. Without lines that draw from the quota the hold is what a change left behind that
   * was never written.
   */
  public static HoldResolution.Word earlyResolution(CartState state, QuotaId quota) {
    return switch (state) {
      case CartState.Absent absent -> HoldResolution.Word.RELEASE;
      case CartState.Open(var choice) ->
          choice.holdsAtOnce() && choice.drawsFrom(quota)
              ? HoldResolution.Word.KEEP
              : HoldResolution.Word.RELEASE;
      case CartState.CheckingOut checkingOut -> HoldResolution.Word.WAIT; // The order decides.
      case CartState.CheckedOut checkedOut -> HoldResolution.Word.KEEP;
      case CartState.Expired expired -> HoldResolution.Word.RELEASE;
    };
  }

  /** Later than those before, also those that gave back what a refused change had taken. */
  private static long attempt(Choice choice, Instant now) {
    return choice.holdsAtOnce()
        ? Math.max(ChronoUnit.MICROS.between(Instant.EPOCH, now), choice.attempt() + 2)
        : 0;
  }

  private static int quantity(OrderLine line) {
    return line.price().quantity();
  }

  private static Decision<CartEvent, CartRefused> refused(CartRefusal reason) {
    return Decision.refused(CartRefused.of(reason));
  }

  private static IllegalStateException impossible(CartState state, CartEvent event) {
    return new IllegalStateException(
        "a cart that is %s cannot have had %s".formatted(state.getClass().getSimpleName(), event));
  }
}
