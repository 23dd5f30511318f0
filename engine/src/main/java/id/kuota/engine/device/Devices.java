package id.kuota.engine.device;

import id.kuota.engine.Reply;
import java.util.concurrent.CompletionStage;

/** The gate devices of the cluster, with the promises of {@link id.kuota.engine.order.Orders}. */
public interface Devices {

  CompletionStage<Reply<DeviceView, DeviceRefusal>> ask(DeviceId device, DeviceCommand command);

  /** Returns the device as its entity has it: one that was revoked is so at once. */
  CompletionStage<Reply<DeviceView, DeviceRefusal>> look(DeviceId device);
}
