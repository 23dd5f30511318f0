package id.kuota.http.node;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * The entity types that the readiness of a node still waits for. It waits for each until its shard
 * region is registered, but not without end for one that the oldest member does not have: that
 * member runs the coordinators, and one of an earlier release has none for a new type. Thread-safe.
 */
final class AwaitedTypes {

  private final Set<String> names;
  private final Duration patience;
  private final LongSupplier nanoTime;
  private final Set<String> registered = new HashSet<>();
  private final Set<String> lifted = new HashSet<>();
  private final Map<String, Long> lackedSince = new HashMap<>();

  /**
   * @param patience how long the oldest member may lack a type: it may only be starting
   */
  AwaitedTypes(Set<String> names, Duration patience, LongSupplier nanoTime) {
    this.names = Set.copyOf(names);
    this.patience = patience;
    this.nanoTime = nanoTime;
  }

  /** Returns the types whose regions were not registered yet, the lifted ones too. */
  synchronized Set<String> unregistered() {
    var left = new TreeSet<>(names);
    left.removeAll(registered);
    return left;
  }

  /** Returns the types for which the node is not ready. */
  synchronized Set<String> awaited() {
    Set<String> left = unregistered();
    left.removeAll(lifted);
    return left;
  }

  /** Returns whether some regions have found their coordinators, so that the cluster has them. */
  synchronized boolean isPartial() {
    return !registered.isEmpty();
  }

  /**
   * Records that the region of a type is registered; it stays so.
   *
   * @return whether the readiness had not waited for it any more
   */
  synchronized boolean register(String type) {
    registered.add(type);
    lackedSince.remove(type);
    return lifted.remove(type);
  }

  /**
   * Records which types the oldest member does not have at present.
   *
   * @return the types that it has not had for as long as is waited: they are lifted for good
   */
  synchronized Set<String> lack(Set<String> types) {
    long now = nanoTime.getAsLong();
    lackedSince.keySet().retainAll(types);
    var news = new TreeSet<String>();
    for (String type : types) {
      long since = lackedSince.computeIfAbsent(type, first -> now);
      if (now - since >= patience.toNanos() && lifted.add(type)) {
        news.add(type);
      }
    }
    return news;
  }
}
