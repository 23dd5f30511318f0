package id.kuota.simulation.cluster;

import id.kuota.engine.entity.Effect;
import id.kuota.engine.entity.EntityContext;
import id.kuota.engine.entity.EntityKind;
import id.kuota.engine.entity.EntityLogic;
import id.kuota.engine.entity.EntityRunner;
import id.kuota.engine.entity.EntitySignal;
import id.kuota.engine.entity.EntityTelemetry;
import id.kuota.engine.entity.Step;
import id.kuota.simulation.world.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of an entity: drives its runner as {@code PersistentEntity} does in production.
 * Messages wait while it recovers or writes; after a failed write it recovers, with growing pauses;
 * its timers and what is in its memory end with it.
 */
final class SimulatedEntity<M, E, S> implements EntityContext<M>, EntityRunner.Driver {

  private enum Standing {
    NEW,
    RECOVERING,
    READY,
    WRITING,
    GONE
  }

  private record Timed(Object key, long number, Object message) {}

  private static final Duration BACKOFF_MIN = Duration.ofMillis(200);
  private static final int BACKOFF_DOUBLINGS = 5;
  private static final Duration BACKWARDS = Duration.ofSeconds(3);

  final EntityKey key;
  final Machine machine;
  private final int life;
  private final Cluster cluster;
  private final EntityKind<M> kind;
  private final Network.End end;
  private final EntityRunner<M, E, S, ?> runner;
  private final ArrayDeque<Object> mailbox = new ArrayDeque<>();
  private final Map<Object, Long> timers = new HashMap<>();
  private Standing standing = Standing.NEW;
  private boolean isUnread;
  private S state;
  private long sequenceNumber;
  private long timerNumber;
  private int failures;
  private boolean isRunning;
  private Instant latest = Instant.MIN;

  SimulatedEntity(
      EntityKey key,
      Machine machine,
      Cluster cluster,
      EntityKind<M> kind,
      Function<EntityContext<M>, EntityLogic<M, E, S, ?>> logic) {
    this.key = key;
    this.machine = machine;
    this.life = machine.life();
    this.cluster = cluster;
    this.kind = kind;
    this.end = machine.end(key.id());
    this.runner = runner(logic.apply(this), kind);
    this.state = runner.emptyState();
  }

  private <F extends Effect> EntityRunner<M, E, S, F> runner(
      EntityLogic<M, E, S, F> logic, EntityKind<M> kind) {
    return new EntityRunner<>(logic, this, kind, machine.permits, EntityTelemetry.NONE);
  }

  /** One that may begin unread waits for its first message. */
  void start() {
    if (kind.begins().isEmpty()) recover();
  }

  /** Takes its stream for empty if the message nearly always begins it. */
  private void begin(Object message) {
    boolean begins =
        kind.messages().isInstance(message)
            && kind.begins().orElseThrow().test(kind.messages().cast(message));
    if (!begins) {
      recover();
      return;
    }
    isUnread = true;
    standing = Standing.READY;
    guarded(() -> runner.recovered(state));
  }

  /** What was decided without the events may be wrong. */
  private void readFirst(Object message) {
    mailbox.addFirst(message);
    timers.clear();
    recover();
  }

  /** Reads the journal; what comes meanwhile waits. */
  private void recover() {
    standing = Standing.RECOVERING;
    isUnread = false;
    cluster.journal.read(key, this::isThere, this::recovered);
  }

  private void recovered(int events) {
    if (events < 0) {
      failed();
      return;
    }
    guarded(
        () -> {
          S replayed = runner.emptyState();
          for (Object event : cluster.seams.replayed(key, cluster.journal.stream(key))) {
            replayed = runner.evolve(replayed, event(event));
          }
          state = replayed;
          sequenceNumber = events;
          standing = Standing.READY;
          if (cluster.seams.keeps(Guarantee.FOLLOWS_RECOVERY)) runner.recovered(state);
        });
    run();
  }

  /** Takes a message of the entity or a signal. */
  void receive(Object message) {
    if (!isThere()) return;
    if (standing == Standing.WRITING && !cluster.seams.keeps(Guarantee.KEEPS_MAILBOX)) return;
    if (standing == Standing.NEW) begin(message);
    mailbox.add(message);
    run();
  }

  /** Its machine crashes, or it has stopped. */
  void end() {
    if (standing == Standing.GONE) return;
    standing = Standing.GONE;
    mailbox.clear();
    timers.clear();
    runner.ended();
  }

  boolean isThere() {
    return standing != Standing.GONE && machine.life() == life;
  }

  private void run() {
    if (isRunning) return;
    long pause = machine.pausedFor();
    if (pause > 0) {
      cluster.world.after(pause, this::run);
      return;
    }
    isRunning = true;
    while (isThere() && standing == Standing.READY && !mailbox.isEmpty()) {
      Object message = mailbox.remove();
      guarded(() -> take(message));
    }
    isRunning = false;
  }

  private void guarded(Runnable work) {
    Network.End before = cluster.speaker;
    cluster.speaker = end;
    try {
      work.run();
    } catch (RuntimeException e) {
      cluster.observer.failed(key, e);
      stop();
    } finally {
      cluster.speaker = before;
    }
  }

