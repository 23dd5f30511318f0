package id.kuota.persistence.lease;

import id.kuota.persistence.log.PersistenceLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the lease of this node, and fences others, on a thread and a connection of its own.
 * Thread-safe; only {@link #close} blocks.
 */
public final class LeaseKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  /** Entities that a line of the log names; the table has all. */
  private static final int LOGGED_MAX = 20;

  /**
   * The leases that were not fenced at one moment.
   *
   * @param latestEpoch the greatest that was ever given to a node
   * @param readNanos when the question was sent, by {@link System#nanoTime}
   */
  public record View(List<NodeLease> leases, long latestEpoch, long readNanos) {
    public View {
      leases = List.copyOf(leases);
    }

    /** Returns whether that start of a node was fenced: it never writes again. */
    public boolean isGone(long epoch) {
      return epoch <= latestEpoch && leases.stream().noneMatch(lease -> lease.epoch() == epoch);
    }

    public Optional<NodeLease> of(String address) {
      return leases.stream().filter(lease -> lease.address().equals(address)).findFirst();
    }
  }

  private final LeaseConnection connection;
  private final LeaseTimes times;
  private final NodeLeases.Taken lease;
  private final AcknowledgedTail tail;
  private final LeaseMetrics metrics;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("kuota-lease").daemon().factory());
  private final CompletableFuture<Fencing> fenced = new CompletableFuture<>();
  private volatile Set<String> hears;
  private volatile View view;

  /** When the last renewal that succeeded was sent; long ago before the first one. */
  private volatile long renewedNanos;

  /** Since when renewals have succeeded without a pause; of the thread that renews. */
  private long answeringNanos;

  private volatile boolean late;

  private LeaseKeeper(
      LeaseConnection connection,
      LeaseTimes times,
      NodeLeases.Taken lease,
      AcknowledgedTail tail,
      LeaseMetrics metrics) {
    this.connection = connection;
    this.times = times;
    this.lease = lease;
    this.tail = tail;
    this.metrics = metrics;
    this.hears = Set.of(lease.address());
    this.renewedNanos = System.nanoTime() - times.validity().toNanos();
    this.answeringNanos = System.nanoTime();
    this.view = new View(List.of(), 0, renewedNanos);
  }

  static LeaseKeeper start(
      LeaseConnection connection,
      LeaseTimes times,
      NodeLeases.Taken lease,
      AcknowledgedTail tail,
      LeaseMetrics metrics) {
    var keeper = new LeaseKeeper(connection, times, lease, tail, metrics);
    metrics.watch(keeper);
    var _ =
        keeper.thread.scheduleWithFixedDelay(
            keeper::renew, 0, times.renewal().toMillis(), TimeUnit.MILLISECONDS);
    return keeper;
  }

  public NodeLeases.Taken lease() {
    return lease;
  }

  public LeaseTimes times() {
    return times;
  }

  /**
   * Returns whether the node may answer from memory. The time counts from the moment at which the
   * last renewal was sent, so it ends before any other node may fence this one.
   */
  public boolean isFresh() {
    return !fenced.isDone() && System.nanoTime() - renewedNanos < times.validity().toNanos();
  }

  /** Returns how long the lease stays fresh without another renewal; zero if it is not. */
  Duration remaining() {
    Duration age = Duration.ofNanos(System.nanoTime() - renewedNanos);
    Duration left = times.validity().minus(age);
    return fenced.isDone() || left.isNegative() ? Duration.ZERO : left;
  }

  /** Returns what the last renewal has read of all leases. */
  public View view() {
    return view;
  }

  /** Tells other nodes, with the next renewal, from which members this one hears. */
  public void hears(Set<String> addresses) {
    hears = Set.copyOf(addresses);
  }

  /** Completes when this node is fenced. */
  public CompletionStage<Fencing> fenced() {
    return fenced.minimalCompletionStage();
  }

  /**
   * Returns how this node goes on joining; from then on the database knows of it as {@link
   * JoinDecision} says. Fails if the database does not answer: then ask again.
   *
   * @param members see {@link JoinDecision#of}
   */
  public CompletionStage<JoinDecision> joining(Set<String> members) {
    return answered(
        () ->
            connection.transaction(
                open -> {
                  LeaseTable.waitAtMost(open, times.renewal());
                  Duration answering = Duration.ofNanos(System.nanoTime() - answeringNanos);
                  return NodeLeases.join(open, lease, members, times, answering);
                }));
  }

  /** The journal has refused a write of this epoch: looks why. */
  void refused() {
    submit(this::renew);
  }

  /**
   * Fences another node, if its lease was not renewed for longer than {@code staleFor}. A fenced
   * node fences no other: of two nodes that try to fence each other one succeeds.
   *
   * @return whether it is fenced now, by whichever node; fails if the database does not answer, or
   *     a write of that node is in flight for too long: then ask again
   */
  public CompletionStage<Boolean> fence(long epoch, String reason, Duration staleFor) {
    return answered(() -> fenceNow(epoch, reason, staleFor));
  }

  private interface Question<T> {
    T ask() throws SQLException;
  }

  /** Asks on the thread that renews. */
  private <T> CompletionStage<T> answered(Question<T> question) {
    var answer = new CompletableFuture<T>();
    boolean taken =
        submit(
            () -> {
              try {
                answer.complete(question.ask());
              } catch (SQLException e) {
                answer.completeExceptionally(e);
              }
            });
    if (!taken) answer.completeExceptionally(new IllegalStateException("the lease is closed"));
    return answer;
  }

  private boolean fenceNow(long epoch, String reason, Duration staleFor) throws SQLException {
    return connection.transaction(
        open -> {
          // On the thread that renews: a wait for another node must not cost this one its lease.
          LeaseTable.waitAtMost(open, times.renewal());
          LeaseTable.lock(open);
          if (LeaseTable.fencing(open, lease.epoch()).isPresent()) return false;
          return LeaseTable.fence(open, epoch, lease.address(), reason, staleFor)
              || LeaseTable.fencing(open, epoch).isPresent();
        });
  }

  private boolean submit(Runnable work) {
    try {
      thread.execute(work);
      return true;
    } catch (RejectedExecutionException closed) {
      return false;
    }
  }

  private void renew() {
    if (fenced.isDone()) return;
    long sent = System.nanoTime();
    try {
      boolean renewed =
          connection.transaction(
              open -> {
                if (!LeaseTable.renew(open, lease.fence(), hears)) return false;
                // In this order: a lease that is taken between the two is no lease that is gone.
                long latest = LeaseTable.latestEpoch(open);
                view = new View(LeaseTable.open(open), latest, sent);
                return true;
              });
      if (renewed) {
        renewed(sent);
      } else {
        end();
        metrics.failed();
      }
    } catch (SQLException e) {
      metrics.failed();
      if (!late) {
        PersistenceLog.LEASE_LATE.log(LOG, lease.epoch(), times.validity(), e.getMessage());
      }
      late = true;
    } catch (RuntimeException bug) { // Without this thread the node would fall silent.
      PersistenceLog.LEASE_RENEWAL_BUG.logThrown(LOG, bug, lease.epoch());
    }
  }

  private void renewed(long sent) {
    if (sent - renewedNanos > times.validity().toNanos()) answeringNanos = sent;
    renewedNanos = sent;
    metrics.renewed();
    if (late) PersistenceLog.LEASE_RENEWED.log(LOG, lease.epoch());
    late = false;
  }

  /** From here on nothing is answered from memory, also while the reason is looked for. */
  private void end() throws SQLException {
    renewedNanos = System.nanoTime() - times.validity().toNanos();
    Fencing how = connection.transaction(this::reason);
    PersistenceLog.LEASE_FENCED.log(LOG, how.epoch(), how.by(), how.reason());
    fenced.complete(how);
  }

  private Fencing reason(Connection open) throws SQLException {
    String history = LeaseTable.history(open);
    if (history.equals(lease.fence().history())) {
      return LeaseTable.fencing(open, lease.epoch())
          .orElseGet(() -> new Fencing(lease.epoch(), "an operator", "its row is gone"));
    }
    LeaseTable.fenceOtherHistories(open);
    List<String> lost = LostEvents.record(open, tail.all(), lease.address());
    PersistenceLog.HISTORY_CHANGED.log(
        LOG,
        history,
        lease.fence().history(),
        lost.size(),
        lost.stream().limit(LOGGED_MAX).toList());
    return new Fencing(
        lease.epoch(),
        Fencing.BY_DATABASE,
        "a standby was promoted or a backup restored (history %s, before %s); the journal lacks events of %d entities that this node had acknowledged"
            .formatted(history, lease.fence().history(), lost.size()));
  }

  /** Ends the lease, so that others need not wait for it, if the database answers in time. */
  @Override
  public void close() {
    submit(
        () -> {
          try {
            connection.transaction(
                open ->
                    LeaseTable.fence(
                        open, lease.epoch(), lease.address(), "it has stopped", Duration.ZERO));
          } catch (SQLException e) {
            PersistenceLog.LEASE_NOT_ENDED.log(LOG, lease.epoch(), e.getMessage());
          } finally {
            connection.close();
          }
        });
    thread.shutdown();
    try {
      if (!thread.awaitTermination(times.validity().toMillis(), TimeUnit.MILLISECONDS)) {
        PersistenceLog.LEASE_NOT_ENDED.log(LOG, lease.epoch(), "the database did not answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
