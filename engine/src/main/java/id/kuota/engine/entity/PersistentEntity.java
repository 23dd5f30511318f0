package id.kuota.engine.entity;

import id.kuota.engine.Limits;
import id.kuota.engine.telemetry.EngineLog;
import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.SpanCarrier;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.SnapshotProtocol;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An entity in the cluster: reads its events, then takes one message after the other, and writes
 * what the logic decides before any caller hears of it. Everything else that an entity does is in
 * {@link EntityRunner}. What comes while it reads or writes waits in its stash. After a failure it
 * begins anew, with growing pauses: whether the write happened is in the journal.
 *
 * <p>It talks to the journal itself ({@link EventStream}), not through {@code EventSourcedBehavior}
 * of Pekko: an order lives for three messages, and the permits, supervisors and timers of that cost
 * it more than its work (docs/decisions/0051).
 *
 * <p>A message that carries a span is handled as a part of it, which its event carries on into the
 * journal.
 */
public final class PersistentEntity<M, E, S> extends ExtensibleBehavior<Object> {

  private enum Standing {
    /** Until the first message: it may be one that needs no reading. */
    NEW,
    READING,
    READY,
    WRITING,
    /** The lease is not fresh: nothing is answered from memory. */
    WITHOUT_LEASE,
    /** Between a failure and the next try. */
    PAUSING,
    STOPPED
  }

  /** To itself, by a timer. */
  private enum Alarm {
    LEASE_MAY_BE_FRESH,
    PAUSE_IS_OVER
  }

  /** What is in the journal's hands. */
  private record Write<E, S>(Object message, Step<E, S> step, S next, Span span) {}

  /** A journal that is well has answered or failed long before. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private static final Duration LEASE_CHECK_PAUSE = Duration.ofMillis(100);

  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

  /** Pauses differ by so much, so that the entities of a node do not all try in one moment. */
  private static final double PAUSE_SPREAD = 0.2;

  private static final Logger log = LoggerFactory.getLogger(PersistentEntity.class);

  private final ActorContext<Object> context;
  private final TimerScheduler<Object> timers;
  private final EntityKind<M> kind;
  private final MemoryLease lease;
  private final EntityTelemetry telemetry;
  private final EventStream<E> stream;
  private final EntityRunner<M, E, S, ?> runner;
  private final ArrayDeque<Object> stash = new ArrayDeque<>(2);

