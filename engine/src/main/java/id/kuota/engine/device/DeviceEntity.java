package id.kuota.engine.device;

import id.kuota.engine.Decision.Accepted;
import id.kuota.engine.Decision.Refused;
import id.kuota.engine.EngineEntity;
import id.kuota.engine.Idleness;
import id.kuota.engine.Limits;
import id.kuota.engine.Portable;
import id.kuota.engine.Reply;
import id.kuota.engine.Shard;
import java.time.Clock;
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

/** A device in the cluster. */
public final class DeviceEntity
    extends EngineEntity<DeviceEntity.Message, DeviceEvent, DeviceState> {

  public static final EntityTypeKey<Message> TYPE = EntityTypeKey.create(Message.class, "Device");

  /** What the entity understands. */
  public sealed interface Message {}

  public record Ask(DeviceCommand command, ActorRef<Reply<DeviceView, DeviceRefusal>> replyTo)
      implements Message, Portable {}

  /** Asks for the view. */
  public record Look(ActorRef<Reply<DeviceView, DeviceRefusal>> replyTo)
      implements Message, Portable {}

  /** From the shard: the device was idle, or its shard moves. */
  public record Stop() implements Message, Portable {}

  record IdleLook() implements Message {}

  private final DeviceId id;
  private final ActorContext<Message> context;
  private final Shard<Message> shard;
  private final Clock clock;
  private final Idleness<Message> idleness;

  private DeviceEntity(
      DeviceId id,
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      Shard<Message> shard,
      Clock clock) {
    super(PersistenceId.of(TYPE.name(), id.value()), context);
    this.id = id;
    this.context = context;
    this.shard = shard;
    this.clock = clock;
    this.idleness = new Idleness<>(timers, Limits.LONG_LIVED_IDLE, new IdleLook());
  }

  public static Behavior<Message> create(DeviceId id, Shard<Message> shard, Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new DeviceEntity(id, context, timers, shard, clock)));
  }

  @Override
  public DeviceState emptyState() {
    return new DeviceState.Absent();
  }

  @Override
  public CommandHandlerWithReply<Message, DeviceEvent, DeviceState> commandHandler() {
    return this::onMessage;
  }

  @Override
  public EventHandler<DeviceState, DeviceEvent> eventHandler() {
    return Device::evolve;
  }

  /** A failed write makes the device recover, too. */
  @Override
  public SignalHandler<DeviceState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), state -> idleness.watch())
        .build();
  }

  private ReplyEffect<DeviceEvent, DeviceState> onMessage(DeviceState state, Message message) {
    if (!(message instanceof IdleLook)) idleness.needed();
    return switch (message) {
      case Ask ask -> decide(state, ask);
      case Look look -> {
        leaveIfAbsent(state);
        yield Effect().reply(look.replyTo(), view(state, true));
      }
      case IdleLook look -> {
        if (idleness.isIdle()) shard.passivate(context);
        yield Effect().noReply();
      }
      case Stop stop -> Effect().stop().thenNoReply();
    };
  }

  private ReplyEffect<DeviceEvent, DeviceState> decide(DeviceState state, Ask ask) {
    return switch (Device.decide(id, state, ask.command(), clock.instant())) {
      case Accepted<DeviceEvent, DeviceRefusal>(var events) ->
          Effect().persist(events).thenReply(ask.replyTo(), next -> view(next, events.isEmpty()));
      case Refused<DeviceEvent, DeviceRefusal>(var reason) -> {
        leaveIfAbsent(state);
        yield Effect().reply(ask.replyTo(), new Reply.Refused<>(reason));
      }
    };
  }

  private void leaveIfAbsent(DeviceState state) {
    shard.passivateAbsent(context, state instanceof DeviceState.Absent);
  }

  private static Reply<DeviceView, DeviceRefusal> view(DeviceState state, boolean repeated) {
    DeviceView view = Device.view(state);
    return view == null
        ? new Reply.Refused<>(DeviceRefusal.DEVICE_UNKNOWN)
        : new Reply.Answered<>(view, repeated);
  }
}
