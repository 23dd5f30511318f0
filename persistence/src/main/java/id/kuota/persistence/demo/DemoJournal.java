package id.kuota.persistence.demo;

import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.journal.JournalCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * Writes a history into the journal, before a node starts: an entity in memory would not know of
 * it. Blocks on the database.
 */
public final class DemoJournal {

  /** Rows of one transaction. */
  private static final int BATCH = 1_000;

  private static final String IS_THERE =
      "SELECT EXISTS (SELECT 1 FROM event_journal WHERE persistence_id = ?)";

  private static final String INSERT =
      """
      INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
        event_ser_id, event_ser_manifest, event_payload)
      VALUES (?, ?, 'demo-history', ?, 7355, ?, ?)
      """;

  private final DataSource database;
  private final JournalCodec codec = new JournalCodec();

  public DemoJournal(DataSource database) {
    this.database = database;
  }

  /**
   * Returns whether the journal has the sale already: then a history of it cannot be written.
   *
   * @throws SQLException if the database does not answer
   */
  public boolean has(SaleId sale) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(IS_THERE)) {
      statement.setString(1, "Sale|" + sale);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /**
   * Writes events of entities that the journal does not have yet.
   *
   * @param progress is given how many are written
   * @throws SQLException if the database does not answer, or has one of the entities
   */
  public void write(List<DemoEvent> events, LongConsumer progress) throws SQLException {
    var sequences = new HashMap<String, Long>();
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        for (int from = 0; from < events.size(); from += BATCH) {
          int to = Math.min(from + BATCH, events.size());
          for (DemoEvent event : events.subList(from, to)) {
            add(insert, event, sequences);
          }
          insert.executeBatch();
          connection.commit();
          progress.accept(to);
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private void add(PreparedStatement insert, DemoEvent event, Map<String, Long> sequences)
      throws SQLException {
    insert.setString(1, event.entity());
    insert.setLong(2, sequences.merge(event.entity(), 1L, Long::sum));
    insert.setLong(3, event.at().toEpochMilli());
    insert.setString(4, codec.manifest(event.event()));
    insert.setBytes(5, codec.encode(event.event()));
    insert.addBatch();
  }
}
