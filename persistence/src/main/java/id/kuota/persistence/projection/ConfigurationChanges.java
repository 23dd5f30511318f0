package id.kuota.persistence.projection;

import id.kuota.engine.device.DeviceEvent;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleEvent;
import id.kuota.engine.sale.SaleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a batch says that people have changed of sales: the audit of their configuration. Pure. */
final class ConfigurationChanges {

  /** Kinds of changes; their words are stored and answered. */
  enum Kind {
    TERMS_SET,
    LISTS_SET,
    OPENED,
    PAUSED,
    CLOSED,
    CANCELLED,
    CAPACITY_SET,
    DEVICE_INVITED,
    DEVICE_REVOKED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One change.
   *
   * @param sale null if the event does not name it: then it is that of the device
   * @param subject the quota or device; empty for the sale itself
   */
  record Change(
      String id,
      @Nullable String sale,
      Kind kind,
      String subject,
      String by,
      @Nullable Long before,
      @Nullable Long after,
      String reason,
      Instant at) {}

  private static final String DEVICE_STREAM = "Device|";

  private final List<Change> changes = new ArrayList<>();

  void apply(JournalPosition position, SaleEvent event) {
    switch (event) {
      case SaleEvent.SaleTermsSet set -> sale(position, set.sale(), Kind.TERMS_SET, set.by(), set);
      case SaleEvent.SaleListsSet set -> sale(position, set.sale(), Kind.LISTS_SET, set.by(), set);
      case SaleEvent.SaleOpened opened ->
          sale(position, opened.sale(), Kind.OPENED, opened.by(), opened);
      case SaleEvent.SalePaused paused ->
          sale(position, paused.sale(), Kind.PAUSED, paused.by(), paused);
      case SaleEvent.SaleClosed closed ->
          sale(position, closed.sale(), Kind.CLOSED, closed.by(), closed);
      case SaleEvent.SaleCancelled cancelled ->
          changes.add(
              new Change(
                  id(position, 0),
                  cancelled.sale().value(),
                  Kind.CANCELLED,
                  "",
                  cancelled.by(),
                  null,
                  null,
                  cancelled.reason(),
                  cancelled.at()));
      case SaleEvent.SaleQuotaOpened opened -> {} // Its capacity is that of the terms.
    }
  }

  private void sale(JournalPosition position, SaleId sale, Kind kind, String by, SaleEvent event) {
    changes.add(
        new Change(id(position, 0), sale.value(), kind, "", by, null, null, "", event.at()));
  }

  void apply(JournalPosition position, String entity, DeviceEvent event) {
    String device = entity.substring(DEVICE_STREAM.length());
    switch (event) {
      case DeviceEvent.DeviceInvited invited ->
          changes.add(
              new Change(
                  id(position, 0),
                  invited.terms().sale().value(),
                  Kind.DEVICE_INVITED,
                  device,
                  invited.by(),
                  null,
                  null,
                  invited.terms().name(),
                  invited.at()));
      case DeviceEvent.DeviceRevoked revoked ->
          changes.add(
              new Change(
                  id(position, 0),
                  null,
                  Kind.DEVICE_REVOKED,
                  device,
                  revoked.by(),
                  null,
                  null,
                  revoked.reason(),
                  revoked.at()));
      // The device does these itself.
      case DeviceEvent.DeviceInitialized came -> {}
      case DeviceEvent.DeviceKeyRolled rolled -> {}
    }
  }

  /** Adds a capacity that was set by one change of a batch of a shared quota. */
  void apply(
      JournalPosition position, int part, QuotaId quota, QuotaChange.CapacitySet set, Instant at) {
    changes.add(
        new Change(
            id(position, part),
            quota.sale(),
            Kind.CAPACITY_SET,
            quota.value(),
            set.by(),
            set.previously(),
            set.capacity(),
            set.reason(),
            at));
  }

  List<Change> all() {
    return changes;
  }

  private static String id(JournalPosition position, int part) {
    return "%016d_%06d".formatted(position.ordering(), part); // Sorts as text, in their order.
  }
}
