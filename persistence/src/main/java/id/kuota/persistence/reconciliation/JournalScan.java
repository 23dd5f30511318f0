package id.kuota.persistence.reconciliation;

import id.kuota.engine.JournalEvent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.persistence.journal.JournalCodec;
import id.kuota.persistence.journal.UnreadableException;
import id.kuota.persistence.projection.JournalPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The whole journal, one entity after the other, in pages. Orders come before quotas, because ids
 * are compared byte by byte and begin with the entity's type.
 */
final class JournalScan implements AutoCloseable {

  /** A page of a busy quota is some ten megabytes. */
  private static final int PAGE_ROWS = 250;

  private static final String READ =
      """
      SELECT tx_id::text::bigint, ordering, persistence_id, sequence_number, event_ser_manifest,
             event_payload
      FROM event_journal
      ORDER BY persistence_id, sequence_number
      """;

  private static final String READ_PLACED =
      """
      SELECT id, event_ser_manifest, event_payload FROM unnest(?::text[]) AS id
      JOIN event_journal ON persistence_id = 'Order|' || id AND sequence_number = 1
      """;

  private final JournalCodec codec = new JournalCodec();
  private final Findings findings;
  private final PreparedStatement statement;
  private final ResultSet result;

  /**
   * Begins to read.
   *
   * @param connection in a transaction, which must last as long as the scan
   */
  JournalScan(Connection connection, Findings findings) throws SQLException {
    this.findings = findings;
    this.statement = connection.prepareStatement(READ);
    statement.setFetchSize(PAGE_ROWS);
    this.result = statement.executeQuery();
  }

  /** Returns the next rows; none at the end of the journal. */
  List<ScannedRow> nextPage() throws SQLException {
    var page = new ArrayList<ScannedRow>(PAGE_ROWS);
    while (page.size() < PAGE_ROWS && result.next()) {
      page.add(row());
    }
    return page;
  }

  /**
   * Until when those of these orders hold that the journal knows; {@link Instant#MIN} where that
   * cannot be read.
   */
  Map<String, Instant> heldUntil(Set<String> orders) throws SQLException {
    var found = new HashMap<String, Instant>();
    if (orders.isEmpty()) return found;
    Connection connection = statement.getConnection();
    try (PreparedStatement query = connection.prepareStatement(READ_PLACED)) {
      query.setArray(1, connection.createArrayOf("text", orders.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.put(row.getString(1), heldUntil(row.getString(2), row.getBytes(3)));
        }
      }
    }
    return found;
  }

  private Instant heldUntil(String manifest, byte[] payload) {
    try {
      return codec.decode(manifest, payload) instanceof OrderEvent.OrderPlaced placed
          ? placed.heldUntil()
          : Instant.MIN;
    } catch (UnreadableException e) {
      return Instant.MIN; // Found when its stream was read.
    }
  }

  private ScannedRow row() throws SQLException {
    var position = new JournalPosition(result.getLong(1), result.getLong(2));
    String entity = result.getString(3);
    long sequenceNumber = result.getLong(4);
    return new ScannedRow(position, entity, sequenceNumber, event(entity, sequenceNumber));
  }

  private Optional<JournalEvent> event(String entity, long sequenceNumber) throws SQLException {
    try {
      return Optional.of(codec.decodeEvent(result.getString(5), result.getBytes(6)));
    } catch (UnreadableException e) {
      findings.differs(
          Difference.Kind.UNREADABLE_EVENT,
          entity,
          "event %d: %s".formatted(sequenceNumber, e.getMessage()));
      return Optional.empty();
    }
  }

  @Override
  public void close() throws SQLException {
    result.close();
    statement.close();
  }
}
