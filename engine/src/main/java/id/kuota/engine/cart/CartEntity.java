package id.kuota.engine.cart;

import id.kuota.engine.ClusterMessage;
import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.entity.EntityContext;
import id.kuota.engine.entity.EntityKind;
import id.kuota.engine.entity.EntityLogic;
import id.kuota.engine.entity.Step;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.quota.HoldAcquisition;
import id.kuota.engine.quota.HoldQuestion;
import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaReply;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.jspecify.annotations.Nullable;

/**
 * A cart in the cluster. A changed line of a cart that holds at once is granted by the quotas first
 * and written then; a checkout is written first, and then the order is asked until it has answered.
 */
public final class CartEntity
    extends EntityLogic<CartEntity.Message, CartEvent, CartState, PlaceOrder> {

  public static final EntityTypeKey<Message> TYPE = EntityTypeKey.create(Message.class, "Cart");

  public static final EntityKind<Message> KIND =
      EntityKind.of(TYPE, Message.class, Limits.SHORT_LIVED_IDLE);

  /** What the entity understands. */
  public sealed interface Message {}

  public record Ask(CartCommand.FromClient command, ActorRef<Reply<CartView, CartRefused>> replyTo)
      implements Message, ClusterMessage {}

  /** Asks for the view. */
  public record Look(ActorRef<Reply<CartView, CartRefused>> replyTo)
      implements Message, ClusterMessage {}

  /** A quota asks about a hold that no order knows, and whose node is gone. */
  public record ResolveEarly(HoldQuestion question, ActorRef<HoldResolution> replyTo)
      implements Message, ClusterMessage {}

  record QuotaReplied(QuotaReply reply) implements Message {}

  /**
   * The order has answered.
   *
   * @param reply null if it did not in time
   */
  record OrderReplied(long question, @Nullable Reply<OrderView, OrderRefused> reply)
      implements Message {}

  /** The change that the quotas are asked for, and the client that waits for it. */
  private record Change(CartEvent event, ActorRef<Reply<CartView, CartRefused>> replyTo) {}

  private final CartId id;
  private final CartOrders orders;
  private final HoldAcquisition<CartHoldPlan, CartRefused, Change> acquisition;
  private final Supplier<PayableAmounts> payable;
  private Instant lastBeginning = Instant.EPOCH;
  private long question;
  private @Nullable ActorRef<Reply<CartView, CartRefused>> checkoutClient;

  /**
   * Creates a cart.
   *
   * @param orders the orders that carts become
   * @param payable what the order may cost so that it can be paid
   */
  public CartEntity(
      CartId id,
      EntityContext<Message> context,
      Consumer<QuotaBatcher.Submit> quotas,
      CartOrders orders,
      Supplier<PayableAmounts> payable) {
    super(context);
    this.id = id;
    this.orders = orders;
    this.payable = payable;
    this.acquisition =
        new HoldAcquisition<>(quotas, reply -> context.tellSelf(new QuotaReplied(reply)));
  }

  @Override
  public CartState emptyState() {
    return new CartState.Absent();
  }

  @Override
  public CartState evolve(CartState state, CartEvent event) {
    return Cart.evolve(state, event);
  }

  @Override
  public void recovered(CartState state) {
    acquisition.reset();
    question++;
    checkoutClient = null;
  }

  @Override
  public List<PlaceOrder> effects(CartState state, Instant now) {
    return state instanceof CartState.CheckingOut(var choice)
        ? List.of(new PlaceOrder(choice))
        : List.of();
  }

  /** After the deadline of the cart the order is asked only whether it was placed. */
  @Override
  public void perform(PlaceOrder effect) {
    long asked = ++question;
    context.pipeToSelf(
        request(effect.choice()), (reply, failure) -> new OrderReplied(asked, reply));
  }

  private CompletionStage<Reply<OrderView, OrderRefused>> request(Choice choice) {
    OrderId order = choice.cart().order();
    OrderContent content = choice.content();
    if (choice.isExpired(context.now())) {
      return orders.find(order, content.fingerprint(), OrderRefused.of(OrderRefusal.HOLD_EXPIRED));
    }
    long latest = ChronoUnit.MICROS.between(Instant.EPOCH, lastBeginning);
    return choice.holdsAtOnce()
        ? orders.takeOver(order, content, Math.max(latest, choice.attempt()) + 1)
        : orders.place(order, content);
  }

  @Override
  public boolean isBusy(CartState state) {
    return acquisition.isInFlight();
  }

  @Override
  public boolean isVacant(CartState state) {
    return state instanceof CartState.Absent;
  }

  @Override
  public Step<CartEvent, CartState> on(CartState state, Message message) {
    if (!(message instanceof QuotaReplied)) tick(state);
    return switch (message) {
      case Ask ask -> ask(state, ask);
      case Look look -> Step.reply(() -> look.replyTo().tell(view(state, true)));
      case ResolveEarly(var question, var replyTo) ->
          Step.reply(() -> replyTo.tell(question.answered(earlyResolution(state, question))));
      case QuotaReplied replied -> take(acquisition.after(replied.reply(), context.now()));
      case OrderReplied replied -> onOrderReply(state, replied);
    };
  }

  /** A client that asks without a pause must not keep a lost change in flight. */
  @Override
  public Step<CartEvent, CartState> tick(CartState state) {
    return take(acquisition.giveUpIfUnanswered(context.now()));
  }

  private Step<CartEvent, CartState> ask(CartState state, Ask ask) {
    if (acquisition.isInFlight() || effects.inFlight(PlaceOrder.KEY).isPresent()) {
      return reply(ask.replyTo(), refused(CartRefused.of(CartRefusal.IN_PROGRESS)));
    }
    Instant now = nextBeginning();
    return switch (Cart.decide(state, ask.command(), now)) {
      case Decision.Refused<CartEvent, CartRefused>(var reason) ->
          reply(ask.replyTo(), refused(reason));
      case Decision.Accepted<CartEvent, CartRefused>(var events) when events.isEmpty() ->
          alreadySo(state, ask.replyTo());
      case Decision.Accepted<CartEvent, CartRefused>(var events)
          when state instanceof CartState.Open(var choice)
              && events.getFirst() instanceof CartEvent.CheckoutBegun
              && !payable.get().contains(choice.content().total()) ->
          reply(ask.replyTo(), refused(unpayable(choice)));
      case Decision.Accepted<CartEvent, CartRefused>(var events) ->
          act(state, events.getFirst(), now, ask.replyTo());
    };
  }

  /** The buyer can still change the lines, so the checkout does not begin. */
  private CartRefused unpayable(Choice choice) {
    return CartRefused.as(OrderRefused.unpayable(payable.get(), choice.content().total()));
  }

  private Step<CartEvent, CartState> alreadySo(
      CartState state, ActorRef<Reply<CartView, CartRefused>> replyTo) {
    if (!(state instanceof CartState.CheckingOut)) return reply(replyTo, view(state, true));
    checkoutClient = replyTo;
    effects.expedite(PlaceOrder.KEY, context.now());
    return Step.none();
  }

  /** Writes a change, once the quotas have granted what it needs. */
  private Step<CartEvent, CartState> act(
      CartState state,
      CartEvent event,
      Instant now,
      ActorRef<Reply<CartView, CartRefused>> replyTo) {
    CartState next = Cart.evolve(state, event);
    if (state instanceof CartState.Open(var before)
        && next instanceof CartState.Open(var after)
        && before.holdsAtOnce()) {
      var plan = CartHoldPlan.of(id.order().hold(), before, after);
      return take(acquisition.begin(plan, new Change(event, replyTo), now));
    }
    if (next instanceof CartState.CheckingOut) {
      return Step.write(List.of(event), written -> checkoutClient = replyTo);
    }
    return Step.write(List.of(event), written -> replyTo.tell(view(written, false)));
  }

  private Step<CartEvent, CartState> take(
      HoldAcquisition.Progress<CartHoldPlan, CartRefused, Change> progress) {
    return switch (progress) {
      case HoldAcquisition.Progress.Waiting<CartHoldPlan, CartRefused, Change> waiting ->
          Step.none();
      case HoldAcquisition.Progress.Refused<CartHoldPlan, CartRefused, Change>(
              var reason,
              var change) -> {
        change.replyTo().tell(refused(reason));
        yield Step.none();
      }
      case HoldAcquisition.Progress.Granted<CartHoldPlan, CartRefused, Change>(
              var plan,
              var surplus,
              var change) ->
          Step.write(
              List.of(change.event()),
              next -> {
                acquisition.send(surplus);
                change.replyTo().tell(view(next, false));
              });
    };
  }

  private Step<CartEvent, CartState> onOrderReply(CartState state, OrderReplied replied) {
    if (replied.question() != question || !effects.isExpected(PlaceOrder.KEY)) return Step.none();
    var unknown = OrderRefused.of(OrderRefusal.UNANSWERED);
    return switch (replied.reply()) {
      // Silence says nothing: the order may be placed or not.
      case null -> write(List.of(), unknown);
      case Reply.Answered<OrderView, OrderRefused> answered ->
          write(decided(state, new CartCommand.RecordOrder()), unknown);
      case Reply.Refused<OrderView, OrderRefused>(var refused) ->
          write(decided(state, new CartCommand.RecordNoOrder(refused.reason())), refused);
    };
  }

  /** While units are acquired the cart says nothing final: its attempt may replace the hold. */
  private HoldResolution.Word earlyResolution(CartState state, HoldQuestion question) {
    return acquisition.isInFlight()
        ? HoldResolution.Word.WAIT
        : Cart.earlyResolution(state, question.quota());
  }

  private List<CartEvent> decided(CartState state, CartCommand.FromEngine command) {
    return switch (Cart.decide(state, command, context.now())) {
      case Decision.Accepted<CartEvent, CartRefused>(var events) -> events;
      case Decision.Refused<CartEvent, CartRefused>(var reason) ->
          throw new IllegalStateException("the answer of an order cannot be refused: " + reason);
    };
  }

  /** Writes what the order has decided; if it has not, it is asked again. */
  private Step<CartEvent, CartState> write(List<CartEvent> events, OrderRefused refused) {
    var client = Optional.ofNullable(checkoutClient);
    checkoutClient = null;
    if (events.isEmpty()) effects.fail(PlaceOrder.KEY, context.now());
    else effects.acknowledge(PlaceOrder.KEY);
    return Step.write(
        events, next -> client.ifPresent(waiting -> waiting.tell(outcome(next, refused))));
  }

  private Reply<CartView, CartRefused> outcome(CartState state, OrderRefused refused) {
    return switch (state) {
      case CartState.CheckedOut checkedOut -> view(state, false);
      case CartState.Expired expired -> refused(CartRefused.of(CartRefusal.CART_EXPIRED));
      case CartState.Open open -> refused(CartRefused.as(refused));
      case CartState.CheckingOut checkingOut -> refused(CartRefused.as(refused));
      case CartState.Absent absent ->
          throw new IllegalStateException("a cart that was checked out is gone");
    };
  }

  /** Returns the beginning of a change: later than all before, whatever the clock does. */
  private Instant nextBeginning() {
    Instant least = lastBeginning.plus(2, ChronoUnit.MICROS);
    Instant now = context.now();
    lastBeginning = now.isBefore(least) ? least : now;
    return lastBeginning;
  }

  private static Step<CartEvent, CartState> reply(
      ActorRef<Reply<CartView, CartRefused>> replyTo, Reply<CartView, CartRefused> reply) {
    return Step.reply(() -> replyTo.tell(reply));
  }

  private Reply<CartView, CartRefused> view(CartState state, boolean repeated) {
    CartView view = CartViews.of(state, context.now());
    return view == null
        ? refused(CartRefused.of(CartRefusal.CART_UNKNOWN))
        : new Reply.Answered<>(view, repeated);
  }

  private static Reply<CartView, CartRefused> refused(CartRefused reason) {
    return new Reply.Refused<>(reason);
  }
}
