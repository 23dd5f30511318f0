package id.kuota.persistence.groupcommit;

import id.kuota.persistence.lease.SystemLease;
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
  private int retriesLeft = RETRIES;

  /** Set when the database cannot be written to: what is left fails without another attempt. */
  private @Nullable SQLException hopeless;

  Flush(WriterConnection connection, SystemLease fence) {
    this.connection = connection;
    this.fence = fence;
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
      giveUp(group, unreachable);
      return;
    }
    try {
      JournalInsert.insert(open, rows(group), fence.fence());
    } catch (SQLException failure) {
      recover(group, failure);
      return;
    }
    group.forEach(this::succeed);
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
      case TRY_AGAIN, OUTCOME_UNKNOWN -> again(group, failure);
      case FENCED -> {
        fence.refused();
        giveUp(group, failure);
      }
      case DATABASE_UNFIT -> giveUp(group, failure);
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
    LOG.warn(
        "journal refused events; another writer owns the entity: entity={} from={} cause={}",
        suspect.rows().getFirst().persistenceId(),
        suspect.rows().getFirst().sequenceNumber(),
        failure.getMessage());
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
    LOG.warn("journal retries a group: cause={}", failure.getMessage());
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
      LOG.error("journal cannot write; check the database: cause={}", failure.getMessage());
      hopeless = failure;
      connection.drop();
    }
    group.forEach(write -> write.fail(failure));
  }

  private static List<EventRow> rows(List<PendingWrite> group) {
    return group.stream().flatMap(write -> write.rows().stream()).toList();
  }
}
