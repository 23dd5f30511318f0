package id.kuota.persistence.projection;

import id.kuota.engine.device.DeviceTerms;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private static final String ADD_TICKETS =
      """
      INSERT INTO {schema}.offer_tickets AS t (sale_id, offer_id, tickets)
      SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[])
      ON CONFLICT (sale_id, offer_id) DO UPDATE SET tickets = t.tickets + excluded.tickets
      """;

  private static final String ADD_CONFLICTS =
      """
      INSERT INTO {schema}.gate_conflict
        (sale_id, found_at, ticket_id, nonce, reason, list_id, gate_id, device_id, at, earlier_gate,
         earlier_device, earlier_at)
      SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::timestamptz[])
      """;

  private static final String ADD_HUMAN_CODES =
      """
      INSERT INTO {schema}.human_code (sale_id, code, ticket_id, generation, order_id, offer_id)
      SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[])
      """;

  private static final String ADD_DEVICES =
      """
      INSERT INTO {schema}.gate_device
        (sale_id, device_id, name, role, list_id, status, key, software, invited_at, changed_at)
      SELECT sale_id, device_id, name, role, list_id, '', 0, '', at, at
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
        AS d(sale_id, device_id, name, role, list_id, at)
      """;

  private static final String CHANGE_DEVICES =
      """
      UPDATE {schema}.gate_device g
      SET status = d.status, key = d.key, software = coalesce(d.software, g.software),
          changed_at = d.at
      FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::timestamptz[])
        AS d(device_id, status, key, software, at)
      WHERE g.device_id = d.device_id
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
    new Columns<>(changes.tickets().entrySet())
        .texts(row -> row.getKey().sale())
        .texts(row -> row.getKey().offer())
        .numbers(Entry::getValue)
        .run(connection, schema, ADD_TICKETS);
    new Columns<>(changes.humanCodes())
        .texts(row -> row.origin().sale().value())
        .texts(HumanCodeRow::letters)
        .texts(row -> row.ticket().value())
        .numbers(row -> (long) row.generation())
        .texts(row -> row.origin().order())
        .texts(row -> row.origin().offer().value())
        .run(connection, schema, ADD_HUMAN_CODES);
    addConflicts(connection, schema, changes.conflicts());
    PassageTables.write(connection, schema, changes.passages());
    changeDevices(connection, schema, changes.devices().all());
  }

  private static void addConflicts(
      Connection connection, String schema, List<GateChanges.Conflict> conflicts)
      throws SQLException {
    new Columns<>(conflicts)
        .texts(row -> row.found().origin().sale().value())
        .instants(row -> row.found().at())
        .texts(GateChanges.Conflict::ticket)
        .texts(row -> row.found().later().nonce())
        .texts(row -> row.found().reasonWord())
        .texts(row -> row.found().later().list())
        .texts(row -> row.found().later().gate().value())
        .texts(row -> row.found().later().device())
        .instants(row -> row.found().later().at())
        .texts(row -> row.earlier() == null ? null : row.earlier().gate().value())
        .texts(row -> row.earlier() == null ? null : row.earlier().device())
        .instants(row -> row.earlier() == null ? null : row.earlier().at())
        .run(connection, schema, ADD_CONFLICTS);
  }

  private static void changeDevices(
      Connection connection, String schema, Map<String, DeviceChanges.Change> changes)
      throws SQLException {
    record Invited(String device, DeviceTerms terms, DeviceChanges.Change change) {}
    var invited = new ArrayList<Invited>();
    changes.forEach(
        (device, change) -> {
          if (change.terms() != null) invited.add(new Invited(device, change.terms(), change));
        });
    new Columns<>(invited)
        .texts(row -> row.terms().sale().value())
        .texts(Invited::device)
        .texts(row -> row.terms().name())
        .texts(row -> row.terms().role().name().toLowerCase(Locale.ROOT))
        .texts(row -> row.terms().list())
        .instants(row -> row.change().invitedAt())
        .run(connection, schema, ADD_DEVICES);
    // Of a device that was invited before there was this table, a rebuild knows.
    new Columns<>(changes.entrySet())
        .texts(Entry::getKey)
        .texts(row -> row.getValue().word())
        .numbers(row -> row.getValue().key())
        .texts(row -> row.getValue().software())
        .instants(row -> row.getValue().at())
        .run(connection, schema, CHANGE_DEVICES);
  }
}
