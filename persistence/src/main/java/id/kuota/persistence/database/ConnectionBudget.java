package id.kuota.persistence.database;

import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The connections that a node opens at most, by their use.
 *
 * @param parts in the order in which people read them
 */
public record ConnectionBudget(Map<String, Integer> parts) {

  public ConnectionBudget {
    parts = new LinkedHashMap<>(parts);
  }

  /**
   * Counts them.
   *
   * @param journal the configuration that has {@code kuota.journal} and {@code kuota.snapshots}
   * @param warmUp whether the node warms up, which takes one more
   */
  public static ConnectionBudget of(Config journal, DatabaseSettings database, boolean warmUp) {
    var parts = new LinkedHashMap<String, Integer>();
    parts.put("read models", database.poolSize());
    parts.put("recovery", journal.getInt("kuota.journal.readers"));
    parts.put("writers", journal.getInt("kuota.journal.writers"));
    parts.put("snapshots", journal.getInt("kuota.snapshots.threads"));
    parts.put("lease", 1);
    parts.put("health", 1);
    if (warmUp) parts.put("warm-up", 1);
    return new ConnectionBudget(parts);
  }

  public int total() {
    return parts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns it for people. */
  @Override
  public String toString() {
    return parts.entrySet().stream()
        .map(part -> part.getValue() + " " + part.getKey())
        .collect(Collectors.joining(", "));
  }
}
