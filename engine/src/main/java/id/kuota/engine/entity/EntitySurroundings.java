package id.kuota.engine.entity;

import id.kuota.engine.telemetry.Span;
import id.kuota.engine.telemetry.SpanCarrier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** What an entity can do, by Pekko. Belongs to the thread of its actor. */
final class EntitySurroundings<M> implements EntityContext<M>, EntityRunner.Driver {

  private final ActorContext<Object> actor;
  private final ActorRef<Object> self;
  private final TimerScheduler<Object> timers;
  private final Clock clock;
  private final Consumer<ActorContext<Object>> passivate;
  private final LongSupplier number;
  private Instant latest = Instant.MIN;

  /**
   * Creates them.
   *
   * @param number of the last event in the state
   */
  EntitySurroundings(
      ActorContext<Object> actor,
      TimerScheduler<Object> timers,
      Clock clock,
      Consumer<ActorContext<Object>> passivate,
      LongSupplier number) {
    this.actor = actor;
    this.self = actor.getSelf();
    this.timers = timers;
    this.clock = clock;
    this.passivate = passivate;
    this.number = number;
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
    actor.pipeToSelf(
        stage, (value, failure) -> SpanCarrier.carry(message.apply(value, failure), span));
  }

  @Override
  public <T> ActorRef<T> adapter(Class<T> type, Function<T, M> message) {
    return actor.messageAdapter(type, message::apply);
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
    passivate.accept(actor);
  }

  @Override
  public long sequenceNumber() {
    return number.getAsLong();
  }
}
