package id.kuota.chaos.cluster;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the database says about nodes, read past them. Times are the database's. */
public record LeaseRows(Connection connection) {

  /**
   * One start of a node.
   *
   * @param hears how many members it has heard lately
   * @param fencedBy the address of the node that fenced it; its own if it stopped in order
   */
  public record Row(
      long epoch,
      String address,
      Instant acquired,
      Instant renewed,
      double age,
      int hears,
      Optional<Instant> fenced,
      String fencedBy) {}

  /** Returns all starts, the oldest first. */
  public List<Row> all() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT epoch, address, acquired_at, renewed_at,
                  extract(epoch FROM clock_timestamp() - renewed_at), cardinality(hears), fenced_at,
                  coalesce(fenced_by, '')
                FROM node_lease ORDER BY epoch
                """)) {
      var found = new ArrayList<Row>();
      while (rows.next()) {
        found.add(
            new Row(
                rows.getLong(1),
                rows.getString(2),
                rows.getTimestamp(3).toInstant(),
                rows.getTimestamp(4).toInstant(),
                rows.getDouble(5),
                rows.getInt(6),
                Optional.ofNullable(rows.getTimestamp(7)).map(Timestamp::toInstant),
                rows.getString(8)));
      }
      return found;
    }
  }

  /**
   * Returns the address of the node that made the latest write of a quota, for those quotas of
   * which it can be told at this moment. A write locks the row of its node's lease; the row keeps
   * the number of the last transaction that did so, and the journal that of the write.
   */
  public Map<String, String> owners(String sale) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT substr(j.persistence_id, length('Quota|%1$s.') + 1), l.address
                FROM node_lease l JOIN event_journal j ON j.tx_id::xid = l.xmax
                WHERE l.fenced_at IS NULL AND j.persistence_id LIKE 'Quota|%1$s.%%'
                  AND j.tx_id >= (SELECT coalesce(max(tx_id)::text::bigint - 500, 0)::text::xid8
                                  FROM event_journal)
                """
                    .formatted(sale))) {
      var owners = new HashMap<String, String>();
      while (rows.next()) owners.put(rows.getString(1), rows.getString(2));
      return owners;
    }
  }
}
