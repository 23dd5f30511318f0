package id.kuota.engine.cart;

import id.kuota.engine.Decision.Accepted;
import id.kuota.engine.Decision.Refused;
import id.kuota.engine.EngineEntity;
import id.kuota.engine.Idleness;
import id.kuota.engine.Limits;
import id.kuota.engine.Portable;
import id.kuota.engine.Reply;
import id.kuota.engine.Shard;
import id.kuota.engine.cart.CartCommand.RecordNoOrder;
import id.kuota.engine.cart.CartCommand.RecordOrder;
import id.kuota.engine.cart.CartEvent.CheckoutBegun;
import id.kuota.engine.cart.CartState.Absent;
import id.kuota.engine.cart.CartState.CheckingOut;
import id.kuota.engine.cart.CartState.Open;
import id.kuota.engine.order.OrderEntity;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaReply;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * A cart in the cluster. A changed line of a cart that holds at once is granted by the quotas first
 * and written then; a checkout is written first, and then the order is asked until it has answered.
 */
public final class CartEntity extends EngineEntity<CartEntity.Message, CartEvent, CartState> {

  public static final EntityTypeKey<Message> TYPE = EntityTypeKey.create(Message.class, "Cart");

  /** What the entity understands. */
  public sealed interface Message {}

  public record Ask(CartCommand.FromClient command, ActorRef<Reply<CartView, CartRefused>> replyTo)
      implements Message, Portable {}

  /** Asks for the view. */
  public record Look(ActorRef<Reply<CartView, CartRefused>> replyTo) implements Message, Portable {}

  /** From the shard: the cart was idle, or its shard moves. */
  public record Stop() implements Message, Portable {}

  record QuotaReplied(QuotaReply reply) implements Message {}

  /**
   * The order has answered.
   *
   * @param reply null if it did not in time
   */
  record OrderReplied(long question, @Nullable Reply<OrderView, OrderRefused> reply)
      implements Message {}

  record CheckoutDue() implements Message {}

  record IdleLook() implements Message {}

  private final CartId id;
  private final ActorContext<Message> context;
  private final Shard<Message> shard;
  private final Supplier<PayableAmounts> payable;
  private final Clock clock;
  private final Refilling refilling;
  private final CartCheckout checkout;
  private final Idleness<Message> idleness;
  private Instant lastBeginning = Instant.EPOCH;

  private CartEntity(
      CartId id,
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      Shard<Message> shard,
      ActorRef<QuotaBatcher.Message> quotas,
      Function<OrderId, RecipientRef<OrderEntity.Message>> orders,
      Supplier<PayableAmounts> payable,
      Clock clock) {
    super(PersistenceId.of(TYPE.name(), id.value()), context);
    this.id = id;
    this.context = context;
    this.shard = shard;
    this.payable = payable;
    this.clock = clock;
    ActorRef<QuotaReply> replies = context.messageAdapter(QuotaReply.class, QuotaReplied::new);
    this.refilling = new Refilling(quotas, replies);
    this.checkout = new CartCheckout(context, timers, orders);
    this.idleness = new Idleness<>(timers, Limits.SHORT_LIVED_IDLE, new IdleLook());
  }

