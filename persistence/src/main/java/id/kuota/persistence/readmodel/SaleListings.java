package id.kuota.persistence.readmodel;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** The sales there are, page by page. Blocks on the database; thread-safe. */
public record SaleListings(DataSource database) {

  private static final String PAGE =
      """
      SELECT sale_id, name, currency, status, opens_at, closes_at, revision, updated_at
      FROM sales.sale_listing WHERE sale_id > ? ORDER BY sale_id LIMIT ?
      """;

  /**
   * Returns one page, ordered by the sales' ids.
   *
   * @param after the last sale of the page before; empty for the first page
   * @param limit most sales on the page, at least 1
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Page<SaleListing> page(Optional<SaleId> after, int limit) {
    return Page.read(
        database,
        "the list of sales",
        PAGE,
        limit,
        query -> {
          query.setString(1, after.map(SaleId::value).orElse(""));
          return 1;
        },
        SaleListings::listing);
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
