package id.kuota.persistence.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map.Entry;

/** Writes what a batch changes at the gates, with one statement for each table. */
final class GateTables {

  private static final String VOID_CODES =
      """
      INSERT INTO {schema}.void_code AS v (sale_id, ticket_id, below, at)
      SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::timestamptz[])
      ON CONFLICT (sale_id, ticket_id) DO UPDATE
      SET below = greatest(v.below, excluded.below), at = excluded.at
      """;

  private static final String ADD_MINUTES =
      """
      INSERT INTO {schema}.gate_minute AS m
        (sale_id, gate_id, list_id, minute, entered, departed, conflicts)
      SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::bigint[],
        ?::bigint[], ?::bigint[])
      ON CONFLICT (sale_id, gate_id, list_id, minute) DO UPDATE
      SET entered = m.entered + excluded.entered,
          departed = m.departed + excluded.departed,
          conflicts = m.conflicts + excluded.conflicts
      """;

  private GateTables() {}

  static void write(Connection connection, String schema, GateChanges changes) throws SQLException {
    new Columns<>(changes.voids().entrySet())
        .texts(row -> row.getKey().sale())
        .texts(row -> row.getKey().ticket())
        .numbers(row -> row.getValue().below())
        .instants(row -> row.getValue().at())
        .run(connection, schema, VOID_CODES);
    new Columns<Entry<GateChanges.GateMinute, GateChanges.Delta>>(changes.minutes().entrySet())
        .texts(row -> row.getKey().sale())
        .texts(row -> row.getKey().gate())
        .texts(row -> row.getKey().list())
        .instants(row -> row.getKey().minute())
        .numbers(row -> row.getValue().entered())
        .numbers(row -> row.getValue().departed())
        .numbers(row -> row.getValue().conflicts())
        .run(connection, schema, ADD_MINUTES);
  }
}
