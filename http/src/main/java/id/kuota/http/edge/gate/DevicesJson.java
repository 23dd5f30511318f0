package id.kuota.http.edge.gate;

import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.readmodel.DevicePresence;
import id.kuota.persistence.readmodel.GateDevices;
import id.kuota.persistence.readmodel.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the devices of a sale, on the wire. */
record DevicesJson(
    String sale,
    Instant asOf,
    List<ListedJson> data,
    @Nullable String nextCursor,
    boolean hasMore) {

  /**
   * One device.
   *
   * @param list the only one that it scans for; null if its holder chooses
   * @param key number of the key that counts; null if none does
   * @param attention why it needs attention; nothing of most
   * @param seenAt null if it never was
   */
  record ListedJson(
      String id,
      String name,
      String role,
      @Nullable String list,
      String status,
      @Nullable Long key,
      String software,
      Instant invitedAt,
      Instant changedAt,
      List<Attention> attention,
      @Nullable Instant seenAt,
      @Nullable Long battery,
      @Nullable Boolean charging,
      @Nullable Long unsent,
      @Nullable String app,
      @Nullable String gate) {

    static ListedJson of(GateDevices.Listed device, Instant now) {
      DevicePresence presence = device.presence();
      return new ListedJson(
          device.device(),
          device.name(),
          device.role(),
          device.list().isEmpty() ? null : device.list(),
          device.status(),
          device.key() == 0 ? null : device.key(),
          device.software(),
          device.invitedAt(),
          device.changedAt(),
          Attention.of(device, now),
          presence == null ? null : presence.seenAt(),
          presence == null ? null : presence.battery(),
          presence == null ? null : presence.charging(),
          presence == null ? null : presence.unsent(),
          presence == null ? null : presence.app(),
          presence == null ? null : presence.gate());
    }
  }

  static DevicesJson of(SaleId sale, Page<GateDevices.Listed> page, Instant now) {
    return new DevicesJson(
        sale.value(),
        now,
        page.rows().stream().map(device -> ListedJson.of(device, now)).toList(),
        page.hasMore() ? page.rows().getLast().device() : null,
        page.hasMore());
  }
}
