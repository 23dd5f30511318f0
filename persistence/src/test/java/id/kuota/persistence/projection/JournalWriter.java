package id.kuota.persistence.projection;

import id.kuota.engine.Portable;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleEvent;
import id.kuota.persistence.journal.JournalCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Writes events into the journal as the plugin does. Counts the events of each entity. */
public final class JournalWriter {

  private static final String INSERT =
      """
      INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
        event_ser_id, event_ser_manifest, event_payload)
      VALUES (?, ?, 'test', ?, 7355, ?, ?)
      """;

  private final DataSource database;
  private final JournalCodec codec = new JournalCodec();
  private final Map<String, Long> sequenceNumbers = new HashMap<>();
  private Instant writtenAt = SaleStory.NOON;

  public JournalWriter(DataSource database) {
    this.database = database;
  }

  /** When the following rows are said to be written. */
  public JournalWriter at(Instant time) {
    writtenAt = time;
    return this;
  }

  public JournalWriter write(int order, OrderEvent event) throws SQLException {
    return write("Order|" + SaleStory.order(order), event);
  }

  public JournalWriter write(QuotaEvent.BatchApplied event) throws SQLException {
    return write("Quota|" + event.quota(), event);
  }

  public JournalWriter write(SaleEvent event) throws SQLException {
    return write("Sale|" + SaleStory.CONCERT, event);
  }

  /** In a transaction of its own. */
  public JournalWriter write(String entity, Portable event) throws SQLException {
    try (Connection connection = database.getConnection()) {
      write(connection, entity, codec.manifest(event), codec.encode(event));
    }
    return this;
  }

  /** In the transaction of the caller. */
  public void write(Connection connection, QuotaEvent.BatchApplied event) throws SQLException {
    write(connection, "Quota|" + event.quota(), codec.manifest(event), codec.encode(event));
  }

  /** In the transaction of the caller, whatever the bytes mean. */
  public void write(Connection connection, String entity, String manifest, byte[] payload)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      fill(statement, entity, manifest, payload);
      statement.executeUpdate();
    }
  }

  /** With an ordering that was taken before. */
  public void writeWithOrdering(String ordering, QuotaEvent.BatchApplied event)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                INSERT INTO event_journal (persistence_id, sequence_number, writer,
                  write_timestamp, event_ser_id, event_ser_manifest, event_payload, ordering)
                OVERRIDING SYSTEM VALUE VALUES (?, ?, 'test', ?, 7355, ?, ?, ?::bigint)
                """)) {
      fill(statement, "Quota|" + event.quota(), codec.manifest(event), codec.encode(event));
      statement.setString(6, ordering);
      statement.executeUpdate();
    }
  }

  private void fill(PreparedStatement statement, String entity, String manifest, byte[] payload)
      throws SQLException {
    statement.setString(1, entity);
    statement.setLong(2, sequenceNumbers.merge(entity, 1L, Long::sum));
    statement.setLong(3, writtenAt.toEpochMilli());
    statement.setString(4, manifest);
    statement.setBytes(5, payload);
  }

  /** The next event of this entity gets the number again: its transaction was rolled back. */
  public void forget(QuotaId quota) {
    sequenceNumbers.merge("Quota|" + quota, -1L, Long::sum);
  }

  /** A buyer's whole way: held, placed, paid, settled. Eight rows. */
  public JournalWriter sell(int order, int quantity, Instant at) throws SQLException {
    QuotaId personal = SaleStory.buyersQuota(order);
    return hold(order, quantity, at)
        .write(order, SaleStory.paymentStarted(order, at))
        .write(order, SaleStory.paid(order, quantity, at))
        .write(SaleStory.batch(SaleStory.FLOOR, at, SaleStory.sold(order, quantity)))
        .write(SaleStory.batch(personal, at, SaleStory.sold(order, quantity)))
        .write(order, SaleStory.dutyDone(at));
  }

  /** A buyer who has nothing to pay. Seven rows. */
  public JournalWriter sellFree(int order, int quantity, Instant at) throws SQLException {
    QuotaId personal = SaleStory.buyersQuota(order);
    Instant until = at.plusSeconds(900);
    return write(SaleStory.batch(SaleStory.FLOOR, at, SaleStory.held(order, quantity, until)))
        .write(
            SaleStory.batch(
                personal, at, SaleStory.capacity(4), SaleStory.held(order, quantity, until)))
        .write(order, SaleStory.placedFree(order, quantity, at))
        .write(order, SaleStory.free(order, quantity, at))
        .write(SaleStory.batch(SaleStory.FLOOR, at, SaleStory.sold(order, quantity)))
        .write(SaleStory.batch(personal, at, SaleStory.sold(order, quantity)))
        .write(order, SaleStory.dutyDone(at));
  }

  /** A buyer who holds and has not paid. Three rows. */
  public JournalWriter hold(int order, int quantity, Instant at) throws SQLException {
    QuotaId personal = SaleStory.buyersQuota(order);
    Instant until = at.plusSeconds(900);
    return write(SaleStory.batch(SaleStory.FLOOR, at, SaleStory.held(order, quantity, until)))
        .write(
            SaleStory.batch(
                personal, at, SaleStory.capacity(4), SaleStory.held(order, quantity, until)))
        .write(order, SaleStory.placed(order, quantity, at));
  }

  /** The sale itself, with its shared quota. Two rows. */
  public JournalWriter begin(long capacity) throws SQLException {
    return write(SaleStory.termsSet("Concert"))
        .write(SaleStory.batch(SaleStory.FLOOR, SaleStory.NOON, SaleStory.capacity(capacity)));
  }
}
