package id.kuota.persistence.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** Whether the system sells at this moment, by its journal. */
public final class JournalActivity {

  private static final String LATEST =
      "SELECT write_timestamp FROM event_journal ORDER BY ordering DESC LIMIT 1";

  private JournalActivity() {}

  /**
   * Returns when the latest event was written, by the clock of the node that wrote it; empty if
   * there is none. Blocks.
   */
  public static Optional<Instant> latest(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(LATEST);
        ResultSet row = query.executeQuery()) {
      return row.next() ? Optional.of(Instant.ofEpochMilli(row.getLong(1))) : Optional.empty();
    }
  }
}
