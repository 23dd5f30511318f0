package id.kuota.http.edge.gate;

import id.kuota.engine.telemetry.Outage;
import id.kuota.http.log.EdgeLog;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A write-behind buffer of this node. A node that is killed loses the last moment. Thread-safe;
 * adding never blocks on the database.
 */
final class WriteBehindBuffer<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger(WriteBehindBuffer.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What is kept while the database does not answer; what is new beyond is lost. */
  private static final int KEYS_MAX = 20_000;

  private final Outage trouble =
      new Outage(EdgeLog.BUFFER_UNWRITTEN, EdgeLog.BUFFER_WRITTEN, System::nanoTime);
  private final String what;
  private final BinaryOperator<V> together;
  private final Consumer<Map<K, V>> database;
  private final AtomicBoolean writing = new AtomicBoolean();
  private Map<K, V> values = new HashMap<>();

  /**
   * @param what for the log
   * @param together of two values one; in any order the same
   * @param database writes all or nothing, and may fail with {@link ReadModelUnavailableException}
   */
  WriteBehindBuffer(String what, BinaryOperator<V> together, Consumer<Map<K, V>> database) {
    this.what = what;
    this.together = together;
    this.database = database;
  }

  /** Writes what was gathered, again and again, on threads that may block. */
  void writeRegularly(ActorSystem<?> system, Executor threads) {
    system
        .scheduler()
        .scheduleWithFixedDelay(PAUSE, PAUSE, () -> begin(threads), system.executionContext());
  }

  synchronized void add(K key, V value) {
    if (values.size() < KEYS_MAX || values.containsKey(key)) values.merge(key, value, together);
  }

  private void begin(Executor threads) {
    if (isEmpty() || !writing.compareAndSet(false, true)) return;
    try {
      threads.execute(this::write);
    } catch (RejectedExecutionException stopping) {
      writing.set(false);
    }
  }

  /** Writes now; what could not be written is kept. */
  void write() {
    Map<K, V> taken = take();
    try {
      database.accept(taken);
      trouble.well(LOG);
    } catch (ReadModelUnavailableException e) {
      trouble.failed(LOG, what, e.getMessage());
      giveBack(taken);
    } finally {
      writing.set(false);
    }
  }

  private synchronized boolean isEmpty() {
    return values.isEmpty();
  }

  private synchronized Map<K, V> take() {
    Map<K, V> taken = values;
    values = new HashMap<>();
    return taken;
  }

  private synchronized void giveBack(Map<K, V> taken) {
    taken.forEach((key, value) -> values.merge(key, value, together));
  }
}
