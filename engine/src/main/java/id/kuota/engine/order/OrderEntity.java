package id.kuota.engine.order;

import id.kuota.engine.Decision.Accepted;
import id.kuota.engine.Decision.Refused;
import id.kuota.engine.EngineEntity;
import id.kuota.engine.Idleness;
import id.kuota.engine.Limits;
import id.kuota.engine.Portable;
import id.kuota.engine.Reply;
import id.kuota.engine.RestingPlaces;
import id.kuota.engine.Shard;
import id.kuota.engine.order.OrderCommand.DecideFate;
import id.kuota.engine.order.OrderCommand.RecordPlacement;
import id.kuota.engine.order.OrderCommand.RecordRetakeRefused;
import id.kuota.engine.order.OrderCommand.RecordRetaken;
import id.kuota.engine.order.OrderErrand.Retake;
import id.kuota.engine.order.OrderNews.DutyDue;
import id.kuota.engine.order.OrderNews.ErrandsDue;
import id.kuota.engine.order.OrderNews.IdleLook;
import id.kuota.engine.order.OrderNews.PaymentCancelTold;
import id.kuota.engine.order.OrderNews.PaymentTold;
import id.kuota.engine.order.OrderNews.QuotaReplied;
import id.kuota.engine.order.OrderNews.RefundTold;
import id.kuota.engine.order.OrderNews.RetakeTold;
import id.kuota.engine.order.OrderNews.TicketsTold;
import id.kuota.engine.order.OrderState.Absent;
import id.kuota.engine.order.OrderState.Held;
import id.kuota.engine.order.OrderState.Placed;
import id.kuota.engine.order.OrderState.Retaking;
import id.kuota.engine.payment.PaymentDesk;
import id.kuota.engine.quota.HoldFate;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaReply;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
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

/**
 * An order in the cluster. While it is being placed it asks its quotas one after the other and has
 * nothing in the journal; then it writes one event and answers. It leaves memory soon after.
 */
public final class OrderEntity extends EngineEntity<OrderEntity.Message, OrderEvent, OrderState> {

  public static final EntityTypeKey<Message> TYPE = EntityTypeKey.create(Message.class, "Order");

  /** What the entity understands. */
  public sealed interface Message
      permits Place, TakeOver, Ask, FindPlaced, Look, AskFate, Wake, Stop, OrderNews {}

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

  /** From the shard: the order was idle, or its shard moves. */
  public record Stop() implements Message, Portable {}

  /** Makes sure that the order is awake: what it has to do, it does then. */
  public record Wake() implements Message, Portable {}

  private final OrderId id;
  private final ActorContext<Message> context;
  private final Shard<Message> shard;
  private final Clock clock;
  private final Placing placing;
  private final OrderDuty duty;
  private final OrderErrands errands;
  private final Idleness<Message> idleness;

  private OrderEntity(
      OrderId id,
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      Shard<Message> shard,
      ActorRef<QuotaBatcher.Message> quotas,
      PaymentDesk desk,
      TicketPort tickets,
      Clock clock) {
    super(PersistenceId.of(TYPE.name(), id.value()), context);
    this.id = id;
    this.context = context;
    this.shard = shard;
    this.clock = clock;
    ActorRef<QuotaReply> replies = context.messageAdapter(QuotaReply.class, QuotaReplied::new);
    this.placing = new Placing(id, quotas, replies);
    this.duty = new OrderDuty(id, timers, quotas, replies);
    ActorRef<Reply<OrderView, OrderRefused>> retakes = retakes(context);
    this.errands =
        new OrderErrands(
            id,
            context,
            timers,
            desk,
            tickets,
            units -> placing.retake(units, clock.instant(), retakes));
    this.idleness =
        new Idleness<>(
            timers, Limits.SHORT_LIVED_IDLE, new IdleLook(), RestingPlaces.of(context.getSystem()));
  }

