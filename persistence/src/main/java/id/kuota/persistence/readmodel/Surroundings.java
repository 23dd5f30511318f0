package id.kuota.persistence.readmodel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the database knows about the readiness of the system for a sale, at one moment.
 *
 * @param nodes that are in the cluster
 * @param connections in use, of all clients of the server
 * @param connectionsMax that the server allows to others than superusers
 * @param databaseBytes size of the database
 * @param databaseTime the clock of the server
 * @param devices at the gates of the sale that may scan
 * @param silentDevices those of them that were not seen for five minutes
 */
public record Surroundings(
    List<Node> nodes,
    int connections,
    int connectionsMax,
    long databaseBytes,
    Instant databaseTime,
    int devices,
    int silentDevices) {

  /**
   * One node.
   *
   * @param lateFor how long ago it renewed its lease
   * @param ordersPerSecond in its warm-up, or in the latest measured one at this address; empty if
   *     there was none
   */
  public record Node(
      String address, String version, Duration lateFor, OptionalInt ordersPerSecond) {

    /** Returns the address without the port. */
    public String host() {
      return address.substring(0, address.lastIndexOf(':'));
    }
  }

  public Surroundings {
    nodes = List.copyOf(nodes);
  }
}
