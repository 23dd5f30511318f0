package id.kuota.persistence.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map.Entry;

/**
 * Writes what a batch changes into the tables of the projection {@code wake}: the quotas with open
 * holds, and the errands of orders. They are what a scan reads that wakes entities, and small.
 *
 * <p>The row of a quota goes when it holds nothing. So a deadline in it is that of a hold since
 * then.
 */
final class WakeTables implements ReadModel {

  static final String NAME = "wake";

  private static final String CHANGE =
      """
      UPDATE {schema}.quota q
      SET held = q.held + d.held, last_deadline = greatest(q.last_deadline, d.last_deadline)
      FROM unnest(?::text[], ?::boolean[], ?::bigint[], ?::timestamptz[])
        AS d(quota_id, personal, held, last_deadline)
      WHERE q.quota_id = d.quota_id
      """;

  /** After the change: rows that are there are left alone. One that would begin below 0 fails. */
  private static final String BEGIN =
      """
      INSERT INTO {schema}.quota (quota_id, personal, held, last_deadline)
      SELECT quota_id, personal, held, coalesce(last_deadline, '-infinity')
      FROM unnest(?::text[], ?::boolean[], ?::bigint[], ?::timestamptz[])
        AS d(quota_id, personal, held, last_deadline)
      WHERE held <> 0 AND NOT EXISTS (
        SELECT FROM {schema}.quota q WHERE q.quota_id = d.quota_id)
      """;

  private static final String END =
      """
      DELETE FROM {schema}.quota q USING unnest(?::text[]) AS d(quota_id)
      WHERE q.quota_id = d.quota_id AND q.held = 0
      """;

  private static final String OPEN_ERRANDS =
      """
      INSERT INTO {schema}.order_errand AS e (order_id, subject, since, not_before, payment_id)
      SELECT * FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[])
      ON CONFLICT (order_id, subject) DO UPDATE
      SET not_before = excluded.not_before, payment_id = coalesce(excluded.payment_id, e.payment_id)
      """;

  /**
   * The errands for refunds of these payments. One for a ticket that a gateway had refused and a
   * person has asked for again does not name its payment, and stays: its order finds nothing to do.
   */
  private static final String TAKE_BACK =
      """
      DELETE FROM {schema}.order_errand e USING unnest(?::text[], ?::text[]) AS d(payment, refund)
      WHERE e.payment_id = d.payment OR e.subject = d.refund
      """;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ReadModel.Changes fold(List<JournalRow> rows) {
    WakeChanges changes = WakeChanges.fold(rows);
    return (connection, schema) -> write(connection, schema, changes);
  }

  private static void write(Connection connection, String schema, WakeChanges changes)
      throws SQLException {
    var quotas = changes.quotas().entrySet();
    Columns<Entry<String, WakeChanges.Held>> held =
        new Columns<>(quotas)
            .texts(Entry::getKey)
            .flags(row -> row.getValue().isPersonal())
            .numbers(row -> row.getValue().units())
            .instants(row -> row.getValue().lastDeadline());
    held.run(connection, schema, CHANGE);
    held.run(connection, schema, BEGIN);
    new Columns<>(quotas).texts(Entry::getKey).run(connection, schema, END);
    MoneyTables.writeErrands(connection, schema, changes.money().errands(), OPEN_ERRANDS);
    new Columns<>(changes.money().takenBack().keySet())
        .texts(payment -> payment)
        .texts(payment -> MoneyChanges.refundOf(payment))
        .run(connection, schema, TAKE_BACK);
  }
}
