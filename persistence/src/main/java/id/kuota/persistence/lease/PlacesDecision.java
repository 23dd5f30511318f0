package id.kuota.persistence.lease;

import id.kuota.persistence.database.ServerPlaces;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a node's connections fit beside those of the live nodes. Pure. */
public final class PlacesDecision {

  private PlacesDecision() {}

  /**
   * Returns why a node may not start; empty if its connections fit.
   *
   * @param own what the node opens at most
   * @param poolSize the part of it that {@code kuota.database.pool-size} sets
   * @param others the leases of the other nodes; one that does not say is taken to open as many
   */
  public static Optional<String> refusal(
      int own, int poolSize, List<NodeLease> others, ServerPlaces places) {
    int taken = others.stream().mapToInt(lease -> connections(lease, own)).sum();
    int missing = own + taken - places.places();
    if (missing <= 0) return Optional.empty();
    String names =
        others.isEmpty()
            ? "no other node lives"
            : "the live nodes %s up to %d"
                .formatted(
                    others.stream().map(NodeLease::address).collect(Collectors.joining(", ")),
                    taken);
    int fitting = poolSize - missing;
    String remedy =
        fitting >= 2
            ? "Set KUOTA_DATABASE_POOL_SIZE=%d, or raise the limit.".formatted(fitting)
            : "Raise the limit by %d at least.".formatted(missing);
    return Optional.of(
        "kuota.database.pool-size = %d: expected a node with at most %d connections. This one opens up to %d, %s, and the server allows %d (%s). %s"
            .formatted(
                poolSize,
                Math.max(0, places.places() - taken),
                own,
                names,
                places.places(),
                places.bound(),
                remedy));
  }

  private static int connections(NodeLease lease, int own) {
    return lease.connections() > 0 ? lease.connections() : own;
  }
}
