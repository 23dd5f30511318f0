package id.kuota.persistence.projection;

import id.kuota.engine.device.DeviceEvent;
import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.device.DeviceView;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the devices of a batch change in the list of devices. Not thread-safe. */
final class DeviceChanges {

  private static final String STREAM = "Device|";

  /**
   * What becomes of a row.
   *
   * @param terms null unless it was invited, then
   * @param invitedAt when
   * @param software null unless it has come
   */
  record Change(
      @Nullable DeviceTerms terms,
      @Nullable Instant invitedAt,
      DeviceView.Status status,
      long key,
      @Nullable String software,
      Instant at) {

    Change(DeviceView.Status status, long key, @Nullable String software, Instant at) {
      this(null, null, status, key, software, at);
    }

    Change then(Change later) {
      return new Change(
          later.terms == null ? terms : later.terms,
          later.invitedAt == null ? invitedAt : later.invitedAt,
          later.status,
          later.key,
          later.software == null ? software : later.software,
          later.at);
    }

    String word() {
      return status.name().toLowerCase(Locale.ROOT);
    }
  }

  // Sorted, so that the table is always touched in the same order.
  private final Map<String, Change> changes = new TreeMap<>();

  /**
   * Adds an event.
   *
   * @param entity the persistence id of the device
   */
  void apply(String entity, DeviceEvent event) {
    Change change =
        switch (event) {
          case DeviceEvent.DeviceInvited invited ->
              new Change(
                  invited.terms(), invited.at(), DeviceView.Status.INVITED, 0, null, invited.at());
          case DeviceEvent.DeviceInitialized came ->
              new Change(DeviceView.Status.ACTIVE, 1, came.software(), came.at());
          case DeviceEvent.DeviceKeyRolled rolled ->
              new Change(DeviceView.Status.ACTIVE, rolled.number(), null, rolled.at());
          case DeviceEvent.DeviceRevoked revoked ->
              new Change(DeviceView.Status.REVOKED, 0, null, revoked.at());
        };
    changes.merge(entity.substring(STREAM.length()), change, Change::then);
  }

  Map<String, Change> all() {
    return changes;
  }
}
