package id.kuota.persistence.readmodel;

import id.kuota.engine.sale.SaleId;
import javax.sql.DataSource;

/** The query of codes of tickets that no longer admit. Blocks on the database; thread-safe. */
public record VoidCodes(DataSource database) {

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

  /**
   * Returns one page, ordered by the tickets' ids.
   *
   * @param after the last ticket of the page before; empty for the first page
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Page<VoidCode> page(SaleId sale, String after, int limit) {
    return Page.read(
        database,
        "the list of void codes",
        PAGE,
        limit,
        query -> {
          query.setString(1, sale.value());
          query.setString(2, after);
          return 2;
        },
        row -> new VoidCode(row.getString(1), row.getLong(2)));
  }
}
