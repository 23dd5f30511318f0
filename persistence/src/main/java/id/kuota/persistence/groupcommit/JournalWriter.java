package id.kuota.persistence.groupcommit;

import id.kuota.engine.telemetry.Outage;
import id.kuota.engine.telemetry.Span;
import id.kuota.persistence.lease.SystemLease;
import id.kuota.persistence.log.PersistenceLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what waits, in groups. Each writer thread takes everything that is in the queue, up to
 * {@link GroupCommitLimits#flushRows}, and gives it to a {@link Flush}.
 *
 * <p>An entity has one write on its way at a time, so two writers never hold rows of the same
 * entity and its order is kept.
 */
final class JournalWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

  /** How long a writer takes at most to notice that it shall end. */
  private static final long IDLE_MILLIS = 200;

  private final JournalConnections connections;
  private final GroupCommitLimits limits;
  private final BlockingQueue<PendingWrite> queue;
  private final JournalMetrics metrics;
  private final SystemLease fence;
  private final Outage overload =
      new Outage(
          PersistenceLog.JOURNAL_OVERLOADED, PersistenceLog.JOURNAL_KEEPS_UP, System::nanoTime);
  private final Outage trouble =
      new Outage(
          PersistenceLog.JOURNAL_UNWRITABLE, PersistenceLog.JOURNAL_WRITES_AGAIN, System::nanoTime);
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean closed;

  JournalWriter(
      JournalConnections connections,
      GroupCommitLimits limits,
      JournalMetrics metrics,
      SystemLease fence) {
    this(connections, limits, metrics, fence, new ArrayBlockingQueue<>(limits.queue()));
  }

  /**
   * Starts the writers.
   *
   * @param fence gives the epoch of each write
   * @param queue empty, with the bound of the limits
   */
  JournalWriter(
      JournalConnections connections,
      GroupCommitLimits limits,
      JournalMetrics metrics,
      SystemLease fence,
      BlockingQueue<PendingWrite> queue) {
    this.connections = connections;
    this.limits = limits;
    this.metrics = metrics;
    this.fence = fence;
    this.queue = queue;
    metrics.watch(queue);
    for (int i = 0; i < limits.writers(); i++) {
      writers.add(Thread.ofPlatform().name("kuota-journal-" + i).daemon().start(this::run));
    }
  }

  /**
   * Puts rows in line; all of them are written or none. Never blocks.
   *
   * @param rows called once, by the thread that writes them; none means that there is nothing to do
   * @param request which it is a part of
   * @return completes when they are in the journal; fails at once when the line is full. After any
   *     other failure than a conflict it is unknown whether they were written
   */
  CompletableFuture<Void> write(Supplier<List<EventRow>> rows, Span request) {
    var write = new PendingWrite(rows, request);
    if (queue.offer(write)) {
      overload.well(LOG);
    } else {
      overload.failed(LOG, limits.queue());
      write.fail(JournalOverloadedException.full("writes", limits.queue()));
    }
    if (closed && queue.remove(write)) {
      // The writer may have ended and never take it.
      write.fail(JournalOverloadedException.ended());
    }
    return write.done();
  }

  private void run() {
    try (var connection = new WriterConnection(connections.writers())) {
      while (!closed || !queue.isEmpty()) {
        writeNext(connection);
      }
    }
  }

  /** Writes what waits now, once there is something, and answers all that it has taken. */
  private void writeNext(WriterConnection connection) {
    var taken = new ArrayList<PendingWrite>();
    try {
      take(taken);
      flush(taken.stream().filter(write -> !write.rows().isEmpty()).toList(), connection);
    } catch (InterruptedException e) {
      taken.forEach(write -> write.fail(e));
      PersistenceLog.JOURNAL_WRITER_INTERRUPTED.log(LOG);
    } catch (
        Throwable bug) { // Even out of memory: a dead writer would take the node's writes along.
      connection.drop();
      taken.forEach(write -> write.fail(bug));
      PersistenceLog.JOURNAL_WRITER_BUG.logThrown(LOG, bug, taken.size());
    }
  }

  /** Puts rows in line that are written for no request. */
  CompletableFuture<Void> write(Supplier<List<EventRow>> rows) {
    return write(rows, Span.none());
  }

  /** Takes nothing after a while without a write. */
  private void take(List<PendingWrite> taken) throws InterruptedException {
    int rows = 0;
    PendingWrite write = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
    while (write != null) {
      taken.add(write);
      if (write.prepare() && write.rows().isEmpty()) write.succeed();
      rows += write.rows().size();
      write = rows < limits.flushRows() ? queue.poll() : null;
    }
  }

  private void flush(List<PendingWrite> group, WriterConnection connection) {
    if (group.isEmpty()) return;
    long start = System.nanoTime();
    metrics.begun(start - group.getFirst().sinceNanos());
    new Flush(connection, fence, metrics, trouble).write(group);
    metrics.ended(System.nanoTime() - start);
  }

  /** Writes what waits, then ends; what is left after the close timeout fails. */
  @Override
  public void close() {
    closed = true;
    long deadline = System.nanoTime() + limits.closeTimeout().toNanos();
    try {
      for (Thread writer : writers) {
        TimeUnit.NANOSECONDS.timedJoin(writer, deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (PendingWrite left = queue.poll(); left != null; left = queue.poll()) {
      left.fail(JournalOverloadedException.ended());
    }
  }
}
