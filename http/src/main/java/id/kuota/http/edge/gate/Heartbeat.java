package id.kuota.http.edge.gate;

import id.kuota.engine.ticket.GateId;
import id.kuota.http.edge.json.Fields;
import id.kuota.persistence.readmodel.DevicePresence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of itself; null where it cannot know.
 *
 * @param unsent scans that it has made without a network, and not told yet
 */
record Heartbeat(
    @Nullable Long battery,
    @Nullable Boolean charging,
    long unsent,
    @Nullable String app,
    @Nullable String gate) {

  private static final int UNSENT_MAX = 1_000_000;
  private static final int APP_MAX = 200;

  static Heartbeat read(Fields body) {
    return new Heartbeat(
        body.has("battery") ? body.whole("battery", 0, 100) : null,
        body.has("charging") ? body.flag("charging", false) : null,
        body.whole("unsent", 0, UNSENT_MAX),
        body.has("app") ? body.text("app", 1, APP_MAX) : null,
        body.has("gate") ? body.text("gate", GateId::isValid, GateRoutes.GATE_FORM) : null);
  }

  DevicePresence at(Instant now) {
    return new DevicePresence(now, battery, charging, unsent, app, gate);
  }
}
