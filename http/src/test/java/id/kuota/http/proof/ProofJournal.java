package id.kuota.http.proof;

import id.kuota.engine.Portable;
import id.kuota.engine.quota.Quota;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaState;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.journal.JournalCodec;
import id.kuota.persistence.reconciliation.EntityNumbers;
import id.kuota.persistence.reconciliation.Reconciliation;
import id.kuota.persistence.reconciliation.ReconciliationReport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The content of the journal, read past the node: reading here starts no entity. */
final class ProofJournal implements AutoCloseable {

  private final Database database;
  private final JournalCodec codec = new JournalCodec();

  ProofJournal(DatabaseSettings settings) {
    this.database = Database.open(settings);
  }

  /** The ids of all entities of this kind that have ever written. */
  List<String> entities(String kind) {
    return query(
        "SELECT DISTINCT persistence_id FROM event_journal WHERE persistence_id LIKE ?",
        kind + "|%",
        rows -> rows.getString(1).substring(kind.length() + 1));
  }

  /** The quota as the journal has it at this moment. */
  QuotaState.Counting quota(QuotaId quota) {
    QuotaState state = new QuotaState.Unopened();
    for (Portable event : events("Quota|" + quota)) {
      state = Quota.evolve(state, (QuotaEvent) event);
    }
    return (QuotaState.Counting) state;
  }

  List<Portable> events(String persistenceId) {
    return query(
        """
        SELECT event_ser_manifest, event_payload FROM event_journal
        WHERE persistence_id = ? ORDER BY sequence_number""",
        persistenceId,
        rows -> codec.decode(rows.getString(1), rows.getBytes(2)));
  }

  ReconciliationReport reconcile(EntityNumbers running) {
    try {
      return new Reconciliation(database.dataSource(), Clock.systemUTC()).run(running);
    } catch (SQLException e) {
      throw new IllegalStateException("the journal cannot be read", e);
    }
  }

  /** Reads one row. */
  private interface Reading<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private <T> List<T> query(String sql, String parameter, Reading<T> reading) {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<T>();
        while (rows.next()) {
          found.add(reading.read(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the journal cannot be read", e);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
