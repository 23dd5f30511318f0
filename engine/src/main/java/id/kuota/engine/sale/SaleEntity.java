package id.kuota.engine.sale;

import id.kuota.engine.Decision.Accepted;
import id.kuota.engine.Decision.Refused;
import id.kuota.engine.EngineEntity;
import id.kuota.engine.Idleness;
import id.kuota.engine.Limits;
import id.kuota.engine.Portable;
import id.kuota.engine.Reply;
import id.kuota.engine.Shard;
import id.kuota.engine.quota.QuotaAnswer.CapacityIs;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaBatcher.Submit;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaReply;
import id.kuota.engine.quota.QuotaRequest.OpenQuota;
import id.kuota.engine.sale.SaleCommand.RecordQuotaOpened;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
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
 * A sale in the cluster. Opens its quotas and repeats that until each has acknowledged; an operator
 * is answered when they all have, so that a sale which was said to be open can sell.
 */
public final class SaleEntity extends EngineEntity<SaleEntity.Message, SaleEvent, SaleState> {

  public static final EntityTypeKey<Message> TYPE = EntityTypeKey.create(Message.class, "Sale");

  /** What the entity understands. */
  public sealed interface Message {}

  public record Ask(
      SaleCommand.FromOperator command, ActorRef<Reply<SaleView, SaleRefusal>> replyTo)
      implements Message, Portable {}

  /** Asks for the view. */
  public record Look(ActorRef<Reply<SaleView, SaleRefusal>> replyTo) implements Message, Portable {}

  /** From the shard: the sale was idle, or its shard moves. */
  public record Stop() implements Message, Portable {}

  record QuotaReplied(QuotaReply reply) implements Message {}

  record DutyDue() implements Message {}

  record IdleLook() implements Message {}

  private final SaleId id;
  private final ActorContext<Message> context;
  private final TimerScheduler<Message> timers;
  private final Shard<Message> shard;
  private final ActorRef<QuotaBatcher.Message> quotas;
  private final ActorRef<QuotaReply> quotaReplies;
  private final Clock clock;
  private final Idleness<Message> idleness;

  /** Operators whose change is written, while quotas are still to be opened. */
  private final List<ActorRef<Reply<SaleView, SaleRefusal>>> waiting = new ArrayList<>();

  private SaleEntity(
      SaleId id,
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      Shard<Message> shard,
      ActorRef<QuotaBatcher.Message> quotas,
      Clock clock) {
    super(PersistenceId.of(TYPE.name(), id.value()), context);
    this.id = id;
    this.context = context;
    this.timers = timers;
    this.shard = shard;
    this.quotas = quotas;
    this.quotaReplies = context.messageAdapter(QuotaReply.class, QuotaReplied::new);
    this.clock = clock;
    this.idleness = new Idleness<>(timers, Limits.LONG_LIVED_IDLE, new IdleLook());
  }

  public static Behavior<Message> create(
      SaleId id, Shard<Message> shard, ActorRef<QuotaBatcher.Message> quotas, Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new SaleEntity(id, context, timers, shard, quotas, clock)));
  }

  @Override
  public SaleState emptyState() {
    return new SaleState.Absent();
  }

  @Override
  public CommandHandlerWithReply<Message, SaleEvent, SaleState> commandHandler() {
    return this::onMessage;
  }

  @Override
  public EventHandler<SaleState, SaleEvent> eventHandler() {
    return Sale::evolve;
  }

  @Override
  public SignalHandler<SaleState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::onRecovered)
        .build();
  }

  private void onRecovered(SaleState state) {
    idleness.watch();
    openQuotas(state);
  }

  private ReplyEffect<SaleEvent, SaleState> onMessage(SaleState state, Message message) {
    if (!(message instanceof IdleLook)) idleness.needed();
    return switch (message) {
      case Ask ask -> decide(state, ask);
      case Look look -> {
        leaveIfAbsent(state);
        yield Effect().reply(look.replyTo(), view(state));
      }
      case QuotaReplied replied -> onQuotaReply(state, replied.reply());
      case DutyDue due -> {
        openQuotas(state);
        yield Effect().noReply();
      }
      case IdleLook look -> {
        if (idleness.isIdle()) shard.passivate(context);
        yield Effect().noReply();
      }
      case Stop stop ->
          idleness.stopsNow(!Sale.obligation(state).toOpen().isEmpty(), stop)
              ? Effect().stop().thenNoReply()
              : Effect().noReply();
    };
  }

  private ReplyEffect<SaleEvent, SaleState> decide(SaleState state, Ask ask) {
    return switch (Sale.decide(id, state, ask.command(), clock.instant())) {
      case Accepted<SaleEvent, SaleRefusal>(var events) ->
          Effect()
              .persist(events)
              .thenRun(
                  (SaleState next) -> {
                    waiting.add(ask.replyTo());
                    openQuotas(next);
                  })
              .thenNoReply();
      case Refused<SaleEvent, SaleRefusal>(var reason) -> {
        leaveIfAbsent(state);
        yield Effect().reply(ask.replyTo(), new Reply.Refused<>(reason));
      }
    };
  }

  private void leaveIfAbsent(SaleState state) {
    shard.passivateAbsent(context, state instanceof SaleState.Absent);
  }

  private ReplyEffect<SaleEvent, SaleState> onQuotaReply(SaleState state, QuotaReply reply) {
    if (!(reply.answer() instanceof CapacityIs))
      return Effect().noReply(); // Repeated by the timer.
    var opened = new RecordQuotaOpened(reply.quota().name());
    return switch (Sale.decide(id, state, opened, clock.instant())) {
      case Accepted<SaleEvent, SaleRefusal>(var events) ->
          Effect().persist(events).thenRun(this::answerWhenReady).thenNoReply();
      case Refused<SaleEvent, SaleRefusal>(var reason) -> Effect().noReply();
    };
  }

  private void openQuotas(SaleState state) {
    var toOpen = Sale.obligation(state).toOpen();
    answerWhenReady(state);
    if (toOpen.isEmpty()) return;
    for (QuotaTerms quota : toOpen) {
      var request = new OpenQuota(quota.capacity(), "sale " + id);
      quotas.tell(
          new Submit(QuotaId.shared(id.value(), quota.name()), request, 0, quotaReplies::tell));
    }
    timers.startSingleTimer(DutyDue.class, new DutyDue(), Limits.DUTY_RETRY_MIN);
  }

  private void answerWhenReady(SaleState state) {
    if (Sale.obligation(state).toOpen().isEmpty()) {
      waiting.forEach(replyTo -> replyTo.tell(view(state)));
      waiting.clear();
    }
  }

  private static Reply<SaleView, SaleRefusal> view(SaleState state) {
    SaleView view = Sale.view(state);
    return view == null
        ? new Reply.Refused<>(SaleRefusal.SALE_UNKNOWN)
        : new Reply.Answered<>(view, false);
  }
}
