package id.kuota.chaos.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When each quota last granted an order, in nanoseconds since the run began. Thread-safe. */
final class LastGrants {

  private final Map<String, Long> last = new ConcurrentHashMap<>();

  void granted(String quota, long at) {
    last.merge(quota, at, Math::max);
  }

  /** Returns whether every quota that is never sold out has granted an order since then. */
  boolean allSince(long moment) {
    return ChaosSale.measured().stream().allMatch(quota -> last.getOrDefault(quota, 0L) > moment);
  }
}
