package id.kuota.engine.cart;

import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.cart.CartEntity.CheckoutDue;
import id.kuota.engine.cart.CartEntity.Message;
import id.kuota.engine.cart.CartEntity.OrderReplied;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEntity;
import id.kuota.engine.order.OrderEntity.FindPlaced;
import id.kuota.engine.order.OrderEntity.Place;
import id.kuota.engine.order.OrderEntity.TakeOver;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Asks the order of a cart whose checkout has begun, and asks again with growing pauses until the
 * order has given its word: it is placed, or never will be.
 */
final class CartCheckout {

  private final ActorContext<Message> context;
  private final TimerScheduler<Message> timers;
  private final Function<OrderId, RecipientRef<OrderEntity.Message>> orders;
  private boolean isAsked;
  private long question;
  private Duration pause = Limits.DUTY_RETRY_MIN;
  private @Nullable ActorRef<Reply<CartView, CartRefused>> replyTo;

  CartCheckout(
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      Function<OrderId, RecipientRef<OrderEntity.Message>> orders) {
    this.context = context;
    this.timers = timers;
    this.orders = orders;
  }

  /** Whether the order was asked and has not answered yet. */
  boolean isUnderWay() {
    return isAsked;
  }

  /** Begins anew: a write that fails also cancels the timers of the cart. */
  void forget() {
    isAsked = false;
    question++;
    replyTo = null;
  }

  /**
   * Asks the order to be placed; after the deadline of the cart, whether it was.
   *
   * @param after the latest attempt by which the cart may hold
   * @param buyer who waits for the answer; null if nobody does
   */
  void ask(
      Choice choice,
      long after,
      Instant now,
      @Nullable ActorRef<Reply<CartView, CartRefused>> buyer) {
    isAsked = true;
    replyTo = buyer;
    long asked = ++question;
    context.pipeToSelf(
        AskPattern.<OrderEntity.Message, Reply<OrderView, OrderRefused>>ask(
            orders.apply(choice.cart().order()),
            answerTo -> request(choice, after, now, answerTo),
            Limits.ENTITY_TIMEOUT,
            context.getSystem().scheduler()),
        (reply, failure) -> new OrderReplied(asked, reply));
  }

  /** Whether this is the answer to the question that was asked last. */
  boolean isAnsweredBy(OrderReplied reply) {
    if (!isAsked || reply.question() != question) return false;
    isAsked = false;
    return true;
  }

  /** Who waits for the answer; asked once. */
  Optional<ActorRef<Reply<CartView, CartRefused>>> takeBuyer() {
    var buyer = Optional.ofNullable(replyTo);
    replyTo = null;
    return buyer;
  }

  /** The order has decided: the next checkout of this cart begins with the shortest pause. */
  void decided() {
    timers.cancel(CheckoutDue.class);
    pause = Limits.DUTY_RETRY_MIN;
  }

  void askAgainLater() {
    timers.startSingleTimer(CheckoutDue.class, new CheckoutDue(), pause);
    pause = pause.multipliedBy(2);
    if (pause.compareTo(Limits.DUTY_RETRY_MAX) > 0) {
      pause = Limits.DUTY_RETRY_MAX;
    }
  }

  private static OrderEntity.Message request(
      Choice choice, long after, Instant now, ActorRef<Reply<OrderView, OrderRefused>> answerTo) {
    OrderContent content = choice.content();
    if (choice.isExpired(now)) {
      var otherwise = OrderRefused.of(OrderRefusal.HOLD_EXPIRED);
      return new FindPlaced(content.fingerprint(), otherwise, answerTo);
    }
    return choice.holdsAtOnce()
        ? new TakeOver(content, after, answerTo)
        : new Place(content, answerTo);
  }
}
