package id.kuota.http.edge.gate;

import id.kuota.engine.device.DeviceId;
import id.kuota.persistence.readmodel.DevicePresence;
import id.kuota.persistence.readmodel.DevicePresences;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Which devices this node has seen, and what they said of themselves. In no journal: it is worth
 * nothing tomorrow. Thread-safe; noting never blocks.
 */
public final class Attendance {

  private final WriteBehindBuffer<String, DevicePresence> devices;
  private final Clock clock;

  public Attendance(DevicePresences presences, Clock clock) {
    this.devices =
        new WriteBehindBuffer<>("the heartbeats of devices", DevicePresence::and, presences::put);
    this.clock = clock;
  }

  /** Writes what was noted, again and again, on threads that may block. */
  public Attendance writeRegularly(ActorSystem<?> system, Executor threads) {
    devices.writeRegularly(system, threads);
    return this;
  }

  /** Notes a request with a device's key. */
  void seen(DeviceId device) {
    devices.add(device.value(), DevicePresence.seen(clock.instant()));
  }

  /** Records the heartbeat of a device. */
  DevicePresence told(DeviceId device, Heartbeat beat) {
    DevicePresence presence = beat.at(clock.instant());
    devices.add(device.value(), presence);
    return presence;
  }
}
