package id.kuota.persistence.groupcommit;

import id.kuota.engine.telemetry.Outage;
import id.kuota.persistence.lease.FencedException;
import id.kuota.persistence.lease.SystemLease;
import id.kuota.persistence.log.PersistenceLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One group on its way into the journal. It ends with an answer for every write, after a bounded
 * number of statements: a conflict halves the group until the guilty write stands alone, anything
 * else is tried {@value #RETRIES} times again at most. For one thread, and one group.
 */
final class Flush {

  private static final Logger LOG = LoggerFactory.getLogger(Flush.class);
  private static final int RETRIES = 2;

  private final WriterConnection connection;
  private final SystemLease fence;
  private final JournalMetrics metrics;
  private final Outage trouble;
  private int retriesLeft = RETRIES;

  /** Set when the database cannot be written to: what is left fails without another attempt. */
  private @Nullable SQLException hopeless;

  /**
   * Prepares to write one group.
   *
   * @param trouble of the database, for the log; shared by all groups
   */
  Flush(WriterConnection connection, SystemLease fence, JournalMetrics metrics, Outage trouble) {
    this.connection = connection;
    this.fence = fence;
    this.metrics = metrics;
    this.trouble = trouble;
  }

  void write(List<PendingWrite> group) {
    if (group.isEmpty()) return;
    if (hopeless != null) {
      giveUp(group, hopeless);
      return;
    }
    Connection open;
    try {
      open = connection.get();
    } catch (SQLException unreachable) {
      metrics.failed();
      giveUp(group, unreachable);
      return;
    }
    List<EventRow> rows = rows(group);
    long began = System.nanoTime();
    int written;
    try {
      written = JournalInsert.insert(open, rows, fence.fence());
    } catch (SQLException failure) {
      recover(group, failure);
      return;
    }
    metrics.written(written, System.nanoTime() - began);
    if (written == rows.size()) group.forEach(this::succeed);
    else answerEach(group);
    trouble.well(LOG);
  }

  /** Of some writes the stream has events that their entities have not read; or it is the fence. */
  private void answerEach(List<PendingWrite> group) {
    var fenced = new FencedException(fence.fence());
    List<PendingWrite> left = lost(group, fenced);
    if (left.isEmpty()) return;
    Set<String> known;
    try {
      known =
          JournalInsert.known(
              connection.get(), left.stream().map(PendingWrite::persistenceId).toList());
    } catch (SQLException unreadable) {
      giveUp(left, unreadable);
      return;
    }
    var unwritable = new ArrayList<PendingWrite>();
    for (PendingWrite write : left) {
      if (known.contains(write.persistenceId())) write.fail(new KnownStreamException(write));
      else unwritable.add(write);
    }
    if (!unwritable.isEmpty()) recover(unwritable, fenced);
  }

  private void succeed(PendingWrite write) {
    write
        .rows()
        .forEach(row -> fence.acknowledged().add(row.persistenceId(), row.sequenceNumber()));
    write.succeed();
  }

  private void recover(List<PendingWrite> group, SQLException failure) {
    switch (JournalFault.of(failure)) {
      case GUILTY_ROW -> isolate(group, failure);
      case TRY_AGAIN, OUTCOME_UNKNOWN -> {
        metrics.failed();
        again(group, failure);
      }
      case FENCED -> {
        metrics.refused();
        fence.refused();
        giveUp(group, failure);
      }
      case DATABASE_UNFIT -> {
        metrics.failed();
        giveUp(group, failure);
      }
    }
  }

  /** Isolates the conflicting write; all others are written. */
  private void isolate(List<PendingWrite> group, SQLException failure) {
    if (group.size() > 1) {
      int middle = group.size() / 2;
      write(group.subList(0, middle));
      write(group.subList(middle, group.size()));
      return;
    }
    PendingWrite suspect = group.getFirst();
    // What it collides with may be itself: an earlier attempt that the server ended late.
    if (lost(group, failure).isEmpty()) return;
    PersistenceLog.JOURNAL_CONFLICT.log(
        LOG,
        suspect.persistenceId(),
        suspect.rows().getFirst().sequenceNumber(),
        failure.getMessage());
    metrics.conflicted();
    suspect.fail(failure);
  }

  /** The connection broke, perhaps during the commit, or the server asks for another attempt. */
  private void again(List<PendingWrite> group, SQLException failure) {
    connection.drop();
    if (retriesLeft == 0) {
      giveUp(group, failure);
      return;
    }
    retriesLeft--;
    PersistenceLog.JOURNAL_RETRIES.log(LOG, failure.getMessage());
    write(lost(group, failure));
  }

  /**
   * Reads back what the journal has of a group and answers it; returns the rest. If that cannot be
   * read either, all of it fails.
   */
  private List<PendingWrite> lost(List<PendingWrite> group, SQLException failure) {
    Set<JournalInsert.Key> found;
    try {
      found = JournalInsert.find(connection.get(), rows(group));
    } catch (SQLException unreadable) {
      // What cannot even be asked for is not there; the next attempt finds out which row it is.
      if (JournalFault.of(unreadable) == JournalFault.GUILTY_ROW) return group;
      unreadable.addSuppressed(failure);
      giveUp(group, unreadable);
      return List.of();
    }
    var lost = new ArrayList<PendingWrite>();
    for (PendingWrite write : group) {
      if (write.rows().stream().allMatch(row -> found.contains(JournalInsert.Key.of(row)))) {
        succeed(write);
      } else {
        lost.add(write);
      }
    }
    return lost;
  }

  private void giveUp(List<PendingWrite> group, SQLException failure) {
    if (hopeless == null) {
      trouble.failed(LOG, failure.getMessage());
      hopeless = failure;
      connection.drop();
    }
    group.forEach(write -> write.fail(failure));
  }

  private static List<EventRow> rows(List<PendingWrite> group) {
    return group.stream().flatMap(write -> write.rows().stream()).toList();
  }
}
