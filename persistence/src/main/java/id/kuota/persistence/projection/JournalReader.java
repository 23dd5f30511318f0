package id.kuota.persistence.projection;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.telemetry.CallContext;
import id.kuota.persistence.journal.JournalCodec;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the journal in an order to which nothing is ever added before its end.
 *
 * <p>Rows become visible when their transaction commits, which is not the order in which they got
 * their {@code ordering}. So a row is read only when every transaction up to its own has ended:
 * when its {@code tx_id} is below the oldest transaction that runs. Rows that commit later have a
 * higher {@code tx_id} and come later. The events of one entity keep their order, because an entity
 * writes the next one after the commit of the one before. A rolled-back transaction leaves nothing
 * to wait for.
 *
 * <p>The price: one long writing transaction, anywhere in the server, holds all projections back
 * until it ends. It delays rows and never loses one.
 */
final class JournalReader {

  /** Rows that one batch takes at most. */
  static final int BATCH_ROWS = 2_000;

  /**
   * A batch ends early after so many bytes of events: a busy quota's row has a hundred thousand.
   */
  private static final int BATCH_BYTES = 8 << 20;

  private static final int FETCH_ROWS = 250;

  /** Of a journal that is read from its beginning few traces are of interest. */
  private static final int TRACED_MAX = 500;

  // The order names the table's columns: a bare tx_id would be the number in the list of results,
  // which no index has, and every batch would sort what is left of the journal.
  static final String READ =
      """
      SELECT j.tx_id::text::bigint, j.ordering, persistence_id, sequence_number,
             coalesce(write_timestamp, 0), event_ser_id, event_ser_manifest, event_payload,
             meta_payload
      FROM event_journal j
      WHERE (j.tx_id, j.ordering) > (?::text::xid8, ?)
        AND j.tx_id < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY j.tx_id, j.ordering
      LIMIT ?
      """;

  /** The same without the bytes of entities whose ids begin otherwise: they are only counted. */
  private static final String READ_SOME =
      READ.replace(
          "event_payload",
          "CASE WHEN persistence_id ^@ ANY (?) THEN event_payload END AS event_payload");

  private static final String NEXT =
      """
      SELECT j.tx_id::text::bigint, j.ordering, persistence_id, sequence_number,
             coalesce(write_timestamp, 0), event_ser_manifest
      FROM event_journal j
      WHERE (j.tx_id, j.ordering) > (?::text::xid8, ?)
        AND j.tx_id < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY j.tx_id, j.ordering
      LIMIT 1
      """;

  private static final String HAS_MORE =
      """
      SELECT 1 FROM event_journal j
      WHERE (j.tx_id, j.ordering) > (?::text::xid8, ?)
        AND j.tx_id < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY j.tx_id, j.ordering
      LIMIT 1
      """;

  /**
   * Some rows.
   *
   * @param rows those of the streams that were asked for
   * @param end the last row that was read, whatever its stream; null if there is none
   * @param isFull whether there may be more at once
   * @param traced the requests that some of the rows were written for, {@link #TRACED_MAX} at most
   */
  record Batch(
      List<JournalRow> rows, @Nullable End end, boolean isFull, List<CallContext> traced) {}

  /**
   * Where a batch ends.
   *
   * @param rows in it, with those of streams that were not asked for
   */
  record End(JournalPosition position, Instant writtenAt, int rows) {}

  /** A row of the journal without what it says: of it, this much can always be read. */
  record Head(
      JournalPosition position,
      String entity,
      long sequenceNumber,
      Instant writtenAt,
      String manifest) {

    @Override
    public String toString() {
      return "event %d of %s (at %s, manifest %s)"
          .formatted(sequenceNumber, entity, position, manifest);
    }
  }

  private final JournalCodec codec;
  private final int limit;

  JournalReader(JournalCodec codec, int limit) {
    this.codec = codec;
    this.limit = limit;
  }

  /** Returns how many rows a batch takes at most. */
  int limit() {
    return limit;
  }

  /**
   * Returns the rows after a position, as far as they are settled.
   *
   * @param connection in a transaction, or the bound on memory does not hold
   * @param streams how the ids of the entities begin whose rows are returned; empty: all
   * @param limit rows that are read at most, those of other streams counted
   * @throws ProjectionFailedException if a row cannot be read by this version
   */
  Batch read(Connection connection, JournalPosition after, List<String> streams, int limit)
      throws SQLException {
    var rows = new ArrayList<JournalRow>();
    var traced = new ArrayList<CallContext>();
    long bytes = 0;
    int count = 0;
    @Nullable End end = null;
    try (PreparedStatement statement =
        connection.prepareStatement(streams.isEmpty() ? READ : READ_SOME)) {
      statement.setFetchSize(FETCH_ROWS);
      int parameter = 1;
      if (!streams.isEmpty()) {
        statement.setArray(parameter++, connection.createArrayOf("text", streams.toArray()));
      }
      statement.setString(parameter++, Long.toString(after.transaction()));
      statement.setLong(parameter++, after.ordering());
      statement.setInt(parameter, limit);
      try (ResultSet result = statement.executeQuery()) {
        while (bytes < BATCH_BYTES && result.next()) {
          count++;
          byte @Nullable [] payload = result.getBytes(8);
          if (payload != null) {
            bytes += payload.length;
            rows.add(row(result, payload));
            addTrace(traced, result.getBytes(9));
          }
          end = end(result, count);
        }
      }
    }
    return new Batch(rows, end, count == limit || bytes >= BATCH_BYTES, traced);
  }

  private static End end(ResultSet result, int count) throws SQLException {
    return new End(position(result), writtenAt(result), count);
  }

  private static void addTrace(List<CallContext> traced, byte @Nullable [] context) {
    if (context == null || traced.size() == TRACED_MAX) return;
    CallContext.read(ByteBuffer.wrap(context)).ifPresent(traced::add);
  }

  /** Returns the settled row that follows a position, if there is one. */
  static Optional<Head> next(Connection connection, JournalPosition after) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
      statement.setString(1, Long.toString(after.transaction()));
      statement.setLong(2, after.ordering());
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) return Optional.empty();
        return Optional.of(
            new Head(
                position(result),
                result.getString(3),
                result.getLong(4),
                writtenAt(result),
                result.getString(6)));
      }
    }
  }

  /** Returns whether settled rows follow a position. */
  boolean hasMore(Connection connection, JournalPosition after) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HAS_MORE)) {
      statement.setString(1, Long.toString(after.transaction()));
      statement.setLong(2, after.ordering());
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    }
  }

  private JournalRow row(ResultSet result, byte[] payload) throws SQLException {
    JournalPosition position = position(result);
    String entity = result.getString(3);
    long sequenceNumber = result.getLong(4);
    String manifest = result.getString(7);
    try {
      JournalEvent event = codec.decodeEvent(manifest, payload);
      return new JournalRow(position, entity, sequenceNumber, writtenAt(result), event);
    } catch (RuntimeException e) {
      throw new ProjectionFailedException(
          "its form cannot be read: %s".formatted(e.getMessage()), e);
    }
  }

  private static JournalPosition position(ResultSet result) throws SQLException {
    return new JournalPosition(result.getLong(1), result.getLong(2));
  }

  private static Instant writtenAt(ResultSet result) throws SQLException {
    return Instant.ofEpochMilli(result.getLong(5));
  }
}
