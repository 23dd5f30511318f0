package id.kuota.engine.quota;

import id.kuota.engine.EngineEntity;
import id.kuota.engine.Idleness;
import id.kuota.engine.Limits;
import id.kuota.engine.Portable;
import id.kuota.engine.RestingPlaces;
import id.kuota.engine.Shard;
import id.kuota.engine.quota.OpenHolds.OpenHold;
import id.kuota.engine.quota.QuotaChange.UnitsHeld;
import id.kuota.engine.quota.QuotaEvent.BatchApplied;
import id.kuota.engine.quota.QuotaRequest.Release;
import id.kuota.engine.quota.QuotaRequest.Settle;
import id.kuota.engine.quota.QuotaState.Counting;
import id.kuota.engine.quota.QuotaState.Unopened;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EffectBuilder;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.Recovery;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * A quota in the cluster: one batch in, at most one event out, one answer for each request.
 *
 * <p>A shared quota with open holds stays awake, and {@link QuotaWaker} wakes it wherever it was
 * lost, since its sweep at the deadlines must run without anybody asking for it. A personal quota
 * sleeps soon: the orders that it counts release or settle what they hold.
 */
public final class QuotaEntity extends EngineEntity<QuotaEntity.Message, QuotaEvent, QuotaState> {

  public static final EntityTypeKey<Message> TYPE = EntityTypeKey.create(Message.class, "Quota");

  /** What the entity understands. */
  public sealed interface Message {}

  /** From a node's batcher. */
  public record ApplyBatch(List<QuotaRequest> requests, long batch, ActorRef<BatchAnswered> replyTo)
      implements Message, Portable {
    public ApplyBatch {
      requests = List.copyOf(requests);
    }
  }

  /** The answers of one batch, in the order of its requests. */
  public record BatchAnswered(QuotaId quota, long batch, List<QuotaAnswer> answers)
      implements Portable {
    public BatchAnswered {
      answers = List.copyOf(answers);
    }
  }

  /** Asks for the numbers. */
  public record Explain(ActorRef<Explained> replyTo) implements Message, Portable {}

  /** The numbers; empty if the quota was never opened. */
  public record Explained(Optional<QuotaView> view) implements Portable {}

  /** Makes sure that the entity is awake. */
  public record Wake() implements Message, Portable {}

  /**
   * From the shard: the quota was idle, or its shard moves. The batch in flight is finished before
   * this is read.
   */
  public record Stop() implements Message, Portable {}

  record FateTold(HoldFate fate) implements Message {}

  record ApplyFates() implements Message {}

  record SweepDue() implements Message {}

  record PublishDue() implements Message {}

  record IdleLook() implements Message {}

  /** What a quota needs from its surroundings. */
  public record Surroundings(Clock clock, HoldOwners owners, Consumer<Availability> publisher) {}

  private final QuotaId id;
  private final ActorContext<Message> context;
  private final Shard<Message> shard;
  private final Surroundings surroundings;
  private final QuotaClock clock;
  private final ExpirySweep sweep;
  private final AvailabilityPace pace;
  private final Idleness<Message> idleness;
  private int refusedSinceEvent;
  private @Nullable Foreseen foreseen;

  /** An event that is about to be written, and the state it leads to. */
  private record Foreseen(QuotaState from, QuotaEvent event, QuotaState next) {}

  private QuotaEntity(
      QuotaId id,
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      Shard<Message> shard,
      Surroundings surroundings) {
    super(PersistenceId.of(TYPE.name(), id.value()), context, 10_000);
    this.id = id;
    this.context = context;
    this.shard = shard;
    this.surroundings = surroundings;
    this.clock = new QuotaClock(surroundings.clock());
    this.sweep = new ExpirySweep(id, context, timers, surroundings.owners());
    this.pace = new AvailabilityPace(timers);
    Duration span = id.isPersonal() ? Limits.SHORT_LIVED_IDLE : Limits.LONG_LIVED_IDLE;
    this.idleness =
        new Idleness<>(timers, span, new IdleLook(), RestingPlaces.of(context.getSystem()));
  }

