package id.kuota.http.edge.gate;

import id.kuota.engine.device.DeviceView;
import id.kuota.persistence.readmodel.DevicePresence;
import id.kuota.persistence.readmodel.GateDevices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The reason why a device needs attention. */
enum Attention {
  /** It works, or should, and has not been heard of. */
  NOT_SEEN,
  /** It has admitted people offline, and the server does not know which. */
  UNSENT_SCANS;

  private static final String ACTIVE = DeviceView.Status.ACTIVE.name().toLowerCase(Locale.ROOT);

  /** Returns all that is to be said; nothing of a device that has not come, or was revoked. */
  static List<Attention> of(GateDevices.Listed device, Instant now) {
    if (!device.status().equals(ACTIVE)) return List.of();
    var attention = new ArrayList<Attention>();
    DevicePresence presence = device.presence();
    Instant last = presence == null ? device.changedAt() : presence.seenAt();
    if (now.isAfter(last.plus(GateDevices.UNSEEN_MAX))) attention.add(NOT_SEEN);
    if (presence != null && presence.unsent() != null && presence.unsent() > 0) {
      attention.add(UNSENT_SCANS);
    }
    return attention;
  }
}
