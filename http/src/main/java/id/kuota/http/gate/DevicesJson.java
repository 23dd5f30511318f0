package id.kuota.http.gate;

import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.readmodel.GateDevices;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the devices of a sale, on the wire. */
record DevicesJson(
    String sale, List<ListedJson> data, @Nullable String nextCursor, boolean hasMore) {

  /**
   * One device.
   *
   * @param key number of the key that counts; null if none does
   */
  record ListedJson(
      String id,
      String name,
      String role,
      String status,
      @Nullable Long key,
      String software,
      Instant invitedAt,
      Instant changedAt) {

    static ListedJson of(GateDevices.Listed device) {
      return new ListedJson(
          device.device(),
          device.name(),
          device.role(),
          device.status(),
          device.key() == 0 ? null : device.key(),
          device.software(),
          device.invitedAt(),
          device.changedAt());
    }
  }

  static DevicesJson of(SaleId sale, GateDevices.Page page) {
    return new DevicesJson(
        sale.value(),
        page.devices().stream().map(ListedJson::of).toList(),
        page.hasMore() ? page.devices().getLast().device() : null,
        page.hasMore());
  }
}