  public static Behavior<Message> create(
      QuotaId id, Shard<Message> shard, Surroundings surroundings) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new QuotaEntity(id, context, timers, shard, surroundings)));
  }

  @Override
  public QuotaState emptyState() {
    return new Unopened();
  }

  @Override
  public CommandHandlerWithReply<Message, QuotaEvent, QuotaState> commandHandler() {
    return this::onMessage;
  }

  @Override
  public EventHandler<QuotaState, QuotaEvent> eventHandler() {
    return this::evolve;
  }

  @Override
  public SignalHandler<QuotaState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::onRecovered)
        .onSignal(PostStop.instance(), state -> idleness.leave())
        .build();
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return id.isPersonal()
        ? RetentionCriteria.disabled()
        : RetentionCriteria.snapshotEvery(Limits.QUOTA_SNAPSHOT_EVERY, 2);
  }

  @Override
  public Recovery recovery() {
    return id.isPersonal()
        ? super.recovery()
        : Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.latest());
  }

  /** Also runs when a failed write made the entity recover within the same incarnation. */
  private void onRecovered(QuotaState state) {
    OpenHolds holds = state instanceof Counting quota ? quota.holds() : OpenHolds.NONE;
    sweep.begin(holds);
    sweep.schedule(holds, clock.now());
    pace.forget();
    idleness.watch();
  }

  private ReplyEffect<QuotaEvent, QuotaState> onMessage(QuotaState state, Message message) {
    if (!(message instanceof IdleLook)) idleness.needed();
    return switch (message) {
      case ApplyBatch batch -> apply(state, batch);
      case Explain explain -> explain(state, explain);
      case Wake wake -> {
        leaveIfUnopened(state);
        yield Effect().noReply();
      }
      case FateTold told -> {
        if (state instanceof Counting quota) {
          sweep.told(told.fate(), quota.holds(), clock.now());
        }
        yield Effect().noReply();
      }
      case ApplyFates fates -> applyFates(state);
      case SweepDue due -> sweep(state);
      case PublishDue due -> publish(state);
      case IdleLook look -> passivateIfIdle(state);
      case Stop stop -> Effect().stop().thenNoReply();
    };
  }

  private ReplyEffect<QuotaEvent, QuotaState> apply(QuotaState state, ApplyBatch batch) {
    Instant now = clock.now();
    Quota.Walk walk = Quota.walk(state, batch.requests(), now);
    var answered = new BatchAnswered(id, batch.batch(), walk.decision().answers());
    return write(state, walk, now).thenReply(batch.replyTo(), next -> answered);
  }

  private ReplyEffect<QuotaEvent, QuotaState> applyFates(QuotaState state) {
    Instant now = clock.now();
    List<QuotaRequest> requests = sweep.takeDecided().stream().map(QuotaEntity::asRequest).toList();
    return write(state, Quota.walk(state, requests, now), now).thenNoReply();
  }

  private static QuotaRequest asRequest(HoldFate fate) {
    return switch (fate.word()) {
      case SETTLE -> new Settle(fate.hold(), fate.attempt());
      case RELEASE -> new Release(fate.hold(), OptionalLong.of(fate.attempt()));
      case WAIT -> throw new IllegalArgumentException("nothing is decided about " + fate.hold());
    };
  }

  /** Writes what was decided, in one event, and then sees to deadlines and availability. */
  private EffectBuilder<QuotaEvent, QuotaState> write(
      QuotaState from, Quota.Walk walk, Instant now) {
    BatchDecision decision = walk.decision();
    refusedSinceEvent += decision.refused();
    if (decision.changes().isEmpty()) {
      return Effect()
          .none()
          .thenRun(
              state -> {
                after(decision, state);
                leaveIfUnopened(state);
              });
    }
    var event = new BatchApplied(id, decision.changes(), refusedSinceEvent, now);
    refusedSinceEvent = 0;
    foreseen = new Foreseen(from, event, walk.next());
    return Effect().persist(event).thenRun(next -> after(decision, next));
  }

  /** What deciding has worked out need not be worked out a second time to apply it. */
  @SuppressWarnings("ReferenceEquality") // An equal event of another time leads elsewhere.
  private QuotaState evolve(QuotaState state, QuotaEvent event) {
    Foreseen known = foreseen;
    foreseen = null;
    return known != null && known.from() == state && known.event() == event
        ? known.next()
        : Quota.evolve(state, event);
  }

  /** A refusal is told to the nodes like a change: they refuse on their own while it is fresh. */
  private void after(BatchDecision decision, QuotaState state) {
    for (QuotaChange change : decision.changes()) {
      if (change instanceof UnitsHeld held) {
        sweep.watch(new OpenHold(held.hold(), held.attempt(), held.quantity(), held.until()));
      }
    }
    if (!decision.changes().isEmpty() && state instanceof Counting quota) {
      sweep.schedule(quota.holds(), clock.now());
    }
    boolean isNews = !decision.changes().isEmpty() || decision.refused() > 0;
    if (isNews && !id.isPersonal()) {
      pace.changed(System.nanoTime(), () -> publishNow(state));
    }
  }

  private ReplyEffect<QuotaEvent, QuotaState> sweep(QuotaState state) {
    if (state instanceof Counting quota) {
      sweep.run(quota.holds(), clock.now());
    }
    return Effect().noReply();
  }

  private ReplyEffect<QuotaEvent, QuotaState> publish(QuotaState state) {
    pace.published(System.nanoTime());
    publishNow(state);
    return Effect().noReply();
  }

  private void publishNow(QuotaState state) {
    if (state instanceof Counting quota) {
      surroundings
          .publisher()
          .accept(new Availability(id, quota.available(), quota.held(), revision()));
    }
  }

  private ReplyEffect<QuotaEvent, QuotaState> explain(QuotaState state, Explain explain) {
    Instant next = state instanceof Counting quota ? sweep.next(quota.holds()).orElse(null) : null;
    var view = Optional.ofNullable(Quota.view(id, state, next, revision()));
    leaveIfUnopened(state);
    return Effect().reply(explain.replyTo(), new Explained(view));
  }

  private void leaveIfUnopened(QuotaState state) {
    shard.passivateAbsent(context, state instanceof Unopened);
  }

  private ReplyEffect<QuotaEvent, QuotaState> passivateIfIdle(QuotaState state) {
    boolean mustStayAwake =
        !id.isPersonal() && state instanceof Counting quota && quota.holds().size() > 0;
    if (idleness.isIdle() && !mustStayAwake && !idleness.rest(untilNeeded(state))) {
      shard.passivate(context);
    }
    return Effect().noReply();
  }

  /** A buyer's quota is told by its order what becomes of a hold. */
  private Duration untilNeeded(QuotaState state) {
    if (!id.isPersonal() || !(state instanceof Counting quota)) return Duration.ZERO;
    return sweep
        .next(quota.holds())
        .map(until -> Duration.between(clock.now(), until.plus(Limits.REST_AFTER_DEADLINE)))
        .orElse(Duration.ZERO);
  }

  private long revision() {
    return lastSequenceNumber(context);
  }
}
