package id.kuota.persistence.projection;

import java.sql.Connection;
import java.sql.SQLException;

/** Writes what people have changed of sales; after the devices, which say whose they are. */
final class ConfigurationTable {

  private static final String ADD =
      """
      INSERT INTO {schema}.configuration_change
        (change_id, sale_id, kind, subject, done_by, before, after, reason, changed_at)
      SELECT change_id, coalesce(d.sale_id, (
          SELECT g.sale_id FROM {schema}.gate_device g WHERE g.device_id = d.subject)),
        kind, subject, done_by, before, after, reason, changed_at
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],
          ?::text[], ?::timestamptz[])
        AS d(change_id, sale_id, kind, subject, done_by, before, after, reason, changed_at)
      """;

  private ConfigurationTable() {}

  static void write(Connection connection, String schema, ConfigurationChanges changes)
      throws SQLException {
    new Columns<>(changes.all())
        .texts(ConfigurationChanges.Change::id)
        .texts(ConfigurationChanges.Change::sale)
        .texts(row -> row.kind().word())
        .texts(ConfigurationChanges.Change::subject)
        .texts(ConfigurationChanges.Change::by)
        .numbers(ConfigurationChanges.Change::before)
        .numbers(ConfigurationChanges.Change::after)
        .texts(ConfigurationChanges.Change::reason)
        .instants(ConfigurationChanges.Change::at)
        .run(connection, schema, ADD);
  }
}