  public static Behavior<Message> create(
      OrderId id,
      Shard<Message> shard,
      ActorRef<QuotaBatcher.Message> quotas,
      PaymentDesk desk,
      TicketPort tickets,
      Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new OrderEntity(id, context, timers, shard, quotas, desk, tickets, clock)));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // A class has no type parameter.
  private static ActorRef<Reply<OrderView, OrderRefused>> retakes(ActorContext<Message> context) {
    return context.messageAdapter(
        (Class) Reply.class, reply -> new RetakeTold((Reply<OrderView, OrderRefused>) reply));
  }

  @Override
  public OrderState emptyState() {
    return new Absent();
  }

  @Override
  public CommandHandlerWithReply<Message, OrderEvent, OrderState> commandHandler() {
    return this::onMessage;
  }

  @Override
  public EventHandler<OrderState, OrderEvent> eventHandler() {
    return Order::evolve;
  }

  @Override
  public SignalHandler<OrderState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::onRecovered)
        .onSignal(PostStop.instance(), state -> idleness.leave())
        .build();
  }

  /** Also runs when a failed write made the order recover: what it was about is unknown then. */
  private void onRecovered(OrderState state) {
    placing.forget();
    duty.forget();
    errands.forget();
    idleness.watch();
    follow(state);
  }

  /** Does what the state demands, unless it is under way. */
  private void follow(OrderState state) {
    duty.takeUp(Order.obligation(state));
    errands.run(state, clock.instant());
  }

  private ReplyEffect<OrderEvent, OrderState> onMessage(OrderState state, Message message) {
    if (!(message instanceof QuotaReplied)) {
      // Not only when idle: who asks again and again would keep a lost placement under way for
      // ever.
      placing.giveUpIfUnanswered(clock.instant());
    }
    if (!(message instanceof IdleLook || message instanceof ErrandsDue)) idleness.needed();
    shard.passivateAbsent(context, state instanceof Absent && placing.isMerelyAskedAbout(message));
    return switch (message) {
      case Place place -> place(state, place.content(), OptionalLong.empty(), place.replyTo());
      case TakeOver over ->
          place(state, over.content(), OptionalLong.of(over.after()), over.replyTo());
      case FindPlaced find -> findPlaced(state, find);
      case Ask ask -> {
        errands.hear(state, ask.command(), clock.instant());
        yield decide(state, ask.command(), ask.replyTo());
      }
      case Look look -> Effect().reply(look.replyTo(), view(state, true));
      case AskFate fate -> tellFate(state, fate);
      case OrderNews news -> onNews(state, news);
      case Wake wake -> {
        errands.run(state, clock.instant());
        yield Effect().noReply();
      }
      case Stop stop -> stop(stop);
    };
  }

  private ReplyEffect<OrderEvent, OrderState> onNews(OrderState state, OrderNews message) {
    return switch (message) {
      case QuotaReplied replied -> onQuotaReply(state, replied.reply());
      case DutyDue due -> {
        duty.again();
        yield Effect().noReply();
      }
      case PaymentTold(var payment, var outcome) ->
          take(state, payment.value(), GatewayWords.after(outcome, payment, isOver(state)));
      case PaymentCancelTold(var payment, var outcome) ->
          take(state, payment.value(), GatewayWords.after(outcome, payment, isOver(state)));
      case RefundTold(var refund, var outcome) ->
          take(state, refund.value(), GatewayWords.after(outcome, refund));
      case TicketsTold(var subject, var learned) ->
          decideIfAny(state, errands.take(subject, learned, clock.instant()));
      case RetakeTold told -> onRetake(state, told.reply());
      case ErrandsDue due -> {
        errands.look(state, clock.instant());
        yield Effect().noReply();
      }
      case IdleLook look -> passivateIfIdle(state);
    };
  }

  private ReplyEffect<OrderEvent, OrderState> place(
      OrderState state,
      OrderContent content,
      OptionalLong after,
      ActorRef<Reply<OrderView, OrderRefused>> replyTo) {
    if (!(state instanceof Absent)) {
      return decide(state, new RecordPlacement(id, content, clock.instant()), replyTo);
    }
    Optional<OrderRefusal> refusal = placing.inTheWayOf(content.fingerprint());
    if (refusal.isPresent()) {
      return Effect().reply(replyTo, refused(refusal.get()));
    }
    return record(state, placing.begin(content, after, clock.instant(), replyTo));
  }

  private ReplyEffect<OrderEvent, OrderState> findPlaced(OrderState state, FindPlaced find) {
    Optional<OrderRefusal> refusal = placing.inTheWayOf(find.fingerprint());
    return switch (state) {
      case Absent absent when refusal.isPresent() ->
          Effect().reply(find.replyTo(), refused(refusal.get()));
      case Absent absent -> Effect().reply(find.replyTo(), new Reply.Refused<>(find.refusal()));
      case Placed placed when placed.ledger().content().fingerprint().equals(find.fingerprint()) ->
          Effect().reply(find.replyTo(), view(state, true));
      case Placed placed -> Effect().reply(find.replyTo(), refused(OrderRefusal.KEY_REUSED));
    };
  }

  private ReplyEffect<OrderEvent, OrderState> onQuotaReply(OrderState state, QuotaReply reply) {
    return duty.acknowledged(reply)
        ? decideQuietly(state, duty.record())
        : record(state, placing.after(reply, clock.instant()));
  }

  private ReplyEffect<OrderEvent, OrderState> record(
      OrderState state, Optional<Placing.Success> success) {
    if (success.isEmpty()) return Effect().noReply();
    RecordPlacement record = success.get().record();
    OrderCommand command =
        state instanceof Retaking ? new RecordRetaken(record.heldUntil()) : record;
    return decide(state, command, success.get().replyTo());
  }

  /** Whether gateways were to take money for the order until now at most. */
  private boolean isOver(OrderState state) {
    return state instanceof Placed placed && !clock.instant().isBefore(placed.ledger().heldUntil());
  }

  private ReplyEffect<OrderEvent, OrderState> take(
      OrderState state, String subject, GatewayWords.Step step) {
    return decideIfAny(state, errands.take(state, subject, step, clock.instant()));
  }

  private ReplyEffect<OrderEvent, OrderState> decideIfAny(
      OrderState state, Optional<OrderCommand> learned) {
    return learned.isPresent() ? decideQuietly(state, learned.get()) : Effect().noReply();
  }

  private ReplyEffect<OrderEvent, OrderState> onRetake(
      OrderState state, Reply<OrderView, OrderRefused> reply) {
    return switch (reply) {
      case Reply.Answered<OrderView, OrderRefused> done -> {
        errands.done(Retake.SUBJECT);
        yield Effect().noReply();
      }
      case Reply.Refused<OrderView, OrderRefused>(var refused) -> {
        errands.rest(Retake.SUBJECT, clock.instant());
        yield decideQuietly(state, new RecordRetakeRefused(refused.reason()));
      }
    };
  }

  private ReplyEffect<OrderEvent, OrderState> decide(
      OrderState state, OrderCommand command, ActorRef<Reply<OrderView, OrderRefused>> replyTo) {
    return switch (Order.decide(state, command, clock.instant())) {
      case Accepted<OrderEvent, OrderRefusal>(var events) ->
          Effect()
              .persist(events)
              .thenRun(this::follow)
              .thenReply(replyTo, next -> view(next, events.isEmpty()));
      case Refused<OrderEvent, OrderRefusal>(var reason) ->
          Effect().reply(replyTo, refused(reason));
    };
  }

  private ReplyEffect<OrderEvent, OrderState> decideQuietly(
      OrderState state, OrderCommand command) {
    return switch (Order.decide(state, command, clock.instant())) {
      case Accepted<OrderEvent, OrderRefusal>(var events) ->
          Effect().persist(events).thenRun(this::follow).thenNoReply();
      case Refused<OrderEvent, OrderRefusal>(var reason) -> Effect().noReply();
    };
  }

  private ReplyEffect<OrderEvent, OrderState> tellFate(OrderState state, AskFate fate) {
    if (placing.isUnderWay()) {
      return Effect().reply(fate.replyTo(), word(fate, HoldFate.Word.WAIT));
    }
    return switch (Order.decide(state, new DecideFate(), clock.instant())) {
      case Accepted<OrderEvent, OrderRefusal>(var events) ->
          Effect()
              .persist(events)
              .thenRun(this::follow)
              .thenReply(fate.replyTo(), next -> word(fate, Order.fate(next, fate.attempt())));
      case Refused<OrderEvent, OrderRefusal>(var reason) ->
          throw new IllegalStateException("a fate cannot be refused: " + reason);
    };
  }

  private static HoldFate word(AskFate fate, HoldFate.Word word) {
    return new HoldFate(fate.hold(), fate.attempt(), word);
  }

  private ReplyEffect<OrderEvent, OrderState> passivateIfIdle(OrderState state) {
    boolean isBusy = placing.isUnderWay() || !duty.isDone() || errands.keepAwake();
    if (idleness.isIdle() && !isBusy && !idleness.rest(untilNeeded(state))) {
      shard.passivate(context);
    }
    return Effect().noReply();
  }

  /** A gateway that was silent is not waited for: who wakes the order asks it again. */
  private ReplyEffect<OrderEvent, OrderState> stop(Stop stop) {
    boolean isBusy = placing.isUnderWay() || !duty.isDone() || errands.areUnderWay();
    return idleness.stopsNow(isBusy, stop) ? Effect().stop().thenNoReply() : Effect().noReply();
  }

  /** An order that holds units is paid for, or asked for them at the deadline. */
  private Duration untilNeeded(OrderState state) {
    return state instanceof Held held
        ? Duration.between(
            clock.instant(), held.ledger().heldUntil().plus(Limits.REST_AFTER_DEADLINE))
        : Duration.ZERO;
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
