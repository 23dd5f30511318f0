package id.kuota.persistence.readmodel;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.HumanCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Which tickets have which eight letters. Blocks on the database; thread-safe. */
public final class HumanCodes {

  /** Two are as good as more: they are ambiguous. */
  private static final int FOUND_MAX = 2;

  private static final String FIND =
      """
      SELECT ticket_id, generation, order_id, offer_id FROM sales.human_code
      WHERE sale_id = ? AND code = ? ORDER BY ticket_id LIMIT ?
      """;

  /**
   * One ticket.
   *
   * @param generation of the code that these letters go with; the ticket may have a later one
   */
  public record Found(String ticket, int generation, String order, String offer) {}

  private final DataSource database;

  public HumanCodes(DataSource database) {
    this.database = database;
  }

  /**
   * Returns the tickets of these letters, two at most.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public List<Found> find(SaleId sale, HumanCode code) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, sale.value());
      statement.setString(2, code.value());
      statement.setInt(3, FOUND_MAX);
      var found = new ArrayList<Found>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(new Found(row.getString(1), row.getInt(2), row.getString(3), row.getString(4)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the letters under the codes", e);
    }
  }
}
