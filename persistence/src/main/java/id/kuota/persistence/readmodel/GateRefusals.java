package id.kuota.persistence.readmodel;

import id.kuota.engine.sale.SaleId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * How often a gate said no, by reason. A no changes nothing and is not in the journal: the nodes
 * count, and add what they have counted to this table. Blocks on the database; thread-safe.
 */
public final class GateRefusals {

  /** Gates, lists and reasons of one sale that are read. */
  private static final int ROWS_MAX = 10_000;

  private static final String ADD =
      """
      INSERT INTO gate_refusal AS r (sale_id, gate_id, list_id, reason, refused)
      SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
      ON CONFLICT (sale_id, gate_id, list_id, reason) DO UPDATE
      SET refused = r.refused + excluded.refused
      """;

  private static final String OF_SALE =
      """
      SELECT gate_id, list_id, reason, refused FROM gate_refusal
      WHERE sale_id = ? ORDER BY gate_id, list_id, reason LIMIT ?
      """;

  /** The source of a refusal, and its reason. */
  public record Refusal(String sale, String gate, String list, String reason) {}

  /** How often. */
  public record Refused(String gate, String list, String reason, long count) {}

  private final DataSource database;

  public GateRefusals(DataSource database) {
    this.database = database;
  }

  /**
   * Adds all of these, or nothing.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public void add(Map<Refusal, Long> counts) {
    // Sorted, so that nodes that write at the same time lock the rows in the same order.
    List<Entry<Refusal, Long>> rows =
        counts.entrySet().stream()
            .sorted(Comparator.comparing(row -> row.getKey().toString()))
            .toList();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setArray(1, texts(connection, rows, Refusal::sale));
      statement.setArray(2, texts(connection, rows, Refusal::gate));
      statement.setArray(3, texts(connection, rows, Refusal::list));
      statement.setArray(4, texts(connection, rows, Refusal::reason));
      statement.setArray(
          5, connection.createArrayOf("bigint", rows.stream().map(Entry::getValue).toArray()));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the refusals at the gates", e);
    }
  }

  private static Array texts(
      Connection connection, List<Entry<Refusal, Long>> rows, Function<Refusal, String> column)
      throws SQLException {
    return connection.createArrayOf(
        "text", rows.stream().map(row -> column.apply(row.getKey())).toArray());
  }

  /**
   * Returns all of a sale.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public List<Refused> of(SaleId sale) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(OF_SALE)) {
      statement.setString(1, sale.value());
      statement.setInt(2, ROWS_MAX);
      var refused = new ArrayList<Refused>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          refused.add(
              new Refused(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
        }
      }
      return refused;
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the refusals at the gates", e);
    }
  }
}
