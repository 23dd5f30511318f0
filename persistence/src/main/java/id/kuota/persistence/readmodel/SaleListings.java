package id.kuota.persistence.readmodel;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** The sales there are, page by page. Blocks on the database; thread-safe. */
public final class SaleListings {

  private static final String PAGE =
      """
      SELECT sale_id, name, currency, status, opens_at, closes_at, revision, updated_at
      FROM sales.sale_listing WHERE sale_id > ? ORDER BY sale_id LIMIT ?
      """;

  /** One page, ordered by the sales' ids. The next one begins after the last sale of this one. */
  public record Page(List<SaleListing> sales, boolean hasMore) {
    public Page {
      sales = List.copyOf(sales);
    }
  }

  private final DataSource database;

  public SaleListings(DataSource database) {
    this.database = database;
  }

  /**
   * One page.
   *
   * @param after the last sale of the page before; empty for the first page
   * @param limit most sales on the page, at least 1
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Page page(Optional<SaleId> after, int limit) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PAGE)) {
      statement.setString(1, after.map(SaleId::value).orElse(""));
      statement.setInt(2, limit + 1); // One more tells whether there is another page.
      var sales = new ArrayList<SaleListing>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          sales.add(listing(result));
        }
      }
      boolean hasMore = sales.size() > limit;
      return new Page(hasMore ? sales.subList(0, limit) : sales, hasMore);
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the list of sales", e);
    }
  }

  private static SaleListing listing(ResultSet result) throws SQLException {
    return new SaleListing(
        new SaleId(result.getString(1)),
        result.getString(2),
        result.getString(3),
        SaleView.Phase.valueOf(result.getString(4).toUpperCase(Locale.ROOT)),
        result.getObject(5, OffsetDateTime.class).toInstant(),
        result.getObject(6, OffsetDateTime.class).toInstant(),
        result.getLong(7),
        result.getObject(8, OffsetDateTime.class).toInstant());
  }
}
