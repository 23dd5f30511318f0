package id.kuota.persistence.export;

import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads files that are ready, part by part. Blocks on the database; thread-safe. */
public record ExportedFile(DataSource database) {

  private static final String PART =
      "SELECT bytes FROM report_export_part WHERE export_id = ? AND attempt = ? AND number = ?";

  /**
   * Returns a part of the file; empty after the last one, and if the export was deleted.
   *
   * @param number of the part, from 0
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Optional<byte[]> part(Export export, int number) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PART)) {
      statement.setString(1, export.id());
      statement.setInt(2, export.attempt());
      statement.setInt(3, number);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the file of an export", e);
    }
  }
}
