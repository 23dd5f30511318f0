package id.kuota.persistence.lease;

import java.time.Duration;
import java.util.Set;

/**
 * A lease that is not fenced, as the database had it at one moment.
 *
 * @param epoch identifies this start of the node; a later start has a greater one
 * @param address where the cluster reaches the node, {@code host:port}
 * @param age since the last renewal, by the clock of the database
 * @param hears the addresses of the members from which the node has heard lately
 * @param connections that the node opens at most; 0 if it has not said so
 * @param isMember whether it has joined the cluster, or founded it
 */
public record NodeLease(
    long epoch,
    String cluster,
    String address,
    String version,
    Duration age,
    Set<String> hears,
    int connections,
    boolean isMember) {

  public NodeLease {
    hears = Set.copyOf(hears);
  }

  /** Of a member that has not said how many connections it opens. */
  public NodeLease(
      long epoch, String cluster, String address, String version, Duration age, Set<String> hears) {
    this(epoch, cluster, address, version, age, hears, 0, true);
  }

  /** Returns whether the node may still answer from memory. */
  public boolean isLive(LeaseTimes times) {
    return age.compareTo(times.validity()) <= 0;
  }

  /** Returns whether each of two nodes hears the other. */
  public boolean isConnectedTo(NodeLease other) {
    return hears.contains(other.address) && other.hears.contains(address);
  }
}
