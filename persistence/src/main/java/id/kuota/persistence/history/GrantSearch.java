package id.kuota.persistence.history;

import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.persistence.projection.JournalRow;
import id.kuota.persistence.projection.QuotaMarks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A search for the batch of a quota that granted a hold. The quota wrote it before the order wrote
 * what it had been granted, so its place in the journal is before that of the order's event,
 * whatever the clocks of the nodes say; and not far before, since the order waits for nothing else.
 */
final class GrantSearch {

  /** Batches that the first look takes; each further look takes four times as many. */
  private static final int LOOK_FIRST = 32;

  /** Batches that are looked through at most: those of a hot quota in about ten seconds. */
  private static final int LOOKED_MAX = 8_192;

  /** Batches that are read to know the numbers of one moment, if there is no mark nearer. */
  private static final int REPLAYED_MAX = 4_096;

  private static final String MARK =
      """
      SELECT revision, granted, capacity, held, sold, refused FROM sales.quota_mark
      WHERE quota_id = ? AND block <= ? AND revision < ? ORDER BY block DESC LIMIT 1
      """;

  private record Mark(long revision, QuotaGrant.Moment moment) {
    static final Mark START = new Mark(0, QuotaGrant.Moment.START);
  }

  private final JournalStreams streams;

  GrantSearch(JournalStreams streams) {
    this.streams = streams;
  }

  /**
   * Returns the grant.
   *
   * @param until the deadline of the hold, by which it is known among those of its owner
   * @param before an event of the owner that was written after the grant
   */
  Optional<QuotaGrant> find(
      Connection connection, QuotaId quota, HoldId owner, Instant until, JournalRow before)
      throws SQLException {
    String stream = "Quota|" + quota;
    long last = streams.lastBefore(connection, stream, before.position());
    long end = Math.max(0, last - LOOKED_MAX);
    for (int look = LOOK_FIRST; last > end; look *= 4) {
      long after = Math.max(end, last - look);
      for (JournalRow row : streams.naming(connection, stream, after, last, owner.value())) {
        if (!(row.event() instanceof QuotaEvent.BatchApplied batch)) continue;
        for (int i = 0; i < batch.changes().size(); i++) {
          if (batch.changes().get(i) instanceof QuotaChange.UnitsHeld held
              && held.hold().equals(owner)
              && held.until().equals(until)) {
            var moment = before(connection, quota, row, batch, i);
            return Optional.of(new QuotaGrant(quota, held, batch.at(), row.position(), moment));
          }
        }
      }
      last = after;
    }
    return Optional.empty();
  }

  /** Returns the numbers before one change of a batch. */
  private Optional<QuotaGrant.Moment> before(
      Connection connection,
      QuotaId quota,
      JournalRow row,
      QuotaEvent.BatchApplied batch,
      int index)
      throws SQLException {
    Mark mark = mark(connection, quota, row.sequenceNumber());
    if (row.sequenceNumber() - mark.revision() > REPLAYED_MAX) return Optional.empty();
    QuotaGrant.Moment moment = mark.moment();
    for (JournalRow earlier :
        streams.read(connection, row.entity(), mark.revision(), row.sequenceNumber() - 1)) {
      if (!(earlier.event() instanceof QuotaEvent.BatchApplied applied)) continue;
      for (QuotaChange change : applied.changes()) moment = moment.after(change);
      moment = moment.refusing(applied.refused());
    }
    for (QuotaChange change : batch.changes().subList(0, index)) moment = moment.after(change);
    return Optional.of(moment.refusing(batch.refused()));
  }

  private static Mark mark(Connection connection, QuotaId quota, long sequenceNumber)
      throws SQLException {
    if (quota.isPersonal()) return Mark.START; // It has few events, and no marks.
    try (PreparedStatement statement = connection.prepareStatement(MARK)) {
      statement.setString(1, quota.value());
      statement.setLong(2, QuotaMarks.block(sequenceNumber));
      statement.setLong(3, sequenceNumber);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) return Mark.START;
        return new Mark(
            row.getLong(1),
            new QuotaGrant.Moment(
                row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)));
      }
    }
  }
}
