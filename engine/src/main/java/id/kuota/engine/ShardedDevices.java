package id.kuota.engine;

import id.kuota.engine.device.DeviceCommand;
import id.kuota.engine.device.DeviceEntity;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceRefusal;
import id.kuota.engine.device.DeviceView;
import id.kuota.engine.device.Devices;
import id.kuota.engine.entity.EntityAsk;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** Asks the sharded devices. */
record ShardedDevices(EntityAsk asks, ClusterSharding sharding, UnknownIds unknownIds)
    implements Devices {

  @Override
  public CompletionStage<Reply<DeviceView, DeviceRefusal>> ask(
      DeviceId device, DeviceCommand command) {
    unknownIds.written(DeviceEntity.TYPE.name(), device.value());
    return asks.<DeviceEntity.Message, Reply<DeviceView, DeviceRefusal>>ask(
            device(device), replyTo -> new DeviceEntity.Ask(command, replyTo))
        .whenComplete((_, _) -> unknownIds.written(DeviceEntity.TYPE.name(), device.value()));
  }

  @Override
  public CompletionStage<Reply<DeviceView, DeviceRefusal>> look(DeviceId device) {
    return unknownIds.look(
        DeviceEntity.TYPE.name(),
        device.value(),
        new Reply.Refused<>(DeviceRefusal.DEVICE_UNKNOWN),
        () -> asks.look(device(device), DeviceEntity.Look::new));
  }

  private RecipientRef<DeviceEntity.Message> device(DeviceId device) {
    return sharding.entityRefFor(DeviceEntity.TYPE, device.value());
  }
}
