package id.kuota.persistence.projection;

import id.kuota.engine.order.OwedRefund;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;

/** Writes what a batch changes in refunds and errands, with one statement for each kind. */
final class MoneyTables {

  private static final String OWE =
      """
      INSERT INTO {schema}.refund
        (refund_id, order_id, sale_id, payment_id, amount, currency, reason, status, note, since,
         changed_at)
      SELECT id, order_id, sale_id, payment_id, amount, currency, reason, status, '', since, since
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[],
          ?::text[], ?::timestamptz[])
        AS d(id, order_id, sale_id, payment_id, amount, currency, reason, status, since)
      """;

  private static final String MOVE =
      """
      UPDATE {schema}.refund r
      SET status = d.status, note = d.note, changed_at = d.at,
          tries = coalesce(d.tries, r.tries), next_try = d.next_try
      FROM unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::bigint[],
          ?::timestamptz[])
        AS d(id, status, note, at, tries, next_try)
      WHERE r.refund_id = d.id
      """;

  private static final String LOWER =
      """
      UPDATE {schema}.refund r
      SET amount = d.amount,
          status = CASE WHEN d.waived THEN 'waived' ELSE r.status END,
          changed_at = d.at
      FROM unnest(?::text[], ?::bigint[], ?::boolean[], ?::timestamptz[])
        AS d(id, amount, waived, at)
      WHERE r.refund_id = d.id
      """;

  private static final String TAKE_BACK =
      """
      WITH gone AS (
        UPDATE {schema}.refund r SET status = 'taken_back', changed_at = d.at,
            next_try = NULL
        FROM unnest(?::text[], ?::timestamptz[]) AS d(payment_id, at)
        WHERE r.payment_id = d.payment_id AND r.status IN ('due', 'manual', 'review')
        RETURNING r.order_id, r.refund_id)
      DELETE FROM {schema}.order_errand e USING gone
      WHERE e.order_id = gone.order_id AND e.subject = gone.refund_id
      """;

  /** For nodes of the release before, which look here and not into {@link WakeTables}. */
  private static final String OPEN =
      """
      INSERT INTO {schema}.order_errand (order_id, subject, since, not_before)
      SELECT order_id, subject, since, not_before
      FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[])
        AS d(order_id, subject, since, not_before, payment)
      ON CONFLICT (order_id, subject) DO UPDATE SET not_before = EXCLUDED.not_before
      """;

  private static final String WAIT =
      """
      UPDATE {schema}.order_errand e SET not_before = d.not_before
      FROM unnest(?::text[], ?::text[], ?::timestamptz[]) AS d(order_id, subject, not_before)
      WHERE e.order_id = d.order_id AND e.subject = d.subject
      """;

  private static final String CLOSE =
      """
      DELETE FROM {schema}.order_errand e
      USING unnest(?::text[], ?::text[]) AS d(order_id, subject)
      WHERE e.order_id = d.order_id AND e.subject = d.subject
      """;

  /** The same for a schema that has no errands. */
  private static final String TAKE_BACK_REFUNDS =
      """
      UPDATE {schema}.refund r SET status = 'taken_back', changed_at = d.at, next_try = NULL
      FROM unnest(?::text[], ?::timestamptz[]) AS d(payment_id, at)
      WHERE r.payment_id = d.payment_id AND r.status IN ('due', 'manual', 'review')
      """;

  private MoneyTables() {}

  static void write(Connection connection, String schema, MoneyChanges changes)
      throws SQLException {
    change(connection, schema, changes);
    writeErrands(connection, schema, changes.errands(), OPEN);
    takeBack(connection, schema, changes, TAKE_BACK);
  }

  /** Writes the refunds alone. */
  static void writeRefunds(Connection connection, String schema, MoneyChanges changes)
      throws SQLException {
    change(connection, schema, changes);
    takeBack(connection, schema, changes, TAKE_BACK_REFUNDS);
  }

  private static void takeBack(
      Connection connection, String schema, MoneyChanges changes, String statement)
      throws SQLException {
    new Columns<>(changes.takenBack().entrySet())
        .texts(Entry::getKey)
        .instants(Entry::getValue)
        .run(connection, schema, statement);
  }

  private static void change(Connection connection, String schema, MoneyChanges changes)
      throws SQLException {
    new Columns<>(changes.owed().entrySet())
        .texts(Entry::getKey)
        .texts(row -> row.getValue().order())
        .texts(row -> row.getValue().sale())
        .texts(row -> row.getValue().payment())
        .numbers(row -> row.getValue().amount())
        .texts(row -> row.getValue().currency())
        .texts(row -> word(row.getValue().reason()))
        .texts(row -> word(row.getValue().status()))
        .instants(row -> row.getValue().since())
        .run(connection, schema, OWE);
    new Columns<>(changes.standings().entrySet())
        .texts(Entry::getKey)
        .texts(row -> word(row.getValue().status()))
        .texts(row -> row.getValue().note())
        .instants(row -> row.getValue().at())
        .numbers(row -> row.getValue().tries())
        .instants(row -> row.getValue().nextTry())
        .run(connection, schema, MOVE);
    new Columns<>(changes.lowered().entrySet())
        .texts(Entry::getKey)
        .numbers(row -> row.getValue().amount())
        .flags(row -> row.getValue().isWaived())
        .instants(row -> row.getValue().at())
        .run(connection, schema, LOWER);
  }

  /**
   * Writes the errands into the table of a schema.
   *
   * @param opening puts order, subject, begin, pause and payment there
   */
  static void writeErrands(
      Connection connection,
      String schema,
      Map<MoneyChanges.Errand, MoneyChanges.Change> errands,
      String opening)
      throws SQLException {
    var open = new TreeMap<MoneyChanges.Errand, MoneyChanges.Change.Open>();
    var waiting = new TreeMap<MoneyChanges.Errand, MoneyChanges.Change.Wait>();
    var closed = new ArrayList<MoneyChanges.Errand>();
    errands.forEach(
        (errand, change) -> {
          switch (change) {
            case MoneyChanges.Change.Open begun -> open.put(errand, begun);
            case MoneyChanges.Change.Wait wait -> waiting.put(errand, wait);
            case MoneyChanges.Change.Close close -> closed.add(errand);
          }
        });
    new Columns<>(open.entrySet())
        .texts(row -> row.getKey().order())
        .texts(row -> row.getKey().subject())
        .instants(row -> row.getValue().since())
        .instants(row -> row.getValue().notBefore())
        .texts(row -> row.getValue().payment())
        .run(connection, schema, opening);
    new Columns<>(waiting.entrySet())
        .texts(row -> row.getKey().order())
        .texts(row -> row.getKey().subject())
        .instants(row -> row.getValue().notBefore())
        .run(connection, schema, WAIT);
    new Columns<>(closed)
        .texts(MoneyChanges.Errand::order)
        .texts(MoneyChanges.Errand::subject)
        .run(connection, schema, CLOSE);
  }

  private static String word(OwedRefund.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  private static String word(OwedRefund.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