  private void take(Object message) {
    if (message instanceof Timed(var timer, var number, var content)) {
      if (timers.remove(timer, number)) take(content);
      return;
    }
    EntityRunner.Outcome<E, S> outcome =
        message instanceof EntitySignal signal
            ? runner.on(state, signal)
            : runner.on(state, kind.messages().cast(message));
    boolean stops =
        message == EntitySignal.STOP
            && !(cluster.seams.keeps(Guarantee.HEEDS_BUSY)
                && cluster.seams.keeps(Guarantee.HEEDS_OWING));
    if (message == EntitySignal.IDLE_CHECK && !cluster.seams.keeps(Guarantee.HEEDS_OWING))
      passivate();
    switch (outcome) {
      case EntityRunner.Outcome.Stop<E, S> stop -> stop();
      case EntityRunner.Outcome.Take<E, S> step when stops -> stop();
      case EntityRunner.Outcome.Take<E, S>(var step) when step.events().isEmpty() && isUnread ->
          readFirst(message);
      case EntityRunner.Outcome.Take<E, S>(var step) when step.events().isEmpty() ->
          runner.written(state, step);
      case EntityRunner.Outcome.Take<E, S>(var step) -> write(message, step);
    }
  }

  private void write(Object message, Step<E, S> step) {
    standing = Standing.WRITING;
    S next = state;
    for (E event : step.events()) {
      if (cluster.seams.applies(key, event)) next = runner.evolve(next, event);
    }
    S written = next;
    boolean early = !cluster.seams.keeps(Guarantee.REPLIES_AFTER_PERSIST);
    if (early) step.afterwards().accept(written);
    Step<E, S> rest = early ? Step.write(step.events()) : step;
    cluster.journal.write(
        key,
        sequenceNumber,
        isUnread,
        List.copyOf(step.events()),
        machine,
        this::isThere,
        outcome -> {
          switch (outcome) {
            case WRITTEN -> written(written, rest);
            case KNOWN -> readFirst(message);
            case UNKNOWN -> {
              if (cluster.seams.keeps(Guarantee.RECOVERS_AFTER_FAILURE)) failed();
              else written(written, rest);
            }
          }
        });
  }

  private void written(S next, Step<E, S> step) {
    state = next;
    isUnread = false;
    sequenceNumber += step.events().size();
    failures = 0;
    standing = Standing.READY;
    guarded(() -> runner.written(state, step));
    run();
  }

  /** As Pekko restarts a persistent actor: the mailbox stays, the timers go. */
  private void failed() {
    cluster.world.story().note(cluster.world.micros(), key.id(), () -> "recovers after a failure");
    standing = Standing.RECOVERING;
    timers.clear();
    Duration pause = BACKOFF_MIN.multipliedBy(1L << Math.min(failures++, BACKOFF_DOUBLINGS));
    cluster.world.after(
        pause,
        () -> {
          if (isThere()) recover();
        });
  }

  private void stop() {
    boolean wasThere = isThere();
    end();
    if (wasThere) cluster.shards.stopped(this);
  }

  @SuppressWarnings("unchecked") // The stream holds what this entity has written.
  private E event(Object stored) {
    return (E) stored;
  }

  @Override
  public Instant now() {
    Instant now = machine.clock();
    if (!cluster.seams.keeps(Guarantee.KEEPS_TIME)) {
      return timerNumber % 3 == 0 ? now.minus(BACKWARDS) : now;
    }
    if (now.isAfter(latest)) latest = now;
    return latest;
  }

  @Override
  public void tellSelf(M message) {
    cluster.world.after(Cluster.HOP_MICROS, () -> receive(message));
  }

  @Override
  public <T> void pipeToSelf(
      CompletionStage<T> stage, BiFunction<@Nullable T, @Nullable Throwable, M> message) {
    stage.whenComplete((value, failure) -> tellSelf(message.apply(value, failure)));
  }

  @Override
  public <T> ActorRef<T> adapter(Class<T> type, Function<T, M> message) {
    return cluster.address(machine, end, value -> receive(message.apply(type.cast(value))));
  }

  @Override
  public void startTimer(Object timer, M message, Duration delay) {
    start(timer, message, delay);
  }

  @Override
  public void startTimer(String timer, EntitySignal signal, Duration delay) {
    start(timer, signal, delay);
  }

  private void start(Object timer, Object message, Duration delay) {
    var timed = new Timed(timer, ++timerNumber, message);
    timers.put(timer, timed.number());
    cluster.world.after(
        delay,
        () -> {
          Long current = timers.get(timer);
          if (current != null && current == timed.number()) receive(timed);
        });
  }

  @Override
  public void cancelTimer(Object timer) {
    timers.remove(timer);
  }

  @Override
  public void cancelTimer(String timer) {
    timers.remove(timer);
  }

  @Override
  public void passivate() {
    cluster.shards.passivate(this);
  }

  @Override
  public long sequenceNumber() {
    return sequenceNumber;
  }
}
