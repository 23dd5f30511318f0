package id.kuota.engine.device;

import id.kuota.engine.ClusterMessage;
import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.entity.Effect;
import id.kuota.engine.entity.EntityContext;
import id.kuota.engine.entity.EntityKind;
import id.kuota.engine.entity.EntityLogic;
import id.kuota.engine.entity.Step;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** A device in the cluster. It owes nothing to others. */
public final class DeviceEntity
    extends EntityLogic<DeviceEntity.Message, DeviceEvent, DeviceState, Effect> {

  public static final EntityTypeKey<Message> TYPE = EntityTypeKey.create(Message.class, "Device");

  public static final EntityKind<Message> KIND =
      EntityKind.of(TYPE, Message.class, Limits.LONG_LIVED_IDLE);

  /** What the entity understands. */
  public sealed interface Message {}

  public record Ask(DeviceCommand command, ActorRef<Reply<DeviceView, DeviceRefusal>> replyTo)
      implements Message, ClusterMessage {}

  /** Asks for the view. */
  public record Look(ActorRef<Reply<DeviceView, DeviceRefusal>> replyTo)
      implements Message, ClusterMessage {}

  private final DeviceId id;

  public DeviceEntity(DeviceId id, EntityContext<Message> context) {
    super(context);
    this.id = id;
  }

  @Override
  public DeviceState emptyState() {
    return new DeviceState.Absent();
  }

  @Override
  public DeviceState evolve(DeviceState state, DeviceEvent event) {
    return Device.evolve(state, event);
  }

  @Override
  public boolean isVacant(DeviceState state) {
    return state instanceof DeviceState.Absent;
  }

  @Override
  public Step<DeviceEvent, DeviceState> on(DeviceState state, Message message) {
    return switch (message) {
      case Ask ask -> decide(state, ask);
      case Look look -> Step.reply(() -> look.replyTo().tell(view(state, true)));
    };
  }

  private Step<DeviceEvent, DeviceState> decide(DeviceState state, Ask ask) {
    return switch (Device.decide(id, state, ask.command(), context.now())) {
      case Decision.Accepted<DeviceEvent, DeviceRefusal>(var events) ->
          Step.write(events, next -> ask.replyTo().tell(view(next, events.isEmpty())));
      case Decision.Refused<DeviceEvent, DeviceRefusal>(var reason) ->
          Step.reply(() -> ask.replyTo().tell(new Reply.Refused<>(reason)));
    };
  }

  private static Reply<DeviceView, DeviceRefusal> view(DeviceState state, boolean repeated) {
    DeviceView view = Device.view(state);
    return view == null
        ? new Reply.Refused<>(DeviceRefusal.DEVICE_UNKNOWN)
        : new Reply.Answered<>(view, repeated);
  }
}
