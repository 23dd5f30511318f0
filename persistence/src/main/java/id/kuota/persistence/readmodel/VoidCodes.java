package id.kuota.persistence.readmodel;

import id.kuota.engine.sale.SaleId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The query of codes of tickets that no longer admit. Blocks on the database; thread-safe. */
public final class VoidCodes {

  private static final String PAGE =
      """
      SELECT ticket_id, below FROM sales.void_code
      WHERE sale_id = ? AND ticket_id > ? ORDER BY ticket_id LIMIT ?
      """;

  /**
   * One ticket.
   *
   * @param below its codes of a lower generation are void
   */
  public record VoidCode(String ticket, long below) {}

  /** One page, ordered by the tickets' ids. */
  public record Page(List<VoidCode> codes, boolean hasMore) {
    public Page {
      codes = List.copyOf(codes);
    }
  }

  private final DataSource database;

  public VoidCodes(DataSource database) {
    this.database = database;
  }

  /**
   * One page.
   *
   * @param after the last ticket of the page before; empty for the first page
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Page page(SaleId sale, String after, int limit) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PAGE)) {
      statement.setString(1, sale.value());
      statement.setString(2, after);
      statement.setInt(3, limit + 1); // One more tells whether there is another page.
      var codes = new ArrayList<VoidCode>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          codes.add(new VoidCode(result.getString(1), result.getLong(2)));
        }
      }
      boolean hasMore = codes.size() > limit;
      return new Page(hasMore ? codes.subList(0, limit) : codes, hasMore);
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the list of void codes", e);
    }
  }
}
