package id.kuota.engine.order;

import id.kuota.engine.Decision.Accepted;
import id.kuota.engine.Decision.Refused;
import id.kuota.engine.Limits;
import id.kuota.engine.Portable;
import id.kuota.engine.Reply;
import id.kuota.engine.entity.EntityContext;
import id.kuota.engine.entity.EntityKind;
import id.kuota.engine.entity.EntityLogic;
import id.kuota.engine.entity.Step;
import id.kuota.engine.order.OrderAcquisition.Client;
import id.kuota.engine.order.OrderState.Absent;
import id.kuota.engine.order.OrderState.Held;
import id.kuota.engine.order.OrderState.Placed;
import id.kuota.engine.payment.PaymentDesk;
import id.kuota.engine.quota.HoldAcquisition.Progress;
import id.kuota.engine.quota.HoldFate;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaAnswer.Ended;
import id.kuota.engine.quota.QuotaBatcher.Submit;
import id.kuota.engine.quota.QuotaCall;
import id.kuota.engine.quota.QuotaReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An order in the cluster. While it is being placed it asks its quotas one after the other and has
 * nothing in the journal; then it writes one event and answers. It leaves memory soon after.
 */
public final class OrderEntity
    extends EntityLogic<OrderEntity.Message, OrderEvent, OrderState, OrderEffect> {

  public static final EntityTypeKey<Message> TYPE = EntityTypeKey.create(Message.class, "Order");

  public static final EntityKind<Message> KIND =
      EntityKind.of(TYPE, Message.class, Limits.SHORT_LIVED_IDLE).staying();

  private static final Logger log = LoggerFactory.getLogger(OrderEntity.class);
  private static final String NOTHING_NEW = "the answer changes nothing";

  /** What the entity understands. */
  public sealed interface Message
      permits Place, TakeOver, Ask, FindPlaced, Look, AskFate, Wake, OrderInternal {}

  /** Places the order, unless it is placed already. */
  public record Place(OrderContent content, ActorRef<Reply<OrderView, OrderRefused>> replyTo)
      implements Message, Portable {}

  /**
   * Places the order with units that were held in its name until now, as those of a cart are.
   *
   * @param after the latest attempt that may have held them
   */
  public record TakeOver(
      OrderContent content, long after, ActorRef<Reply<OrderView, OrderRefused>> replyTo)
      implements Message, Portable {}

  public record Ask(
      OrderCommand.FromClient command, ActorRef<Reply<OrderView, OrderRefused>> replyTo)
      implements Message, Portable {}

  /**
   * Looks for the order that a request which would be refused now may have placed before.
   *
   * @param refusal the answer if there is none
   */
  public record FindPlaced(
      String fingerprint, OrderRefused refusal, ActorRef<Reply<OrderView, OrderRefused>> replyTo)
      implements Message, Portable {}

  /** Asks for the view. */
  public record Look(ActorRef<Reply<OrderView, OrderRefused>> replyTo)
      implements Message, Portable {}

  /** A quota asks what shall become of a hold. */
  public record AskFate(HoldId hold, long attempt, ActorRef<HoldFate> replyTo)
      implements Message, Portable {}

  /** Makes sure that the order is awake: what it owes, it sends then. */
  public record Wake() implements Message, Portable {}

  private final OrderId id;
  private final OrderCalls calls;
  private final OrderAcquisition acquisition;
  private final DueEffects due = new DueEffects();

  /** An order. */
  public OrderEntity(
      OrderId id,
      EntityContext<Message> context,
      Consumer<Submit> quotas,
      PaymentDesk desk,
      TicketPort tickets) {
    super(context);
    this.id = id;
    this.acquisition =
        new OrderAcquisition(
            id, quotas, reply -> context.tellSelf(new OrderInternal.QuotaReplied(reply)));
    this.calls = new OrderCalls(id, context, quotas, acquisition, desk, tickets);
  }

  @Override
  public OrderState emptyState() {
    return new Absent();
  }

  @Override
  public OrderState evolve(OrderState state, OrderEvent event) {
    return Order.evolve(state, event);
  }

  @Override
  public void recovered(OrderState state) {
    acquisition.reset();
    due.reset();
  }

  @Override
  public List<OrderEffect> effects(OrderState state, Instant now) {
    return due.of(state, id.hold(), now, effects::isExpected);
  }

  @Override
  public Optional<Instant> nextEffectAt(OrderState state) {
    return due.nextRound();
  }

  @Override
  public void perform(OrderEffect effect) {
    due.sent(effect);
    calls.send(effect);
  }

  @Override
  public boolean isBusy(OrderState state) {
    return acquisition.isInFlight();
  }

  @Override
  public boolean staysAwake(OrderState state) {
    return due.nextRound().isPresent();
  }

  /**
   * An incarnation that has tried to place the order stays until it is idle, also when it was
   * refused: a retry in the same millisecond would begin an attempt of the same number, and what
   * the first gives back would be the second's.
   */
  @Override
  public boolean isVacant(OrderState state) {
    return state instanceof Absent && !acquisition.hasBegun();
  }

  /** An order that holds units is paid for, or asked for them at the deadline. */
  @Override
  public Duration expectedWithin(OrderState state) {
    return state instanceof Held held
        ? Duration.between(
            context.now(), held.ledger().heldUntil().plus(Limits.REST_AFTER_DEADLINE))
        : Duration.ZERO;
  }

  /** A client that asks without a pause must not keep a lost placement in flight for ever. */
  @Override
  public Step<OrderEvent, OrderState> tick(OrderState state) {
    return take(state, acquisition.giveUpIfUnanswered(context.now()));
  }

  @Override
  public Step<OrderEvent, OrderState> on(OrderState state, Message message) {
    if (!(message instanceof OrderInternal.QuotaReplied)) tick(state);
    return switch (message) {
      case Place place -> place(state, place.content(), OptionalLong.empty(), place.replyTo());
      case TakeOver over ->
          place(state, over.content(), OptionalLong.of(over.after()), over.replyTo());
      case FindPlaced find -> findPlaced(state, find);
      case Ask ask -> {
        due.hear(state, ask.command(), context.now());
        yield decide(state, ask.command(), ask.replyTo());
      }
      case Look look -> Step.reply(() -> look.replyTo().tell(view(state, true)));
      case AskFate fate -> tellFate(state, fate);
      case Wake wake -> Step.none();
      case OrderInternal internal -> onInternal(state, internal);
    };
  }

  private Step<OrderEvent, OrderState> onInternal(OrderState state, OrderInternal message) {
    return switch (message) {
      case OrderInternal.QuotaReplied(var reply) when reply.tag() < 0 -> onQuotaReply(state, reply);
      case OrderInternal.QuotaReplied(var reply) ->
          take(state, acquisition.after(reply, context.now()));
      case OrderInternal.PaymentTold(var payment, var outcome) ->
          take(state, payment.value(), GatewayWords.after(outcome, payment, isOver(state)));
      case OrderInternal.PaymentCancelTold(var payment, var outcome) ->
          take(state, payment.value(), GatewayWords.after(outcome, payment, isOver(state)));
      case OrderInternal.RefundTold(var refund, var outcome) ->
          take(state, refund.value(), GatewayWords.after(outcome, refund));
      case OrderInternal.TicketsTold(var key, var learned) -> {
        if (learned.isEmpty()) effects.fail(key, context.now());
        else effects.conclude(key);
        yield learned.map(command -> decideQuietly(state, command)).orElseGet(Step::none);
      }
      case OrderInternal.RetakeRefused(var reason) -> {
        effects.fail(OutsideEffect.Retake.KEY, context.now());
        yield decideQuietly(state, new OrderCommand.RecordRetakeRefused(reason));
      }
    };
  }

  private Step<OrderEvent, OrderState> place(
      OrderState state,
      OrderContent content,
      OptionalLong after,
      ActorRef<Reply<OrderView, OrderRefused>> replyTo) {
    if (!(state instanceof Absent)) {
      return decide(state, new OrderCommand.RecordPlacement(id, content, context.now()), replyTo);
    }
    Optional<OrderRefusal> refusal = acquisition.inTheWayOf(content.fingerprint());
    return refusal.isPresent()
        ? reply(replyTo, refused(refusal.get()))
        : take(state, acquisition.place(content, after, replyTo, context.now()));
  }

  private Step<OrderEvent, OrderState> findPlaced(OrderState state, FindPlaced find) {
    return reply(
        find.replyTo(),
        switch (state) {
          case Absent absent ->
              acquisition
                  .inTheWayOf(find.fingerprint())
                  .map(OrderEntity::refused)
                  .orElseGet(() -> new Reply.Refused<>(find.refusal()));
          case Placed placed
              when placed.ledger().content().fingerprint().equals(find.fingerprint()) ->
              view(state, true);
          case Placed placed -> refused(OrderRefusal.KEY_REUSED);
        });
  }

  /** What came of the acquisition of units. */
  private Step<OrderEvent, OrderState> take(
      OrderState state, Progress<OrderHoldPlan, OrderRefused, Client> progress) {
    return switch (progress) {
      case Progress.Waiting<OrderHoldPlan, OrderRefused, Client> waiting -> Step.none();
      case Progress.Refused<OrderHoldPlan, OrderRefused, Client>(var reason, var client) -> {
        switch (client) {
          case Client.Buyer(var replyTo) -> replyTo.tell(new Reply.Refused<>(reason));
          case Client.LateMoney late ->
              context.tellSelf(new OrderInternal.RetakeRefused(reason.reason()));
        }
        yield Step.none();
      }
      case Progress.Granted<OrderHoldPlan, OrderRefused, Client>(var plan, var no, var client) ->
          switch (client) {
            case Client.Buyer(var replyTo) ->
                decide(
                    state,
                    new OrderCommand.RecordPlacement(id, plan.content(), plan.until()),
                    replyTo);
            case Client.LateMoney late -> retaken(state, plan.until());
          };
    };
  }

  private Step<OrderEvent, OrderState> retaken(OrderState state, Instant until) {
    return switch (Order.decide(state, new OrderCommand.RecordRetaken(until), context.now())) {
      case Accepted<OrderEvent, OrderRefusal>(var events) -> Step.write(events);
      case Refused<OrderEvent, OrderRefusal>(var reason) -> {
        context.tellSelf(new OrderInternal.RetakeRefused(reason));
        yield Step.none();
      }
    };
  }

  /** An obligation is done when the last of its quotas has acknowledged it. */
  private Step<OrderEvent, OrderState> onQuotaReply(OrderState state, QuotaReply reply) {
    var key = new QuotaCall.Key(reply.quota(), reply.tag());
    if (!(reply.answer() instanceof Ended)) {
      effects.fail(key, context.now());
      return Step.none();
    }
    if (!effects.acknowledge(key)) return Step.none();
    OrderObligation obligation = Order.obligation(state);
    for (QuotaCall call : obligation.calls(id.hold())) {
      if (!effects.acknowledged().contains(call.key())) return Step.none();
    }
    return decideQuietly(
        state,
        obligation instanceof OrderObligation.ReturnUnits(var shares, var tickets)
            ? new OrderCommand.RecordUnitsReturned(tickets)
            : new OrderCommand.RecordDutyDone());
  }

  /** Whether gateways were to take money for the order until now at most. */
  private boolean isOver(OrderState state) {
    return state instanceof Placed placed && !context.now().isBefore(placed.ledger().heldUntil());
  }

  /** What a gateway has answered to an effect. */
  private Step<OrderEvent, OrderState> take(
      OrderState state, String subject, GatewayWords.Step step) {
    return switch (step) {
      case GatewayWords.Take(var command) -> {
        boolean changes =
            Order.decide(state, command, context.now())
                    instanceof Accepted<OrderEvent, OrderRefusal>(var events)
                && !events.isEmpty();
        if (!changes) yield backOff(state, subject, NOTHING_NEW); // Not to be asked again at once.
        effects.conclude(subject);
        yield decideQuietly(state, command);
      }
      case GatewayWords.BackOff(var words) -> backOff(state, subject, words);
      case GatewayWords.EndAttempt end -> {
        if (effects.inFlight(subject).orElse(null) instanceof OutsideEffect.ClosePayment close)
          calls.end(close);
        yield Step.none();
      }
      case GatewayWords.NotAsked notAsked -> {
        effects.fail(subject, context.now());
        yield Step.none();
      }
    };
  }

  private Step<OrderEvent, OrderState> backOff(OrderState state, String subject, String words) {
    if (effects.inFlight(subject).orElse(null) instanceof OutsideEffect.AtGateway asked
        && asked.tries().isOver(context.now())) {
      log.warn(
          "no result from the gateway for {}; look it up in its dashboard: order={} {}={} words={}",
          Limits.ERRAND_ASKED_MAX,
          id,
          asked instanceof OutsideEffect.ClosePayment ? "payment" : "refund",
          subject,
          words);
    }
    effects.conclude(subject);
    return decideQuietly(state, new OrderCommand.RecordAskedInVain(subject, words));
  }

  private Step<OrderEvent, OrderState> decide(
      OrderState state, OrderCommand command, ActorRef<Reply<OrderView, OrderRefused>> replyTo) {
    return switch (Order.decide(state, command, context.now())) {
      case Accepted<OrderEvent, OrderRefusal>(var events) ->
          Step.write(events, next -> replyTo.tell(view(next, events.isEmpty())));
      case Refused<OrderEvent, OrderRefusal>(var reason) -> reply(replyTo, refused(reason));
    };
  }

  private Step<OrderEvent, OrderState> decideQuietly(OrderState state, OrderCommand command) {
    return switch (Order.decide(state, command, context.now())) {
      case Accepted<OrderEvent, OrderRefusal>(var events) -> Step.write(events);
      case Refused<OrderEvent, OrderRefusal>(var reason) -> Step.none();
    };
  }

  private Step<OrderEvent, OrderState> tellFate(OrderState state, AskFate fate) {
    if (acquisition.isInFlight()) {
      return Step.reply(() -> fate.replyTo().tell(word(fate, HoldFate.Word.WAIT)));
    }
    return switch (Order.decide(state, new OrderCommand.DecideFate(), context.now())) {
      case Accepted<OrderEvent, OrderRefusal>(var events) ->
          Step.write(
              events, next -> fate.replyTo().tell(word(fate, Order.fate(next, fate.attempt()))));
      case Refused<OrderEvent, OrderRefusal>(var reason) ->
          throw new IllegalStateException("a fate cannot be refused: " + reason);
    };
  }

  private static HoldFate word(AskFate fate, HoldFate.Word word) {
    return new HoldFate(fate.hold(), fate.attempt(), word);
  }

  private static Step<OrderEvent, OrderState> reply(
      ActorRef<Reply<OrderView, OrderRefused>> replyTo, Reply<OrderView, OrderRefused> reply) {
    return Step.reply(() -> replyTo.tell(reply));
  }

  private static Reply<OrderView, OrderRefused> view(OrderState state, boolean repeated) {
    OrderView view = OrderViews.of(state);
    return view == null
        ? refused(OrderRefusal.ORDER_UNKNOWN)
        : new Reply.Answered<>(view, repeated);
  }

  private static Reply<OrderView, OrderRefused> refused(OrderRefusal reason) {
    return new Reply.Refused<>(OrderRefused.of(reason));
  }
}