  private Standing standing = Standing.NEW;
  private S state;
  private @Nullable Write<E, S> write;
  private int failures;
  private boolean hasStarted;
  private long beganNanos;
  private long heardNanos;

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
    this.context = context;
    this.timers = timers;
    this.kind = kind;
    this.lease = lease;
    this.telemetry = telemetry;
    this.stream =
        new EventStream<>(
            kind.name() + '|' + id,
            Adapter.toClassic(context.getSelf()),
            context.getSystem(),
            kind.snapshotEvery());
    var surroundings = new EntitySurroundings<M>(context, timers, clock, passivate, stream::number);
    ResidencyPermits permits =
        kind.stays() ? ResidencyPermits.of(context.getSystem()) : ResidencyPermits.NONE;
    this.runner = runner(logic.apply(surroundings), surroundings, kind, permits, telemetry);
    this.beganNanos = System.nanoTime();
    this.state = runner.emptyState();
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
                                id, context, timers, kind, logic, passivate, clock, lease,
                                telemetry)
                            .started()));
    return behavior.narrow();
  }

  private static <M, E, S, F extends Effect> EntityRunner<M, E, S, F> runner(
      EntityLogic<M, E, S, F> logic,
      EntityRunner.Driver driver,
      EntityKind<M> kind,
      ResidencyPermits permits,
      EntityTelemetry telemetry) {
    return new EntityRunner<>(logic, driver, kind, permits, telemetry);
  }

  /** An entity that may begin unread waits for its first message; the others read at once. */
  private PersistentEntity<M, E, S> started() {
    boolean mayBegin =
        kind.begins().isPresent() && UnreadStreams.of(context.getSystem()).mayBegin();
    if (!mayBegin) read();
    return this;
  }

  @Override
  public Behavior<Object> receive(TypedActorContext<Object> actor, Object message) {
    switch (message) {
      case JournalProtocol.Response response -> heard(stream.hear(response));
      case SnapshotProtocol.Response response -> heard(stream.hear(response));
      case Alarm.LEASE_MAY_BE_FRESH -> leaseChecked();
      case Alarm.PAUSE_IS_OVER -> beginAnew();
      case EntitySignal signal
          when standing == Standing.WITHOUT_LEASE && signal == EntitySignal.STOP ->
          take(signal);
      case Object any when standing == Standing.NEW -> begin(any);
      case Object any when standing == Standing.READY -> take(any);
      default -> stash(message);
    }
    while (standing == Standing.READY && !stash.isEmpty()) take(stash.remove());
    return standing == Standing.STOPPED ? Behaviors.stopped() : Behaviors.same();
  }

  @Override
  public Behavior<Object> receiveSignal(TypedActorContext<Object> actor, Signal signal) {
    if (!(signal instanceof PostStop)) return Behaviors.unhandled();
    ended();
    return Behaviors.same();
  }

  private void begin(Object message) {
    boolean begins =
        kind.messages().isInstance(message)
            && kind.begins().orElseThrow().test(kind.messages().cast(message));
    if (begins) {
      stream.beginUnread();
      recovered();
      take(message);
    } else {
      read();
      stash(message);
    }
  }

  /** What was decided about a message may be wrong: it is decided once more, with the events. */
  private void readFirst(Object message, Span span) {
    span.end();
    stash.addFirst(SpanCarrier.carry(message, span));
    ended();
    write = null;
    timers.cancelAll();
    beginAnew();
  }

  private void read() {
    standing = Standing.READING;
    heardNanos = System.nanoTime();
    stream.read();
  }

  @SuppressWarnings("unchecked") // The store returns what the entities of this type have stored.
  private void heard(EventStream.Heard<E> heard) {
    if (standing == Standing.READING) heardNanos = System.nanoTime();
    switch (heard) {
      case EventStream.Heard.Began<E>(var stored) when standing == Standing.READING ->
          state = (S) stored;
      case EventStream.Heard.Replayed<E>(var event) when standing == Standing.READING ->
          replayed(event);
      case EventStream.Heard.ReadToEnd<E> _ when standing == Standing.READING -> recovered();
      case EventStream.Heard.Written<E> _ when standing == Standing.WRITING -> written();
      case EventStream.Heard.Known<E> _ when write != null ->
          readFirst(write.message(), write.span());
      case EventStream.Heard.Failed<E>(var cause)
          when standing == Standing.READING || standing == Standing.WRITING ->
          failed(cause);
      default -> {} // About an earlier incarnation.
    }
  }

  private void replayed(E event) {
    try {
      state = runner.evolve(state, event);
    } catch (RuntimeException unforeseen) { // It is tried again: a new release may understand it.
      failed(unforeseen);
    }
  }

  private void recovered() {
    hasStarted = true;
    standing = Standing.READY;
    telemetry.started(kind.name(), Duration.ofNanos(System.nanoTime() - beganNanos));
    runner.recovered(state);
  }

  /** Takes a message, or has it wait for the lease. */
  private void take(Object message) {
    if (message != EntitySignal.STOP && !lease.isFresh()) {
      stash.addFirst(message);
      awaitLease();
    } else if (message instanceof EntitySignal signal) {
      follow(signal, runner.on(state, signal), Span.none());
    } else {
      Span request = SpanCarrier.take(message);
      if (!request.isForRequest()) {
        handle(message, request);
      } else {
        Span span =
            request.isRecorded()
                ? request.child(kind.name() + ' ' + message.getClass().getSimpleName())
                : request;
        span.run(() -> handle(message, span));
      }
    }
  }

  private void handle(Object message, Span span) {
    follow(message, runner.on(state, kind.messages().cast(message)), span);
  }

  private void follow(Object message, EntityRunner.Outcome<E, S> outcome, Span span) {
    switch (outcome) {
      case EntityRunner.Outcome.Stop<E, S> _ -> standing = Standing.STOPPED;
      case EntityRunner.Outcome.Take<E, S>(var step)
          when step.events().isEmpty() && stream.isUnread() ->
          readFirst(message, span);
      case EntityRunner.Outcome.Take<E, S>(var step) when step.events().isEmpty() -> {
        runner.written(state, step);
        span.end();
      }
      case EntityRunner.Outcome.Take<E, S>(var step) -> write(message, step, span);
    }
  }

  private void write(Object message, Step<E, S> step, Span span) {
    S next = state;
    for (E event : step.events()) next = runner.evolve(next, event);
    if (span.isRecorded()) SpanCarrier.carry(step.events().getFirst(), span);
    write = new Write<>(message, step, next, span);
    standing = Standing.WRITING;
    stream.write(step.events());
  }

  private void written() {
    if (!(write instanceof Write<E, S>(_, var step, var next, var span))) return;
    logTransition(state, step, next);
    state = next;
    write = null;
    failures = 0;
    standing = Standing.READY;
    span.run(() -> runner.written(next, step));
    span.end();
    stream.storeAside(next, step.events().size());
  }

  /** What it has in memory may not be what the journal has. */
  private void failed(Throwable cause) {
    failures++;
    Duration pause = spread(PAUSES.pauseAfter(failures));
    EngineLog.ENTITY_READS_AGAIN.log(
        log, stream.persistenceId(), pause.toMillis(), cause.toString());
    ended();
    write = null;
    timers.cancelAll();
    standing = Standing.PAUSING;
    timers.startSingleTimer(Alarm.PAUSE_IS_OVER, pause);
  }

  private static Duration spread(Duration pause) {
    double factor = 1 + ThreadLocalRandom.current().nextDouble() * PAUSE_SPREAD;
    return Duration.ofNanos((long) (pause.toNanos() * factor));
  }

  private void beginAnew() {
    state = runner.emptyState();
    read();
  }

  /** This incarnation ends, with its node or its shard or by a failure. */
  private void ended() {
    runner.ended();
    if (hasStarted) telemetry.ended(kind.name());
    hasStarted = false;
    beganNanos = System.nanoTime();
  }

  private void stash(Object message) {
    if (stash.size() >= Limits.STASH) {
      context.getSystem().deadLetters().tell(message); // Its sender asks again.
      return;
    }
    stash.add(message);
    boolean isSilent = System.nanoTime() - heardNanos > SILENCE_MAX.toNanos();
    if (standing == Standing.READING && isSilent) {
      failed(new IllegalStateException("the journal has said nothing for " + SILENCE_MAX));
    }
  }

  /** Later messages do not overtake. */
  private void awaitLease() {
    standing = Standing.WITHOUT_LEASE;
    timers.startSingleTimer(Alarm.LEASE_MAY_BE_FRESH, LEASE_CHECK_PAUSE);
  }

  private void leaseChecked() {
    if (standing != Standing.WITHOUT_LEASE) return;
    if (lease.isFresh()) standing = Standing.READY;
    else awaitLease();
  }

  private void logTransition(S from, Step<E, S> step, S to) {
    if (!log.isDebugEnabled()) return;
    EngineLog.TRANSITION.log(
        log,
        stream.persistenceId(),
        from.getClass().getSimpleName(),
        to.getClass().getSimpleName(),
        step.events().stream().map(event -> event.getClass().getSimpleName()).toList());
  }
}
