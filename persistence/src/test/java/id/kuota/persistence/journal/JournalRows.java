package id.kuota.persistence.journal;

import id.kuota.engine.Portable;
import id.kuota.persistence.database.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The journal as it lies in the tables. */
final class JournalRows {

  private final Database database;
  private final JournalCodec codec = new JournalCodec();

  JournalRows(Database database) {
    this.database = database;
  }

  /** What an entity has written, in its order, read without an actor system. */
  List<Portable> events(String persistenceId) throws SQLException {
    var events = new ArrayList<Portable>();
    try (var connection = database.dataSource().getConnection();
        var statement =
            connection.prepareStatement(
                """
                SELECT event_ser_manifest, event_payload FROM event_journal
                WHERE persistence_id = ? ORDER BY sequence_number""")) {
      statement.setString(1, persistenceId);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          events.add(codec.decode(rows.getString(1), rows.getBytes(2)));
        }
      }
    }
    return events;
  }

  long count(String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  void execute(String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