  /**
   * A cart.
   *
   * @param orders where the entity of an order is reached, on whichever node it lives
   * @param payable what the order may cost so that it can be paid
   */
  public static Behavior<Message> create(
      CartId id,
      Shard<Message> shard,
      ActorRef<QuotaBatcher.Message> quotas,
      Function<OrderId, RecipientRef<OrderEntity.Message>> orders,
      Supplier<PayableAmounts> payable,
      Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new CartEntity(id, context, timers, shard, quotas, orders, payable, clock)));
  }

  @Override
  public CartState emptyState() {
    return new Absent();
  }

  @Override
  public CommandHandlerWithReply<Message, CartEvent, CartState> commandHandler() {
    return this::onMessage;
  }

  @Override
  public EventHandler<CartState, CartEvent> eventHandler() {
    return Cart::evolve;
  }

  @Override
  public SignalHandler<CartState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::onRecovered)
        .build();
  }

  /** Also runs when a failed write made the cart recover: what it was about is unknown then. */
  private void onRecovered(CartState state) {
    refilling.forget();
    checkout.forget();
    idleness.watch();
    askOrder(state, null);
  }

  private ReplyEffect<CartEvent, CartState> onMessage(CartState state, Message message) {
    if (!(message instanceof QuotaReplied)) {
      refilling.giveUpIfUnanswered(clock.instant());
    }
    if (!(message instanceof IdleLook)) idleness.needed();
    return switch (message) {
      case Ask ask -> ask(state, ask);
      case Look look -> {
        leaveIfAbsent(state);
        yield Effect().reply(look.replyTo(), view(state, true));
      }
      case QuotaReplied replied -> write(refilling.after(replied.reply(), clock.instant()));
      case OrderReplied replied -> onOrderReply(state, replied);
      case CheckoutDue due -> {
        if (!checkout.isUnderWay()) askOrder(state, null);
        yield Effect().noReply();
      }
      case IdleLook look -> passivateIfIdle(state);
      case Stop stop -> stop(stop);
    };
  }

  private ReplyEffect<CartEvent, CartState> ask(CartState state, Ask ask) {
    if (refilling.isUnderWay() || checkout.isUnderWay()) {
      return Effect().reply(ask.replyTo(), refused(CartRefused.of(CartRefusal.IN_PROGRESS)));
    }
    Instant now = nextBeginning();
    return switch (Cart.decide(state, ask.command(), now)) {
      case Refused<CartEvent, CartRefused>(var reason) -> {
        leaveIfAbsent(state);
        yield Effect().reply(ask.replyTo(), refused(reason));
      }
      case Accepted<CartEvent, CartRefused>(var events) when events.isEmpty() ->
          alreadySo(state, ask.replyTo());
      case Accepted<CartEvent, CartRefused>(var events)
          when state instanceof Open(var choice)
              && events.getFirst() instanceof CheckoutBegun
              && !payable.get().contains(choice.content().total()) ->
          Effect().reply(ask.replyTo(), refused(unpayable(choice)));
      case Accepted<CartEvent, CartRefused>(var events) ->
          act(state, events.getFirst(), now, ask.replyTo());
    };
  }

  /** A cart without an event has asked no quota and no order. */
  private void leaveIfAbsent(CartState state) {
    shard.passivateAbsent(context, state instanceof Absent);
  }

  /** The buyer can still change the lines, so the checkout does not begin. */
  private CartRefused unpayable(Choice choice) {
    return CartRefused.as(OrderRefused.unpayable(payable.get(), choice.content().total()));
  }

  private ReplyEffect<CartEvent, CartState> alreadySo(
      CartState state, ActorRef<Reply<CartView, CartRefused>> replyTo) {
    if (state instanceof CheckingOut) {
      askOrder(state, replyTo);
      return Effect().noReply();
    }
    return Effect().reply(replyTo, view(state, true));
  }

  /** What the quotas must grant first is written when they have. */
  private ReplyEffect<CartEvent, CartState> act(
      CartState state,
      CartEvent event,
      Instant now,
      ActorRef<Reply<CartView, CartRefused>> replyTo) {
    CartState next = Cart.evolve(state, event);
    if (state instanceof Open(var before)
        && next instanceof Open(var after)
        && before.holdsAtOnce()) {
      var refill = Refill.of(id.order().hold(), before, after);
      return write(refilling.begin(refill, event, now, replyTo));
    }
    return next instanceof CheckingOut
        ? Effect().persist(event).thenRun((CartState s) -> askOrder(s, replyTo)).thenNoReply()
        : Effect().persist(event).thenReply(replyTo, written -> view(written, false));
  }

  private ReplyEffect<CartEvent, CartState> write(Optional<Refilling.Success> granted) {
    if (granted.isEmpty()) return Effect().noReply();
    Refilling.Success success = granted.get();
    return Effect()
        .persist(success.event())
        .thenRun((CartState next) -> refilling.send(success.surplus()))
        .thenReply(success.replyTo(), next -> view(next, false));
  }

  private void askOrder(CartState state, @Nullable ActorRef<Reply<CartView, CartRefused>> buyer) {
    if (state instanceof CheckingOut(var choice)) {
      long latest = ChronoUnit.MICROS.between(Instant.EPOCH, lastBeginning);
      checkout.ask(choice, Math.max(latest, choice.attempt()) + 1, clock.instant(), buyer);
    }
  }

  private ReplyEffect<CartEvent, CartState> onOrderReply(CartState state, OrderReplied replied) {
    if (!checkout.isAnsweredBy(replied)) return Effect().noReply();
    var unknown = OrderRefused.of(OrderRefusal.UNANSWERED);
    return switch (replied.reply()) {
      case null -> writeWord(List.of(), unknown); // Silence is no word: it may be placed or not.
      case Reply.Answered<OrderView, OrderRefused> answered ->
          writeWord(wordOf(state, new RecordOrder()), unknown);
      case Reply.Refused<OrderView, OrderRefused>(var refused) ->
          writeWord(wordOf(state, new RecordNoOrder(refused.reason())), refused);
    };
  }

  private List<CartEvent> wordOf(CartState state, CartCommand.FromEngine command) {
    return switch (Cart.decide(state, command, clock.instant())) {
      case Accepted<CartEvent, CartRefused>(var events) -> events;
      case Refused<CartEvent, CartRefused>(var reason) ->
          throw new IllegalStateException("the word of an order cannot be refused: " + reason);
    };
  }

  /** Writes the word of the order; if it was none, it is asked again. */
  private ReplyEffect<CartEvent, CartState> writeWord(
      List<CartEvent> events, OrderRefused refused) {
    var buyer = checkout.takeBuyer();
    if (events.isEmpty()) {
      checkout.askAgainLater();
    } else {
      checkout.decided();
    }
    return Effect()
        .persist(events)
        .thenRun((CartState next) -> buyer.ifPresent(b -> b.tell(outcome(next, refused))))
        .thenNoReply();
  }

  private Reply<CartView, CartRefused> outcome(CartState state, OrderRefused refused) {
    return switch (state) {
      case CartState.CheckedOut checkedOut -> view(state, false);
      case CartState.Expired expired -> refused(CartRefused.of(CartRefusal.CART_EXPIRED));
      case CartState.Open open -> refused(CartRefused.as(refused));
      case CheckingOut checkingOut -> refused(CartRefused.as(refused));
      case Absent absent -> throw new IllegalStateException("a cart that was checked out is gone");
    };
  }

  private ReplyEffect<CartEvent, CartState> passivateIfIdle(CartState state) {
    boolean isBusy = refilling.isUnderWay() || state instanceof CheckingOut;
    if (idleness.isIdle() && !isBusy) {
      shard.passivate(context);
    }
    return Effect().noReply();
  }

  private ReplyEffect<CartEvent, CartState> stop(Stop stop) {
    boolean isBusy = refilling.isUnderWay() || checkout.isUnderWay();
    return idleness.stopsNow(isBusy, stop) ? Effect().stop().thenNoReply() : Effect().noReply();
  }

  /** Later changes have later beginnings, whatever the clock does. */
  private Instant nextBeginning() {
    Instant least = lastBeginning.plus(2, ChronoUnit.MICROS);
    Instant now = clock.instant();
    lastBeginning = now.isBefore(least) ? least : now;
    return lastBeginning;
  }

  private Reply<CartView, CartRefused> view(CartState state, boolean repeated) {
    CartView view = CartViews.of(state, clock.instant());
    return view == null
        ? refused(CartRefused.of(CartRefusal.CART_UNKNOWN))
        : new Reply.Answered<>(view, repeated);
  }

  private static Reply<CartView, CartRefused> refused(CartRefused reason) {
    return new Reply.Refused<>(reason);
  }
}
