package id.kuota.bench.disk;

import id.kuota.bench.measure.Answers;
import id.kuota.bench.measure.ClosedLoop;
import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Round;
import id.kuota.bench.result.Violation;
import id.kuota.bench.surroundings.BenchServer;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.journal.JournalCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One INSERT after the other, each committed by itself: the row that one hold is in the journal.
 * Nothing that answers from PostgreSQL can be faster for one caller.
 */
public final class InsertProbe implements Contender, AutoCloseable {

  private static final String INSERT =
      """
      INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
          adapter_manifest, event_ser_id, event_ser_manifest, event_payload)
      VALUES (?, ?, ?, ?, '', ?, ?, ?)
      """;

  public static final String NAME = "autocommit INSERT";

  private static final int SERIALIZER = 4_711;

  private final Connection connection;
  private final PreparedStatement insert;
  private final String entity = "Bench|" + UUID.randomUUID();
  private final String counted;
  private long inserted;

  /**
   * Creates a probe with a connection of its own.
   *
   * @param database with the tables of Kuota
   * @param counted what a row is in the table of the results
   */
  public InsertProbe(DatabaseSettings database, String counted) throws SQLException {
    this.counted = counted;
    this.connection = BenchServer.connect(database);
    this.insert = connection.prepareStatement(INSERT);
    var codec = new JournalCodec();
    var event = event();
    insert.setString(1, entity);
    insert.setString(3, UUID.randomUUID().toString());
    insert.setLong(4, System.currentTimeMillis());
    insert.setInt(5, SERIALIZER);
    insert.setString(6, codec.manifest(event));
    insert.setBytes(7, codec.encode(event));
  }

  private static QuotaEvent.BatchApplied event() {
    Instant now = Instant.now();
    var held =
        new QuotaChange.UnitsHeld(
            new HoldId("ord_" + "0".repeat(32)), now.toEpochMilli(), 1, 0, now.plusSeconds(900));
    return new QuotaEvent.BatchApplied(QuotaId.shared("bench", "hot"), List.of(held), 0, now);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void warmUp(Effort effort) throws Exception {
    run(effort.warmUp());
  }

  @Override
  public Round round(Effort effort) throws Exception {
    return run(effort.round());
  }

  private Round run(Duration time) throws Exception {
    Answers answers = new ClosedLoop(1, time).run(this::insert);
    var violations = new ArrayList<>(answers.violations(name()));
    long rows = rows();
    if (rows != inserted) {
      violations.add(
          new Violation(name(), "%d rows were acknowledged, %d exist".formatted(inserted, rows)));
    }
    return new Round(answers.figures(counted), violations);
  }

  private void insert() throws SQLException {
    insert.setLong(2, inserted + 1);
    insert.executeUpdate();
    inserted++;
  }

  private long rows() throws SQLException {
    try (var count =
        connection.prepareStatement(
            "SELECT count(*) FROM event_journal WHERE persistence_id = ?")) {
      count.setString(1, entity);
      try (var result = count.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
