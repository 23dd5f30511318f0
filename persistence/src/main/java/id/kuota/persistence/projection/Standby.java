package id.kuota.persistence.projection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a node takes over a projection that another node applies: rows wait, and the position has
 * stood still for a while by this node's own clock. A batch that runs is no standstill, since its
 * node has the turn. Not thread-safe.
 */
final class Standby {

  /** Several polls of a node that runs. */
  static final Duration STANDSTILL = Duration.ofMillis(500);

  private @Nullable JournalPosition seen;
  private long seenNanos;

  /** Rows wait behind this position: returns whether it has stood there for long enough. */
  boolean takesOver(JournalPosition at, long nanos) {
    if (!at.equals(seen)) {
      seen = at;
      seenNanos = nanos;
      return false;
    }
    return nanos - seenNanos >= STANDSTILL.toNanos();
  }

  /** Nothing waits. */
  void rest() {
    seen = null;
  }
}
