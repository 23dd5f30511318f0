package id.kuota.engine.quota;

import id.kuota.engine.ClusterMessage;
import id.kuota.engine.Limits;
import id.kuota.engine.entity.EntityContext;
import id.kuota.engine.entity.EntityKind;
import id.kuota.engine.entity.EntityLogic;
import id.kuota.engine.entity.NodeEpochs;
import id.kuota.engine.entity.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.jspecify.annotations.Nullable;

/**
 * A quota in the cluster: one batch in, at most one event out, one answer for each request.
 *
 * <p>A shared quota with open holds stays awake, and {@link DueQuotaScanner} wakes it wherever it
 * was lost, since its sweep at the deadlines must run without a request. A personal quota
 * passivates soon: the orders that it counts release or settle what they hold.
 */
public final class QuotaEntity
    extends EntityLogic<QuotaEntity.Message, QuotaEvent, QuotaState, ResolveHold> {

  public static final EntityTypeKey<Message> TYPE = EntityTypeKey.create(Message.class, "Quota");

  private static final EntityKind<Message> SHARED =
      EntityKind.of(TYPE, Message.class, Limits.LONG_LIVED_IDLE)
          .withSnapshotEvery(Limits.QUOTA_SNAPSHOT_EVERY);

  private static final EntityKind<Message> PERSONAL =
      EntityKind.of(TYPE, Message.class, Limits.SHORT_LIVED_IDLE)
          .staying()
          .beginningWith(QuotaEntity::begins);

  /** What the entity understands. */
  public sealed interface Message {}

  /**
   * From a node's batcher.
   *
   * @param epoch of that node; empty if it has none
   */
  public record ApplyBatch(
      List<QuotaRequest> requests, long batch, OptionalLong epoch, ActorRef<BatchAnswered> replyTo)
      implements Message, ClusterMessage {
    public ApplyBatch {
      requests = List.copyOf(requests);
    }
  }

  /** The answers of one batch, in the order of its requests. */
  public record BatchAnswered(QuotaId quota, long batch, List<QuotaAnswer> answers)
      implements ClusterMessage {
    public BatchAnswered {
      answers = List.copyOf(answers);
    }
  }

  /** Asks for the numbers. */
  public record Explain(ActorRef<Explained> replyTo) implements Message, ClusterMessage {}

  /** The numbers; empty if the quota was never opened. */
  public record Explained(Optional<QuotaView> view) implements ClusterMessage {}

  /** Makes sure that the entity is awake; a shared quota then publishes its numbers. */
  public record Wake() implements Message, ClusterMessage {}

  record HoldResolved(HoldResolution resolution) implements Message {}

  record ApplyResolutions() implements Message {}

  record PublishDue() implements Message {}

  /** An event that is about to be written, and the state it leads to. */
  private record Foreseen(QuotaState from, QuotaEvent event, QuotaState next) {}

  private final QuotaId id;
  private final HoldResolver owners;
  private final Consumer<Availability> publisher;
  private final ActorRef<HoldResolution> resolutions;
  private final ExpirySweep sweep;
  private final NodeEpochs epochs;
  private final QuotaMetrics metrics;
  private final AbandonedHolds abandoned;
  private final AnsweredBatches answered = new AnsweredBatches();
  private final AvailabilityThrottle throttle = new AvailabilityThrottle();
  private int refusedSinceEvent;
  private Instant changedAt = Instant.MIN;
  private boolean isDoubtful;
  private @Nullable Foreseen foreseen;

  /** Creates a quota that reports nothing. */
  public QuotaEntity(
      QuotaId id,
      EntityContext<Message> context,
      HoldResolver owners,
      Consumer<Availability> publisher,
      NodeEpochs epochs) {
    this(id, context, owners, publisher, epochs, QuotaMetrics.NONE);
  }

  /**
   * Creates a quota.
   *
   * @param publisher tells all nodes the availability
   * @param epochs which nodes are gone
   * @param metrics counts what is decided, once it is in the journal
   */
  public QuotaEntity(
      QuotaId id,
      EntityContext<Message> context,
      HoldResolver owners,
      Consumer<Availability> publisher,
      NodeEpochs epochs,
      QuotaMetrics metrics) {
    super(context);
    this.id = id;
    this.owners = owners;
    this.publisher = publisher;
    this.resolutions = context.adapter(HoldResolution.class, HoldResolved::new);
    this.sweep = new ExpirySweep(id);
    this.epochs = epochs;
    this.metrics = metrics.of(id);
    this.abandoned = new AbandonedHolds(epochs);
  }

  /** Returns how a quota lives: a personal one is short-lived and has few events. */
  public static EntityKind<Message> kind(QuotaId id) {
    return id.isPersonal() ? PERSONAL : SHARED;
  }

  /** A buyer's first order opens the limit with the first hold. */
  private static boolean begins(Message message) {
    return message instanceof ApplyBatch batch
        && batch.requests().getFirst() instanceof QuotaRequest.Hold hold
        && hold.limit().isPresent();
  }

  @Override
  public QuotaState emptyState() {
    return new QuotaState.Unopened();
  }

  /** What deciding has worked out need not be worked out a second time to apply it. */
  @Override
  @SuppressWarnings("ReferenceEquality") // An equal event of another time leads elsewhere.
  public QuotaState evolve(QuotaState state, QuotaEvent event) {
    Foreseen known = foreseen;
    foreseen = null;
    return known != null && known.from() == state && known.event() == event
        ? known.next()
        : Quota.evolve(state, event);
  }

  @Override
  public void recovered(QuotaState state) {
    sweep.begin(holds(state));
    abandoned.begin(holds(state), context.now());
    throttle.reset();
    refusedSinceEvent = 0;
    changedAt = context.now();
  }

  @Override
  public List<ResolveHold> effects(QuotaState state, Instant now) {
    List<ResolveHold> due = sweep.due(holds(state), now);
    List<ResolveHold> early = abandoned.due(holds(state), now);
    return early.isEmpty() ? due : Stream.concat(due.stream(), early.stream()).toList();
  }

  @Override
  public Optional<Instant> nextEffectAt(QuotaState state) {
    Optional<Instant> due = sweep.nextDue(holds(state));
    // Too many buyers' quotas rest in memory to have a timer each; they look when they are asked.
    Optional<Instant> look = id.isPersonal() ? Optional.empty() : abandoned.nextLook();
    if (due.isEmpty() || look.isEmpty()) return due.or(() -> look);
    return look.get().isBefore(due.get()) ? look : due;
  }

  @Override
  public void perform(ResolveHold effect) {
    owners.resolve(
        new HoldQuestion(effect.hold(), effect.attempt(), id, effect.occasion()), resolutions);
  }

  @Override
  public boolean staysAwake(QuotaState state) {
    return !id.isPersonal() && holds(state).size() > 0;
  }

  /** Returns how soon a buyer's quota expects its order to resolve a hold; zero for others. */
  @Override
  public Duration expectedWithin(QuotaState state) {
    if (!id.isPersonal()) return Duration.ZERO;
    return sweep
        .nextDeadline(holds(state))
        .map(until -> Duration.between(context.now(), until.plus(Limits.REST_AFTER_DEADLINE)))
        .orElse(Duration.ZERO);
  }

  @Override
  public boolean isVacant(QuotaState state) {
    return state instanceof QuotaState.Unopened || isDoubtful;
  }

  @Override
  public Step<QuotaEvent, QuotaState> on(QuotaState state, Message message) {
    return switch (message) {
      case ApplyBatch batch -> apply(state, batch);
      case Explain explain -> Step.reply(() -> explain.replyTo().tell(explained(state)));
      case Wake wake -> {
        isDoubtful = mayBeStale(state);
        announce(state);
        yield Step.none();
      }
      case HoldResolved told -> onResolution(told.resolution());
      case ApplyResolutions resolutions -> applyResolutions(state);
      case PublishDue due -> {
        throttle.published(context.now());
        publish(state);
        yield Step.none();
      }
    };
  }

  /**
   * Returns whether the journal may have more than this memory: quotas are woken for open holds,
   * and it has known of none for longer than a read model lags. Another incarnation may have
   * written after this one was read; without a write of its own it would never notice, and never
   * ask about those holds. It passivates, and the next scan starts it from the journal.
   */
  private boolean mayBeStale(QuotaState state) {
    return holds(state).size() == 0
        && context.now().isAfter(changedAt.plus(Limits.WAKE_INTERVAL.multipliedBy(2)));
  }

  private Step<QuotaEvent, QuotaState> apply(QuotaState state, ApplyBatch batch) {
    // No entity is left to hear the answer, and what it held would be in doubt at once.
    if (batch.epoch().isPresent() && epochs.isGone(batch.epoch().getAsLong())) return Step.none();
    if (answered.has(batch)) return Step.reply(() -> answered.repeat(batch));
    Instant now = context.now();
    Quota.Walk walk = Quota.walk(state, batch.requests(), batch.epoch(), now);
    var answer = new BatchAnswered(id, batch.batch(), walk.decision().answers());
    return write(
        state,
        walk,
        batch.epoch(),
        now,
        next -> {
          answered.remember(batch.replyTo(), answer);
          batch.replyTo().tell(answer);
        });
  }

  private Step<QuotaEvent, QuotaState> onResolution(HoldResolution resolution) {
    var asked = ResolveHold.Key.of(resolution);
    if (!effects.isExpected(asked)) return Step.none();
    switch (resolution.word()) {
      case SETTLE, RELEASE -> {
        effects.acknowledge(asked);
        if (sweep.keep(resolution)) context.tellSelf(new ApplyResolutions());
      }
      case WAIT -> effects.fail(asked, context.now());
      case KEEP -> {
        if (!abandoned.decided(resolution.hold())) effects.fail(asked, context.now());
      }
    }
    return Step.none();
  }

  private Step<QuotaEvent, QuotaState> applyResolutions(QuotaState state) {
    Instant now = context.now();
    List<HoldResolution> decided = sweep.takeDecided();
    decided.forEach(resolution -> abandoned.decided(resolution.hold()));
    List<QuotaRequest> requests = decided.stream().map(QuotaEntity::asRequest).toList();
    OptionalLong none = OptionalLong.empty();
    return write(state, Quota.walk(state, requests, none, now), none, now, next -> {});
  }

  private static QuotaRequest asRequest(HoldResolution resolution) {
    return switch (resolution.word()) {
      case SETTLE -> new QuotaRequest.Settle(resolution.hold(), resolution.attempt());
      case RELEASE ->
          new QuotaRequest.Release(resolution.hold(), OptionalLong.of(resolution.attempt()));
      case WAIT, KEEP ->
          throw new IllegalArgumentException("nothing is decided about " + resolution.hold());
    };
  }

  /** Writes what was decided, in one event. */
  private Step<QuotaEvent, QuotaState> write(
      QuotaState from,
      Quota.Walk walk,
      OptionalLong epoch,
      Instant now,
      Consumer<QuotaState> afterwards) {
    BatchDecision decision = walk.decision();
    refusedSinceEvent += decision.refused();
    Consumer<QuotaState> after =
        next -> {
          metrics.decided(from, decision, now);
          after(decision, epoch, next);
          afterwards.accept(next);
        };
    if (decision.changes().isEmpty()) return Step.write(List.of(), after);
    var event = new QuotaEvent.BatchApplied(id, decision.changes(), refusedSinceEvent, now, epoch);
    refusedSinceEvent = 0;
    changedAt = now;
    isDoubtful = false;
    foreseen = new Foreseen(from, event, walk.next());
    return Step.write(List.of(event), after);
  }

  /** Publishes a refusal to the nodes like a change: they refuse on their own while it is fresh. */
  private void after(BatchDecision decision, OptionalLong epoch, QuotaState state) {
    for (QuotaChange change : decision.changes()) {
      if (change instanceof QuotaChange.UnitsHeld held) sweep.watch(held.hold(), held.until());
    }
    abandoned.watch(epoch, context.now());
    boolean isNews = !decision.changes().isEmpty() || decision.refused() > 0;
    if (isNews) announce(state);
  }

  private void announce(QuotaState state) {
    if (id.isPersonal()) return;
    Instant now = context.now();
    switch (throttle.changed(now)) {
      case NOW -> publish(state);
      case LATER -> context.startTimer(PublishDue.class, new PublishDue(), throttle.delay(now));
      case SCHEDULED -> {}
    }
  }

  private void publish(QuotaState state) {
    if (state instanceof QuotaState.Counting quota) {
      publisher.accept(new Availability(id, quota.available(), quota.held(), revision()));
    }
  }

  private Explained explained(QuotaState state) {
    Instant next = sweep.nextDeadline(holds(state)).orElse(null);
    return new Explained(Optional.ofNullable(Quota.view(id, state, next, revision())));
  }

  private long revision() {
    return context.sequenceNumber();
  }

  private static OpenHolds holds(QuotaState state) {
    return state instanceof QuotaState.Counting quota ? quota.holds() : OpenHolds.NONE;
  }
}
