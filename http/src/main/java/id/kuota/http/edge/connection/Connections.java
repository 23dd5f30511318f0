package id.kuota.http.edge.connection;

import id.kuota.http.log.EdgeLog;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a server. There is room for so many in all and so many of one address. When
 * there is none left, a new one takes the place of one that is of no use: slow heads cannot keep
 * buyers out. One that answers a request, or whose answer is on its way, is never given up.
 * Thread-safe.
 */
public final class Connections {

  /** How often all are looked at. */
  static final Duration SWEEP_EVERY = Duration.ofMillis(500);

  /** Those found dispensable at one look: the next new ones need not look again. */
  private static final int CANDIDATES = 64;

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private final ConnectionSettings settings;
  private final LongSupplier nanoTime;
  private final Duration idleTime;
  private final Set<Connection> all = ConcurrentHashMap.newKeySet();
  private final Map<InetAddress, Set<Connection>> byAddress = new ConcurrentHashMap<>();
  private final ArrayDeque<Connection> candidates = new ArrayDeque<>();
  private volatile boolean draining;

  /**
   * None yet.
   *
   * @param idleTime after which a connection without a byte in either direction is closed
   */
  public Connections(ConnectionSettings settings, Duration idleTime, LongSupplier nanoTime) {
    this.settings = settings;
    this.idleTime = idleTime;
    this.nanoTime = nanoTime;
  }

  /**
   * How many there are.
   *
   * @param heads whose head has begun and is not whole
   * @param requests that answer a request
   */
  public record Counts(int open, int heads, int requests) {}

  /**
   * Returns a place for a new connection; empty if all places are taken by those that are of use.
   */
  synchronized Optional<Connection> open(InetAddress peer) {
    boolean ofProxy = settings.trusts(peer);
    InetAddress counted = ForwardedHeader.counted(peer);
    boolean isBounded = !ofProxy && settings.perAddress() > 0;
    if (isBounded) {
      Set<Connection> same = byAddress.getOrDefault(counted, Set.of());
      if (same.size() >= settings.perAddress() && !giveUp(mostDispensable(same))) {
        return Optional.empty();
      }
    }
    if (all.size() >= settings.max() && !giveUp(nextCandidate())) return Optional.empty();
    var connection = new Connection(counted, ofProxy, nanoTime.getAsLong());
    all.add(connection);
    if (isBounded) {
      byAddress.computeIfAbsent(counted, _ -> ConcurrentHashMap.newKeySet()).add(connection);
    }
    return Optional.of(connection);
  }

  /** Removes a closed connection. */
  synchronized void closed(Connection connection) {
    all.remove(connection);
    byAddress.computeIfPresent(
        connection.peer(),
        (_, same) -> {
          same.remove(connection);
          return same.isEmpty() ? null : same;
        });
  }

  /** Ends those that are late. Called every {@link #SWEEP_EVERY}. */
  void sweep() {
    long now = nanoTime.getAsLong();
    int late = 0;
    for (Connection connection : all) {
      Optional<Ending> overdue = connection.overdue(settings.headTime(), idleTime, now);
      if (overdue.isEmpty() && draining && connection.isQuiet())
        overdue = Optional.of(Ending.QUIET);
      overdue.ifPresent(connection::end);
      if (overdue.filter(Ending.LATE_HEAD::equals).isPresent()) late++;
    }
    if (late > 0) EdgeLog.SLOW_HEADS_EVICTED.log(LOG, late, all.size());
  }

  /** Ends each connection as soon as it has nothing in flight. */
  void drain() {
    draining = true;
    sweep();
  }

  boolean isDraining() {
    return draining;
  }

  /** Resets what is left. */
  void resetAll() {
    all.forEach(connection -> connection.end(Ending.RESET));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Returns how many addresses are counted now. */
  int addresses() {
    return byAddress.size();
  }

  /** Returns how many there are now. */
  public Counts counts() {
    int heads = 0;
    int requests = 0;
    for (Connection connection : all) {
      switch (connection.phase()) {
        case HEAD -> heads++;
        case REQUEST -> requests++;
        case OPENED, IDLE, ENDING -> {}
      }
    }
    return new Counts(all.size(), heads, requests);
  }

  private boolean giveUp(Optional<Connection> victim) {
    if (victim.isEmpty()) return false;
    closed(victim.get());
    victim.get().end(Ending.RESET);
    return true;
  }

  private Optional<Connection> mostDispensable(Collection<Connection> among) {
    return standings(among).min(Comparator.naturalOrder()).map(Connection.Standing::connection);
  }

  private Optional<Connection> nextCandidate() {
    for (int look = 0; look < 2; look++) {
      while (!candidates.isEmpty()) {
        Connection next = candidates.poll();
        if (all.contains(next) && next.isDispensable()) return Optional.of(next);
      }
      if (look == 0) findCandidates();
    }
    return Optional.empty();
  }

  private void findCandidates() {
    standings(all)
        .sorted()
        .limit(CANDIDATES)
        .forEach(standing -> candidates.add(standing.connection()));
  }

  /** Returns what they are at this moment: they go on changing while they are sorted. */
  private Stream<Connection.Standing> standings(Collection<Connection> among) {
    long now = nanoTime.getAsLong();
    return among.stream().flatMap(connection -> connection.standing(now).stream());
  }
}
