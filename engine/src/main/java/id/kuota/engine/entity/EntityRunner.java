package id.kuota.engine.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the logic of one entity: hands it its messages, keeps its effects going, and decides when it
 * leaves memory. {@link PersistentEntity} drives it in the cluster, the simulation drives it under
 * a seed; neither adds behaviour of its own. Not thread-safe.
 */
public final class EntityRunner<M, E, S, F extends Effect> {

  /** What the runner needs from whatever drives it. */
  public interface Driver {

    /** Starts a timer, in place of an earlier one of the same key. */
    void startTimer(String key, EntitySignal signal, Duration delay);

    void cancelTimer(String key);

    Instant now();

    /** Asks the shard to stop the entity; messages that come meanwhile wake it again. */
    void passivate();
  }

  /** What the driver does about a message. */
  public sealed interface Outcome<E, S> {
    record Take<E, S>(Step<E, S> step) implements Outcome<E, S> {}

    record Stop<E, S>() implements Outcome<E, S> {}
  }

  private static final String EFFECTS = "effects";

  private final EntityLogic<M, E, S, F> logic;
  private final EffectMachine<F> effects;
  private final Driver driver;
  private final String type;
  private final EntityTelemetry telemetry;
  private final PassivationTimer passivation;
  private @Nullable Instant scheduled;

  /** Creates a runner that begins with {@link #recovered}. */
  public EntityRunner(
      EntityLogic<M, E, S, F> logic,
      Driver driver,
      EntityKind<M> kind,
      ResidencyPermits permits,
      EntityTelemetry telemetry) {
    this.type = kind.name();
    this.telemetry = telemetry;
    this.logic = logic;
    this.effects = logic.effects;
    this.driver = driver;
    this.passivation = new PassivationTimer(driver::startTimer, kind.idleAfter(), permits);
  }

  /** The state was read from the journal: at the start, and again after a failed write. */
  public void recovered(S state) {
    effects.reset();
    scheduled = null;
    passivation.start();
    logic.recovered(state);
    align(state);
  }

  public S emptyState() {
    return logic.emptyState();
  }

  public S evolve(S state, E event) {
    return logic.evolve(state, event);
  }

  /** Decides about a message of the entity. */
  public Outcome<E, S> on(S state, M message) {
    passivation.needed();
    return new Outcome.Take<>(logic.on(state, message));
  }

  /** Decides about a signal. */
  public Outcome<E, S> on(S state, EntitySignal signal) {
    return switch (signal) {
      case EFFECTS_DUE -> {
        scheduled = null;
        yield new Outcome.Take<>(Step.none());
      }
      case IDLE_CHECK -> {
        Step<E, S> step = logic.tick(state);
        passivateIfIdle(state);
        yield new Outcome.Take<>(step);
      }
      case STOP ->
          passivation.mayStop(effects.isBusy() || logic.isBusy(state))
              ? new Outcome.Stop<>()
              : new Outcome.Take<>(Step.none());
    };
  }

  /** The events of a step, if it has any, are in the journal; they have led to {@code state}. */
  public void written(S state, Step<E, S> step) {
    if (!step.events().isEmpty()) {
      telemetry.persisted(type, step.events().size());
      logic.persisted(step.events(), state);
    }
    Instant now = driver.now(); // Before the replies: what follows one is of a later moment.
    step.afterwards().accept(state);
    align(state, now);
    boolean isNeeded = !effects.isEmpty() || logic.isBusy(state);
    if (!isNeeded && logic.isVacant(state)) passivate();
  }

  /** Ends the entity, for whatever cause. */
  public void ended() {
    passivation.release();
  }

  private void align(S state) {
    align(state, driver.now());
  }

  private void align(S state, Instant now) {
    List<F> owed = logic.effects(state, now);
    if (!owed.isEmpty() || !effects.isEmpty()) { // Nearly always there are none.
      var sends = new ArrayList<>(effects.align(owed, now));
      for (F again : effects.due(now)) {
        telemetry.retried(type, again.getClass().getSimpleName());
        sends.add(again);
      }
      sends.forEach(logic::perform);
    }
    schedule(state, now);
    logic.settled(state);
  }

  private void schedule(S state, Instant now) {
    Optional<Instant> next = earlier(effects.nextDue(), logic.nextEffectAt(state));
    if (next.isEmpty()) {
      if (scheduled != null) driver.cancelTimer(EFFECTS);
      scheduled = null;
    } else if (!next.get().equals(scheduled)) {
      scheduled = next.get();
      Duration delay = Duration.between(now, scheduled);
      driver.startTimer(
          EFFECTS, EntitySignal.EFFECTS_DUE, delay.isNegative() ? Duration.ZERO : delay);
    }
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    if (one.isEmpty()) return other;
    return other.isPresent() && other.get().isBefore(one.get()) ? other : one;
  }

  private void passivateIfIdle(S state) {
    boolean mayLeave = !effects.keepsAwake() && !logic.isBusy(state) && !logic.staysAwake(state);
    if (passivation.isIdle() && mayLeave && !passivation.stay(logic.expectedWithin(state))) {
      passivate();
    }
  }

  private void passivate() {
    telemetry.passivating(type);
    driver.passivate();
  }
}
