package id.kuota.engine.order;

import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.entity.EntityContext;
import id.kuota.engine.entity.EntityKind;
import id.kuota.engine.entity.EntityLogic;
import id.kuota.engine.entity.Step;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.quota.HoldAcquisition;
import id.kuota.engine.quota.HoldQuestion;
import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.HoldResolver;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaCall;
import id.kuota.engine.quota.QuotaReply;
import id.kuota.engine.telemetry.EngineLog;
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
    extends EntityLogic<OrderMessage, OrderEvent, OrderState, OrderEffect> {

  public static final EntityTypeKey<OrderMessage> TYPE =
      EntityTypeKey.create(OrderMessage.class, "Order");

  public static final EntityKind<OrderMessage> KIND =
      EntityKind.of(TYPE, OrderMessage.class, Limits.SHORT_LIVED_IDLE).staying();

  private static final Logger log = LoggerFactory.getLogger(OrderEntity.class);
  private static final String NOTHING_NEW = "the answer changes nothing";

  private final OrderId id;
  private final OrderCalls calls;
  private final OrderAcquisition acquisition;
  private final HoldResolver carts;
  private final DueEffects due = new DueEffects();

  /**
   * Creates an order.
   *
   * @param carts where questions go about holds that may be those of a cart
   */
  public OrderEntity(
      OrderId id,
      EntityContext<OrderMessage> context,
      Consumer<QuotaBatcher.Submit> quotas,
      PaymentGateways gateways,
      TicketPort tickets,
      HoldResolver carts) {
    super(context);
    this.carts = carts;
    this.id = id;
    this.acquisition =
        new OrderAcquisition(
            id, quotas, reply -> context.tellSelf(new OrderInternal.QuotaReplied(reply)));
    this.calls = new OrderCalls(id, context, quotas, acquisition, gateways, tickets);
  }

  @Override
  public OrderState emptyState() {
    return new OrderState.Absent();
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
    return state instanceof OrderState.Absent && !acquisition.hasBegun();
  }

  /** An order that holds units is paid for, or asked for them at the deadline. */
  @Override
  public Duration expectedWithin(OrderState state) {
    return state instanceof OrderState.Held held
        ? Duration.between(
            context.now(), held.record().heldUntil().plus(Limits.REST_AFTER_DEADLINE))
        : Duration.ZERO;
  }

  /** A client that asks without a pause must not keep a lost placement in flight. */
  @Override
  public Step<OrderEvent, OrderState> tick(OrderState state) {
    return take(state, acquisition.giveUpIfUnanswered(context.now()));
  }

  @Override
  public Step<OrderEvent, OrderState> on(OrderState state, OrderMessage message) {
    if (!(message instanceof OrderInternal.QuotaReplied)) tick(state);
    return switch (message) {
      case OrderMessage.Place place ->
          place(state, place.content(), OptionalLong.empty(), place.replyTo());
      case OrderMessage.TakeOver over ->
          place(state, over.content(), OptionalLong.of(over.after()), over.replyTo());
      case OrderMessage.FindPlaced find -> findPlaced(state, find);
      case OrderMessage.Ask ask -> {
        due.hear(state, ask.command(), context.now());
        yield decide(state, ask.command(), ask.replyTo());
      }
      case OrderMessage.Look look -> Step.reply(() -> look.replyTo().tell(view(state, true)));
      case OrderMessage.ResolveHold resolution -> resolveHold(state, resolution);
      case OrderMessage.ResolveEarly(var question, var replyTo) ->
          Step.reply(() -> resolveEarly(state, question, replyTo));
      case OrderMessage.Wake wake -> Step.none();
      case OrderInternal internal -> onInternal(state, internal);
    };
  }

  private Step<OrderEvent, OrderState> onInternal(OrderState state, OrderInternal message) {
    return switch (message) {
      case OrderInternal.QuotaReplied(var reply) when reply.tag() < 0 -> onQuotaReply(state, reply);
      case OrderInternal.QuotaReplied(var reply) ->
          take(state, acquisition.after(reply, context.now()));
      case OrderInternal.PaymentAnswered(var payment, var outcome) ->
          take(state, payment.value(), GatewayOutcomes.after(outcome, payment, isOver(state)));
      case OrderInternal.PaymentCancelAnswered(var payment, var outcome) ->
          take(state, payment.value(), GatewayOutcomes.after(outcome, payment, isOver(state)));
      case OrderInternal.RefundAnswered answer
          when !(answer.outcome() instanceof RefundOutcome.Done) && !calls.isLatest(answer) ->
          Step.none();
      case OrderInternal.RefundAnswered(var refund, var call, var outcome) ->
          take(state, refund.value(), GatewayOutcomes.after(outcome, refund));
      case OrderInternal.TicketsAnswered(var key, var learned) -> {
        if (learned.isEmpty()) effects.fail(key, context.now());
        else effects.conclude(key);
        yield learned.map(command -> decideQuietly(state, command)).orElseGet(Step::none);
      }
      case OrderInternal.ReacquireRefused(var reason) -> {
        effects.fail(OutsideEffect.Retake.KEY, context.now());
        yield decideQuietly(state, new OrderCommand.RecordReacquireRefused(reason));
      }
    };
  }

  private Step<OrderEvent, OrderState> place(
      OrderState state,
      OrderContent content,
      OptionalLong after,
      ActorRef<Reply<OrderView, OrderRefused>> replyTo) {
    if (!(state instanceof OrderState.Absent)) {
      return decide(state, new OrderCommand.RecordPlacement(id, content, context.now()), replyTo);
    }
    if (acquisition.isFor(replyTo)) return Step.none(); // Its answer is on the way.
    Optional<OrderRefusal> refusal = acquisition.inTheWayOf(content.fingerprint());
    return refusal.isPresent()
        ? reply(replyTo, refused(refusal.get()))
        : take(state, acquisition.place(content, after, replyTo, context.now()));
  }

  private Step<OrderEvent, OrderState> findPlaced(OrderState state, OrderMessage.FindPlaced find) {
    return reply(
        find.replyTo(),
        switch (state) {
          case OrderState.Absent absent ->
              acquisition
                  .inTheWayOf(find.fingerprint())
                  .map(OrderEntity::refused)
                  .orElseGet(() -> new Reply.Refused<>(find.refusal()));
          case OrderState.Placed placed
              when placed.record().content().fingerprint().equals(find.fingerprint()) ->
              view(state, true);
          case OrderState.Placed placed -> refused(OrderRefusal.KEY_REUSED);
        });
  }

  /** Handles the result of an acquisition of units. */
  private Step<OrderEvent, OrderState> take(
      OrderState state,
      HoldAcquisition.Progress<OrderHoldPlan, OrderRefused, OrderAcquisition.Client> progress) {
    return switch (progress) {
      case HoldAcquisition.Progress.Waiting<OrderHoldPlan, OrderRefused, OrderAcquisition.Client>
              waiting ->
          Step.none();
      case HoldAcquisition.Progress.Refused<OrderHoldPlan, OrderRefused, OrderAcquisition.Client>(
              var reason,
              var client) -> {
        switch (client) {
          case OrderAcquisition.Client.Buyer(var replyTo) ->
              replyTo.tell(new Reply.Refused<>(reason));
          case OrderAcquisition.Client.LateMoney late ->
              context.tellSelf(new OrderInternal.ReacquireRefused(reason.reason()));
        }
        yield Step.none();
      }
      case HoldAcquisition.Progress.Granted<OrderHoldPlan, OrderRefused, OrderAcquisition.Client>(
              var plan,
              var no,
              var client) ->
          switch (client) {
            case OrderAcquisition.Client.Buyer(var replyTo) ->
                decide(
                    state,
                    new OrderCommand.RecordPlacement(id, plan.content(), plan.until()),
                    replyTo);
            case OrderAcquisition.Client.LateMoney late -> reacquired(state, plan.until());
          };
    };
  }

  private Step<OrderEvent, OrderState> reacquired(OrderState state, Instant until) {
    return switch (Order.decide(state, new OrderCommand.RecordReacquired(until), context.now())) {
      case Decision.Accepted<OrderEvent, OrderRefusal>(var events) -> Step.write(events);
      case Decision.Refused<OrderEvent, OrderRefusal>(var reason) -> {
        context.tellSelf(new OrderInternal.ReacquireRefused(reason));
        yield Step.none();
      }
    };
  }

  /** A quota effect is done when the last of its quotas has acknowledged it. */
  private Step<OrderEvent, OrderState> onQuotaReply(OrderState state, QuotaReply reply) {
    var key = new QuotaCall.Key(reply.quota(), reply.tag());
    if (!(reply.answer() instanceof QuotaAnswer.Ended)) {
      effects.fail(key, context.now());
      return Step.none();
    }
    if (!effects.acknowledge(key)) return Step.none();
    QuotaEffect effect = Order.quotaEffect(state);
    for (QuotaCall call : effect.calls(id.hold())) {
      if (!effects.acknowledged().contains(call.key())) return Step.none();
    }
    return decideQuietly(
        state,
        effect instanceof QuotaEffect.ReturnUnits(var shares, var tickets)
            ? new OrderCommand.RecordUnitsReturned(tickets)
            : new OrderCommand.RecordDutyDone());
  }

  /** Returns whether gateways were to take money for the order until now at most. */
  private boolean isOver(OrderState state) {
    return state instanceof OrderState.Placed placed
        && !context.now().isBefore(placed.record().heldUntil());
  }

  /** Handles the answer of a gateway to an effect. */
  private Step<OrderEvent, OrderState> take(
      OrderState state, String subject, GatewayOutcomes.Step step) {
    return switch (step) {
      case GatewayOutcomes.Take(var command) -> {
        boolean changes =
            Order.decide(state, command, context.now())
                    instanceof Decision.Accepted<OrderEvent, OrderRefusal>(var events)
                && !events.isEmpty();
        if (!changes) yield backOff(state, subject, NOTHING_NEW); // Not to be asked again at once.
        effects.conclude(subject);
        yield decideQuietly(state, command);
      }
      case GatewayOutcomes.BackOff(var words) -> backOff(state, subject, words);
      case GatewayOutcomes.EndAttempt end -> {
        if (effects.inFlight(subject).orElse(null) instanceof OutsideEffect.ClosePayment close)
          calls.end(close);
        yield Step.none();
      }
      case GatewayOutcomes.NotAsked notAsked -> {
        effects.fail(subject, context.now());
        yield Step.none();
      }
    };
  }

  private Step<OrderEvent, OrderState> backOff(OrderState state, String subject, String words) {
    if (effects.inFlight(subject).orElse(null) instanceof OutsideEffect.AtGateway asked
        && asked.tries().isOver(context.now())) {
      boolean isPayment = asked instanceof OutsideEffect.ClosePayment;
      EngineLog.GATEWAY_WITHOUT_RESULT.log(
          log,
          Limits.OUTSIDE_IN_FLIGHT_MAX,
          id,
          isPayment ? subject : null,
          isPayment ? null : subject,
          words);
    }
    effects.conclude(subject);
    return decideQuietly(state, new OrderCommand.RecordAskedInVain(subject, words));
  }

  private Step<OrderEvent, OrderState> decide(
      OrderState state, OrderCommand command, ActorRef<Reply<OrderView, OrderRefused>> replyTo) {
    return switch (Order.decide(state, command, context.now())) {
      case Decision.Accepted<OrderEvent, OrderRefusal>(var events) ->
          Step.write(events, next -> replyTo.tell(view(next, events.isEmpty())));
      case Decision.Refused<OrderEvent, OrderRefusal>(var reason) ->
          reply(replyTo, refused(reason));
    };
  }

  private Step<OrderEvent, OrderState> decideQuietly(OrderState state, OrderCommand command) {
    return switch (Order.decide(state, command, context.now())) {
      case Decision.Accepted<OrderEvent, OrderRefusal>(var events) -> Step.write(events);
      case Decision.Refused<OrderEvent, OrderRefusal>(var reason) -> Step.none();
    };
  }

  private Step<OrderEvent, OrderState> resolveHold(
      OrderState state, OrderMessage.ResolveHold resolution) {
    if (acquisition.isInFlight()) {
      return Step.reply(
          () -> resolution.replyTo().tell(word(resolution, HoldResolution.Word.WAIT)));
    }
    return switch (Order.decide(state, new OrderCommand.ResolveExpiry(), context.now())) {
      case Decision.Accepted<OrderEvent, OrderRefusal>(var events) ->
          Step.write(
              events,
              next ->
                  resolution
                      .replyTo()
                      .tell(word(resolution, Order.resolution(next, resolution.attempt()))));
      case Decision.Refused<OrderEvent, OrderRefusal>(var reason) ->
          throw new IllegalStateException("a resolution cannot be refused: " + reason);
    };
  }

  /** While units are acquired the order says nothing final: its attempt may replace the hold. */
  private void resolveEarly(
      OrderState state, HoldQuestion question, ActorRef<HoldResolution> replyTo) {
    Optional<HoldResolution.Word> word =
        acquisition.isInFlight()
            ? Optional.of(HoldResolution.Word.WAIT)
            : Order.earlyResolution(state, question.attempt());
    word.ifPresentOrElse(
        known -> replyTo.tell(question.answered(known)), () -> carts.resolve(question, replyTo));
  }

  private static HoldResolution word(
      OrderMessage.ResolveHold resolution, HoldResolution.Word word) {
    return new HoldResolution(resolution.hold(), resolution.attempt(), word);
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
