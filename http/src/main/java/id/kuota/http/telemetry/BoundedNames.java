package id.kuota.http.telemetry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names that come from outside, as values of a label: the first ones as they are, every further one
 * as {@code other}. Thread-safe.
 */
public final class BoundedNames {

  private final int most;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /**
   * Creates it without a name.
   *
   * @param most how many names are kept
   */
  public BoundedNames(int most) {
    this.most = most;
  }

  /** Returns the name, or the one that stands for all names beyond the bound. */
  public String bounded(String name) {
    if (known.contains(name)) return name;
    synchronized (known) {
      if (known.size() < most) known.add(name);
    }
    return known.contains(name) ? name : KamonTelemetry.OTHER;
  }
}
