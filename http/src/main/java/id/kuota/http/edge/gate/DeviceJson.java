package id.kuota.http.edge.gate;

import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.device.DeviceView;
import org.jspecify.annotations.Nullable;

/**
 * A device on the wire.
 *
 * @param list the only one that it scans for; null if its holder chooses
 * @param key number of the key that counts; null if none does
 * @param setup what the device scans to get its first key; null once it was used, or void
 */
record DeviceJson(
    String id,
    String sale,
    String name,
    DeviceTerms.Role role,
    @Nullable String list,
    DeviceView.Status status,
    @Nullable Integer key,
    String software,
    @Nullable SetupJson setup) {

  /** In the form that apps at gates know. */
  record SetupJson(int handshakeVersion, String url, String token) {}

  static @Nullable String list(DeviceView view) {
    return view.terms().list().isEmpty() ? null : view.terms().list();
  }

  static DeviceJson of(DeviceView view, @Nullable SetupJson setup) {
    return new DeviceJson(
        view.device().value(),
        view.terms().sale().value(),
        view.terms().name(),
        view.terms().role(),
        list(view),
        view.status(),
        view.key() == 0 ? null : view.key(),
        view.software(),
        view.status() == DeviceView.Status.INVITED ? setup : null);
  }
}
