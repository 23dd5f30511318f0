package id.kuota.persistence.lease;

import id.kuota.engine.telemetry.Telemetry;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.ServerPlaces;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Where a starting node takes its lease. Blocks; thread-safe.
 *
 * @param connections that the node opens at most; 0: they are not counted
 */
public record NodeLeases(DatabaseSettings database, LeaseTimes times, int connections) {

  private static final Duration PAUSE = Duration.ofMillis(200);

  /** For a node whose connections are not counted. */
  public NodeLeases(DatabaseSettings database, LeaseTimes times) {
    this(database, times, 0);
  }

  /**
   * A lease that was taken.
   *
   * @param seeds the nodes to join, the oldest first; empty: the node founds the cluster
   */
  public record Taken(WriteFence fence, String cluster, String address, List<String> seeds) {
    public Taken {
      seeds = List.copyOf(seeds);
    }

    public long epoch() {
      return fence.epoch();
    }
  }

  /** The decision, and the lease if it was taken. */
  private sealed interface Attempt {
    record Done(Taken lease) implements Attempt {}

    record Wait(StartDecision.AskAgain reason) implements Attempt {}
  }

  /**
   * Takes a lease, at once or when an earlier lease of the same address has run out.
   *
   * @param self the address where the cluster reaches the node
   * @param seeds the configured seed nodes; empty: those whose leases live
   * @throws LeaseRefusedException if the database belongs to another cluster, or does not answer
   * @throws PlacesExceededException if the server has no place for the node's connections
   */
  public Taken take(String self, List<String> seeds, String version) {
    long began = System.nanoTime();
    try (var connection = new LeaseConnection(database, times)) {
      while (true) {
        Duration answering = Duration.ofNanos(System.nanoTime() - began);
        Attempt attempt =
            connection.transaction(open -> attempt(open, self, seeds, version, answering));
        switch (attempt) {
          case Attempt.Done(Taken lease) -> {
            return lease;
          }
          case Attempt.Wait(StartDecision.AskAgain(String reason, Duration patience)) -> {
            if (System.nanoTime() - began > patience.toNanos()) {
              throw new LeaseRefusedException(
                  "This node may not start: for %d s %s.".formatted(patience.toSeconds(), reason));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
          }
        }
      }
    } catch (SQLException e) {
      throw new LeaseRefusedException(
          "This node got no lease, since the database %s does not answer: %s"
              .formatted(database.shownUrl(), e.getMessage()),
          e);
    }
  }

  private Attempt attempt(
      Connection open, String self, List<String> seeds, String version, Duration answering)
      throws SQLException {
    LeaseTable.lock(open);
    LeaseTable.fenceOtherHistories(open);
    List<NodeLease> leases = LeaseTable.open(open);
    return switch (StartDecision.of(leases, self, seeds, times, answering)) {
      case StartDecision.Found() -> {
        fenceLeft(open, leases, self, times);
        LeaseTable.deleteOld(open);
        yield new Attempt.Done(insert(open, List.of(), self, List.of(), version));
      }
      case StartDecision.JoinLive(String cluster, List<String> members) ->
          new Attempt.Done(insert(open, leases, self, members, version));
      case StartDecision.AskAgain again -> new Attempt.Wait(again);
      case StartDecision.Refuse(String reason) ->
          throw new LeaseRefusedException("This node may not start: " + reason + ".");
    };
  }

  /** Fences what has run out, so that its nodes write no more beside the new cluster. */
  private static void fenceLeft(
      Connection open, List<NodeLease> leases, String self, LeaseTimes times) throws SQLException {
    for (NodeLease left : leases) {
      LeaseTable.fence(open, left.epoch(), self, "its lease had run out", times.validity());
    }
  }

  /**
   * Lets a node go on that is on its way into the cluster, and writes down what it is then.
   *
   * @see JoinDecision
   */
  static JoinDecision join(
      Connection open, Taken lease, Set<String> members, LeaseTimes times, Duration answering)
      throws SQLException {
    LeaseTable.lock(open);
    List<NodeLease> leases = LeaseTable.open(open);
    JoinDecision decision = JoinDecision.of(leases, lease.epoch(), members, times, answering);
    switch (decision) {
      case JoinDecision.Joined joined -> LeaseTable.joined(open, lease.epoch());
      case JoinDecision.Found found -> {
        fenceLeft(open, leases, lease.address(), times);
        LeaseTable.joined(open, lease.epoch());
      }
      case JoinDecision.JoinLive live -> {}
      case JoinDecision.Wait wait -> {}
      case JoinDecision.Apart apart -> {}
    }
    return decision;
  }

  private Taken insert(
      Connection open, List<NodeLease> leases, String self, List<String> seeds, String version)
      throws SQLException {
    requirePlaces(open, leases.stream().filter(lease -> lease.isLive(times)).toList());
    String cluster = LeaseTable.identity(open, UUID.randomUUID().toString().substring(0, 8));
    return new Taken(
        LeaseTable.insert(open, cluster, self, version, connections, seeds.isEmpty()),
        cluster,
        self,
        seeds);
  }

  /** Under the lock, so that of two nodes that start together the second one counts the first. */
  private void requirePlaces(Connection open, List<NodeLease> live) throws SQLException {
    if (connections == 0) return;
    Optional<String> refusal =
        PlacesDecision.refusal(connections, database.poolSize(), live, ServerPlaces.read(open));
    if (refusal.isPresent()) throw new PlacesExceededException(refusal.get());
  }

  /**
   * Returns the starts of nodes: those that are not fenced, and the latest of those that are.
   * Blocks.
   *
   * @param ended how many of the latter at most
   */
  public static List<LeaseRecord> latest(DataSource database, int ended) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return LeaseTable.latest(connection, ended);
    }
  }

  /** Notes how many orders a second the node of a lease sold in its warm-up. Blocks. */
  public static void measured(DataSource database, long epoch, int ordersPerSecond)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      LeaseTable.measured(connection, epoch, ordersPerSecond);
    }
  }

  /** Returns the leases that live now. Blocks. */
  public List<NodeLease> live() throws SQLException {
    try (var connection = new LeaseConnection(database, times)) {
      return connection.transaction(LeaseTable::open).stream()
          .filter(lease -> lease.isLive(times))
          .toList();
    }
  }

  /** Starts to renew a lease that was taken. */
  public LeaseKeeper keep(Taken lease) {
    return keep(lease, new AcknowledgedTail(System::nanoTime));
  }

  /** Starts to renew a lease that was taken, and reports nothing. */
  public LeaseKeeper keep(Taken lease, AcknowledgedTail tail) {
    return keep(lease, tail, Telemetry.NONE);
  }

  /**
   * Starts to renew a lease that was taken.
   *
   * @param tail what the node acknowledges, to be compared with the journal after a fail-over
   */
  public LeaseKeeper keep(Taken lease, AcknowledgedTail tail, Telemetry telemetry) {
    return LeaseKeeper.start(
        new LeaseConnection(database, times), times, lease, tail, new LeaseMetrics(telemetry));
  }
}
