package id.kuota.persistence.groupcommit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's filter of the streams that the journal may have, which saves a query. Every order begins
 * with the question whether it exists, and nearly always it does not.
 *
 * <p>It answers only while this node is the only member of its cluster, for then it has itself
 * written whatever is not in what it read at its start. It is disabled while the cluster has other
 * members, and every caller queries the database; when they are gone it reads anew. A wrong "no"
 * would not corrupt a stream, whose numbers are unique in the journal, but would hide an order from
 * its buyer. Thread-safe.
 */
public final class KnownStreams implements Extension {

  private static final Logger LOG = LoggerFactory.getLogger(KnownStreams.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
  private static final int FETCH_ROWS = 10_000;

  /** Also those of which only a snapshot is left, should old events ever be archived. */
  private static final String STREAMS =
      """
      SELECT DISTINCT persistence_id FROM event_journal
      UNION ALL SELECT persistence_id FROM snapshot
      """;

  private static final ExtensionId<KnownStreams> ID =
      new ExtensionId<>() {
        @Override
        public KnownStreams createExtension(org.apache.pekko.actor.typed.ActorSystem<?> system) {
          return new KnownStreams();
        }
      };

  private volatile @Nullable StreamFilter filter;
  private volatile boolean complete;
  private volatile boolean closed;

  /** Counts the times that other members were seen: what was read across such a time is void. */
  private final AtomicInteger disturbances = new AtomicInteger();

  private final AtomicBoolean reading = new AtomicBoolean();

  private KnownStreams() {}

  public static KnownStreams of(org.apache.pekko.actor.typed.ActorSystem<?> system) {
    return system.registerExtension(ID);
  }

  /** Starts the filter, for a journal that reports every stream that it writes. */
  static KnownStreams begin(ActorSystem system, DataSource journal, int mebibytes) {
    var typed = Adapter.toTyped(system);
    KnownStreams known = of(typed);
    known.filter = new StreamFilter(mebibytes);
    SoleMember.watch(typed, () -> known.read(journal), known::disturbed);
    return known;
  }

  /** Returns whether the journal certainly has no event of this stream. */
  public boolean isNew(String stream) {
    StreamFilter current = filter;
    return complete && current != null && current.lacks(stream);
  }

  /** From now on the journal may have events of this stream. Called before they are written. */
  public void add(String stream) {
    StreamFilter current = filter;
    if (current != null) current.add(stream);
  }

  /** Ends a reading that is under way. */
  void close() {
    closed = true;
    complete = false;
  }

  private void disturbed() {
    disturbances.incrementAndGet();
    complete = false;
  }

  private void read(DataSource journal) {
    if (!reading.compareAndSet(false, true)) return;
    Thread.ofPlatform()
        .name("kuota-journal-streams")
        .daemon()
        .start(
            () -> {
              try {
                readUntilDone(journal);
              } finally {
                reading.set(false);
              }
            });
  }

  private void readUntilDone(DataSource journal) {
    while (!closed && !complete) {
      int before = disturbances.get();
      try {
        readAll(journal);
        if (before == disturbances.get()) complete = !closed;
        else return; // The change that disturbed it triggers the next read.
      } catch (SQLException e) {
        if (closed) return;
        LOG.warn("cannot read the streams of the journal: cause={}", e.getMessage());
        LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
      }
    }
  }

  private void readAll(DataSource journal) throws SQLException {
    try (Connection connection = journal.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false); // Only so are rows fetched in portions.
      statement.execute("SET LOCAL statement_timeout = 0");
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet streams = statement.executeQuery(STREAMS)) {
        while (streams.next() && !closed) {
          add(streams.getString(1));
        }
      }
      connection.rollback();
    }
  }
}
