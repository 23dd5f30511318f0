package id.kuota.persistence.readmodel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a device was seen last, and what it said of itself. What it has not said is null.
 *
 * @param battery in per cent
 * @param unsent scans that it has made without a network, and not told yet
 * @param app what runs on it, with its version
 * @param gate where it stands
 */
public record DevicePresence(
    Instant seenAt,
    @Nullable Long battery,
    @Nullable Boolean charging,
    @Nullable Long unsent,
    @Nullable String app,
    @Nullable String gate) {

  /** Returns the presence of a device that sent a request, and no heartbeat. */
  public static DevicePresence seen(Instant at) {
    return new DevicePresence(at, null, null, null, null, null);
  }

  /** Merges both, in any order; the later one counts. */
  public DevicePresence and(DevicePresence other) {
    boolean isLater = seenAt.isAfter(other.seenAt);
    DevicePresence later = isLater ? this : other;
    DevicePresence earlier = isLater ? other : this;
    return new DevicePresence(
        later.seenAt,
        later.battery == null ? earlier.battery : later.battery,
        later.charging == null ? earlier.charging : later.charging,
        later.unsent == null ? earlier.unsent : later.unsent,
        later.app == null ? earlier.app : later.app,
        later.gate == null ? earlier.gate : later.gate);
  }
}
