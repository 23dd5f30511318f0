package id.kuota.http.edge.gate;

import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.device.DeviceView;
import org.jspecify.annotations.Nullable;

/**
 * What a device is given.
 *
 * @param key to be shown as a bearer token from now on
 */
record DeviceKeyJson(
    String device,
    String sale,
    String name,
    DeviceTerms.Role role,
    @Nullable String list,
    String key) {

  static DeviceKeyJson of(DeviceView view, String key) {
    return new DeviceKeyJson(
        view.device().value(),
        view.terms().sale().value(),
        view.terms().name(),
        view.terms().role(),
        DeviceJson.list(view),
        key);
  }
}
