package id.kuota.engine.entity;

import com.typesafe.config.Config;
import id.kuota.engine.telemetry.EngineLog;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.SpanCarrier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.Recovery;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An entity in the cluster: the only class that knows Pekko Persistence. It writes what the logic
 * decides, and everything else that an entity does is in {@link EntityRunner}. After a failed write
 * it recovers, with growing pauses. A message that carries a span is handled as a part of it, which
 * its event carries on into the journal.
 */
public final class PersistentEntity<M, E, S> extends EventSourcedBehavior<Object, E, S> {

  private static final BackoffSupervisorStrategy RECOVER_AGAIN =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);

  /** To itself: the lease may be fresh again. */
  private enum LeaseCheck {
    DUE
  }

  private static final Duration LEASE_CHECK_PAUSE = Duration.ofMillis(100);

  private static final Logger log = LoggerFactory.getLogger(PersistentEntity.class);

  private final ActorContext<Object> context;
  private final EntityKind<M> kind;
  private final EntityRunner<M, E, S, ?> runner;
  private final TimerScheduler<Object> timers;
  private final MemoryLease lease;
  private final EntityTelemetry telemetry;
  private final @Nullable EntitySnapshots snapshots;
  private boolean awaitsLease;
  private long beganNanos = System.nanoTime();
  private boolean hasStarted;

  private PersistentEntity(
      String id,
      ActorContext<Object> context,
      TimerScheduler<Object> timers,
      EntityKind<M> kind,
      Function<EntityContext<M>, EntityLogic<M, E, S, ?>> logic,
      Consumer<ActorContext<Object>> passivate,
      Clock clock,
      MemoryLease lease,
      EntityTelemetry telemetry) {
    super(PersistenceId.of(kind.name(), id), strategy(kind));
    this.context = context;
    this.kind = kind;
    var surroundings = new Surroundings(timers, clock, passivate);
    ResidencyPermits permits =
        kind.stays() ? ResidencyPermits.of(context.getSystem()) : ResidencyPermits.NONE;
    this.timers = timers;
    this.lease = lease;
    this.telemetry = telemetry;
    this.snapshots =
        kind.snapshotEvery().isPresent() ? EntitySnapshots.of(context.getSystem()) : null;
    this.runner = runner(logic.apply(surroundings), surroundings, kind, permits, telemetry);
  }

  /**
   * The behavior of one entity.
   *
   * @param lease while it is not fresh, what comes waits in the stash: nothing is answered
   * @param passivate asks the shard to send {@link EntitySignal#STOP}
   */
  public static <M, E, S> Behavior<M> create(
      String id,
      EntityKind<M> kind,
      Function<EntityContext<M>, EntityLogic<M, E, S, ?>> logic,
      Consumer<ActorContext<Object>> passivate,
      Clock clock,
      MemoryLease lease,
      EntityTelemetry telemetry) {
    Behavior<Object> behavior =
        Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers ->
                        new PersistentEntity<>(
                            id, context, timers, kind, logic, passivate, clock, lease, telemetry)));
    return behavior.narrow();
  }

  private static <M, E, S, F extends id.kuota.engine.entity.Effect> EntityRunner<M, E, S, F> runner(
      EntityLogic<M, E, S, F> logic,
      EntityRunner.Driver driver,
      EntityKind<M> kind,
      ResidencyPermits permits,
      EntityTelemetry telemetry) {
    return new EntityRunner<>(logic, driver, kind, permits, telemetry);
  }

  private static BackoffSupervisorStrategy strategy(EntityKind<?> kind) {
    return kind.stash().map(RECOVER_AGAIN::withStashCapacity).orElse(RECOVER_AGAIN);
  }

  @Override
  public S emptyState() {
    return runner.emptyState();
  }

  @Override
  public CommandHandler<Object, E, S> commandHandler() {
    return this::onMessage;
  }

  @Override
  public EventHandler<S, E> eventHandler() {
    return runner::evolve;
  }

  @Override
  public SignalHandler<S> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::recovered)
        .onSignal(PostStop.instance(), state -> ended())
        .onSignal(PreRestart.instance(), state -> ended())
        .build();
  }

  private void recovered(S state) {
    hasStarted = true;
    awaitsLease = false; // A restart has cancelled the timer.
    telemetry.started(kind.name(), Duration.ofNanos(System.nanoTime() - beganNanos));
    runner.recovered(state);
  }

  /** This incarnation ends, with its node or its shard or by a failed write. */
  private void ended() {
    runner.ended();
    if (hasStarted) telemetry.ended(kind.name());
    hasStarted = false;
    beganNanos = System.nanoTime();
  }

  /** A short stream has no snapshot, and the query for one saves nothing. */
  @Override
  public Recovery recovery() {
    return Recovery.withSnapshotSelectionCriteria(
        kind.snapshotEvery().isPresent()
            ? SnapshotSelectionCriteria.latest()
            : SnapshotSelectionCriteria.none());
  }

  @Override
  public Optional<Config> journalPluginConfig() {
    return PluginConfig.of(context.getSystem());
  }

  @Override
  public Optional<Config> snapshotPluginConfig() {
    return PluginConfig.of(context.getSystem());
  }

  private Effect<E, S> onMessage(S state, Object message) {
    if (message == LeaseCheck.DUE) return leaseChecked();
    if (message != EntitySignal.STOP && (awaitsLease || !lease.isFresh())) return awaitLease();
    if (message instanceof EntitySignal signal) {
      return follow(state, runner.on(state, signal), Span.none());
    }
    Span request = SpanCarrier.take(message);
    if (!request.isForRequest()) return handle(state, message, request);
    Span span =
        request.isRecorded()
            ? request.child(kind.name() + ' ' + message.getClass().getSimpleName())
            : request;
    return span.call(() -> handle(state, message, span));
  }

  private Effect<E, S> handle(S state, Object message, Span span) {
    return follow(state, runner.on(state, kind.messages().cast(message)), span);
  }

  private Effect<E, S> follow(S state, EntityRunner.Outcome<E, S> outcome, Span span) {
    return switch (outcome) {
      case EntityRunner.Outcome.Stop<E, S> stop -> Effect().stop();
      case EntityRunner.Outcome.Take<E, S>(var step) when step.events().isEmpty() -> {
        runner.written(state, step);
        span.end();
        yield Effect().none();
      }
      case EntityRunner.Outcome.Take<E, S>(var step) -> {
        if (span.isRecorded()) SpanCarrier.carry(step.events().getFirst(), span);
        yield Effect()
            .persist(step.events())
            .thenRun(
                (S next) -> {
                  logTransition(state, step, next);
                  span.run(() -> runner.written(next, step));
                  span.end();
                  storeAside(next, step.events().size());
                });
      }
    };
  }

  private void storeAside(S state, int events) {
    if (snapshots == null) return;
    snapshots.written(
        persistenceId().id(),
        kind.snapshotEvery().orElseThrow(),
        events,
        lastSequenceNumber(context),
        state);
  }

  /** Later messages do not overtake: they wait as well until the stash was opened. */
  private Effect<E, S> awaitLease() {
    if (!awaitsLease) timers.startSingleTimer(LeaseCheck.DUE, LeaseCheck.DUE, LEASE_CHECK_PAUSE);
    awaitsLease = true;
    return Effect().stash();
  }

  private Effect<E, S> leaseChecked() {
    awaitsLease = !lease.isFresh();
    if (!awaitsLease) return Effect().unstashAll();
    timers.startSingleTimer(LeaseCheck.DUE, LeaseCheck.DUE, LEASE_CHECK_PAUSE);
    return Effect().none();
  }

  private void logTransition(S from, Step<E, S> step, S to) {
    if (!log.isDebugEnabled()) return;
    EngineLog.TRANSITION.log(
        log,
        persistenceId().id(),
        from.getClass().getSimpleName(),
        to.getClass().getSimpleName(),
        step.events().stream().map(event -> event.getClass().getSimpleName()).toList());
  }

  /** What the entity can do, by Pekko. */
  private final class Surroundings implements EntityContext<M>, EntityRunner.Driver {

    private final ActorRef<Object> self;
    private final TimerScheduler<Object> timers;
    private final Clock clock;
    private final Consumer<ActorContext<Object>> passivate;
    private Instant latest = Instant.MIN;

    Surroundings(
        TimerScheduler<Object> timers, Clock clock, Consumer<ActorContext<Object>> passivate) {
      this.self = context.getSelf();
      this.timers = timers;
      this.clock = clock;
      this.passivate = passivate;
    }

    @Override
    public Instant now() {
      Instant now = clock.instant();
      if (now.isAfter(latest)) latest = now;
      return latest;
    }

    @Override
    public void tellSelf(M message) {
      self.tell(SpanCarrier.carry(message));
    }

    @Override
    public <T> void pipeToSelf(
        CompletionStage<T> stage, BiFunction<@Nullable T, @Nullable Throwable, M> message) {
      Span span = Span.current();
      context.pipeToSelf(
          stage, (value, failure) -> SpanCarrier.carry(message.apply(value, failure), span));
    }

    @Override
    public <T> ActorRef<T> adapter(Class<T> type, Function<T, M> message) {
      return context.messageAdapter(type, message::apply);
    }

    @Override
    public void startTimer(Object key, M message, Duration delay) {
      timers.startSingleTimer(key, message, delay);
    }

    @Override
    public void startTimer(String key, EntitySignal signal, Duration delay) {
      timers.startSingleTimer(key, signal, delay);
    }

    @Override
    public void cancelTimer(Object key) {
      timers.cancel(key);
    }

    @Override
    public void cancelTimer(String key) {
      timers.cancel(key);
    }

    @Override
    public void passivate() {
      passivate.accept(context);
    }

    @Override
    public long sequenceNumber() {
      return lastSequenceNumber(context);
    }
  }
}
