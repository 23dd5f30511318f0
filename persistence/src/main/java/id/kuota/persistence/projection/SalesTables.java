package id.kuota.persistence.projection;

import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleTerms;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Writes what a batch changes into the tables of the projection {@code sales}, with one statement
 * for each table and kind of change.
 *
 * <p>A quota's row says which event it has seen last. A batch that does not begin with the next one
 * changes no row, which is found by counting: so an event that is applied twice, or left out, stops
 * the projection instead of making its numbers wrong.
 */
final class SalesTables implements ReadModel {

  static final String NAME = "sales";

  private static final String OPEN_QUOTAS =
      """
      INSERT INTO {schema}.quota_summary
        (quota_id, sale_id, personal, capacity, held, sold, released, refused, last_deadline,
         revision, updated_at)
      SELECT * FROM unnest(?::text[], ?::text[], ?::boolean[], ?::bigint[], ?::bigint[],
        ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::bigint[], ?::timestamptz[])
      ON CONFLICT DO NOTHING
      """;

  private static final String CHANGE_QUOTAS =
      """
      UPDATE {schema}.quota_summary q
      SET capacity = coalesce(d.capacity, q.capacity),
          held = q.held + d.held,
          sold = q.sold + d.sold,
          released = q.released + d.released,
          refused = q.refused + d.refused,
          last_deadline = greatest(q.last_deadline, d.last_deadline),
          revision = d.last,
          updated_at = d.at
      FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
          ?::bigint[], ?::timestamptz[], ?::bigint[], ?::timestamptz[])
        AS d(quota_id, first, capacity, held, sold, released, refused, last_deadline, last, at)
      WHERE q.quota_id = d.quota_id AND q.revision = d.first - 1
      """;

  private static final String ADD_REVENUE =
      """
      UPDATE {schema}.quota_summary q
      SET revenue = q.revenue + d.revenue
      FROM unnest(?::text[], ?::bigint[]) AS d(quota_id, revenue)
      WHERE q.quota_id = d.quota_id
      """;

  private static final String ADD_QUOTA_MINUTES =
      """
      INSERT INTO {schema}.quota_minute AS m (quota_id, minute, held, sold, released, refused, revenue)
      SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::bigint[], ?::bigint[], ?::bigint[],
        ?::bigint[], ?::bigint[])
      ON CONFLICT (quota_id, minute) DO UPDATE
      SET held = m.held + excluded.held,
          sold = m.sold + excluded.sold,
          released = m.released + excluded.released,
          refused = m.refused + excluded.refused,
          revenue = m.revenue + excluded.revenue
      """;

  private static final String ADD_SALE_MINUTES =
      """
      INSERT INTO {schema}.sale_minute AS m
        (sale_id, minute, placed, paid, cancelled, expired, refunds_owed, refund_amount, revenue)
      SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::bigint[], ?::bigint[], ?::bigint[],
        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
      ON CONFLICT (sale_id, minute) DO UPDATE
      SET placed = m.placed + excluded.placed,
          paid = m.paid + excluded.paid,
          cancelled = m.cancelled + excluded.cancelled,
          expired = m.expired + excluded.expired,
          refunds_owed = m.refunds_owed + excluded.refunds_owed,
          refund_amount = m.refund_amount + excluded.refund_amount,
          revenue = m.revenue + excluded.revenue
      """;

  private static final String SET_TERMS =
      """
      INSERT INTO {schema}.sale_listing AS l
        (sale_id, name, currency, status, opens_at, closes_at, revision, updated_at)
      SELECT sale_id, name, currency, 'planned', opens_at, closes_at, 0, at
      FROM unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
        ?::timestamptz[]) AS d(sale_id, name, currency, opens_at, closes_at, at)
      ON CONFLICT (sale_id) DO UPDATE
      SET name = excluded.name,
          currency = excluded.currency,
          opens_at = excluded.opens_at,
          closes_at = excluded.closes_at
      """;

  private static final String CHANGE_LISTINGS =
      """
      UPDATE {schema}.sale_listing l
      SET status = coalesce(d.status, l.status),
          revision = l.revision + d.revisions,
          updated_at = d.at
      FROM unnest(?::text[], ?::text[], ?::bigint[], ?::timestamptz[])
        AS d(sale_id, status, revisions, at)
      WHERE l.sale_id = d.sale_id
      """;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> seen() {
    return Map.of(
        "Quota", "UPDATE {schema}.quota_summary SET revision = ? WHERE quota_id = ?",
        "Sale", "UPDATE {schema}.sale_listing SET revision = ? WHERE sale_id = ?");
  }

  @Override
  public ReadModel.Changes fold(List<JournalRow> rows) {
    SalesChanges changes = SalesProjection.fold(rows);
    return (connection, schema) -> write(connection, schema, changes);
  }

  private static void write(Connection connection, String schema, SalesChanges changes)
      throws SQLException {
    openQuotas(connection, schema, changes);
    changeQuotas(connection, schema, changes);
    QuotaMarks.write(connection, schema, changes);
    addRevenue(connection, schema, changes);
    addMinutes(connection, schema, changes);
    changeListings(connection, schema, changes);
    GateTables.write(connection, schema, changes.gates());
    MoneyTables.write(connection, schema, changes.money());
    ConfigurationTable.write(connection, schema, changes.configuration());
  }

  private static void openQuotas(Connection connection, String schema, SalesChanges changes)
      throws SQLException {
    var opened = quotas(changes, delta -> delta.first() == 1);
    int written =
        new Columns<>(opened)
            .texts(Entry::getKey)
            .texts(quota -> new QuotaId(quota.getKey()).sale())
            .flags(quota -> new QuotaId(quota.getKey()).isPersonal())
            .numbers(quota -> Objects.requireNonNullElse(quota.getValue().capacity(), 0L))
            .numbers(quota -> quota.getValue().held())
            .numbers(quota -> quota.getValue().sold())
            .numbers(quota -> quota.getValue().released())
            .numbers(quota -> quota.getValue().refused())
            .instants(quota -> quota.getValue().lastDeadline())
            .numbers(quota -> quota.getValue().last())
            .instants(quota -> quota.getValue().at())
            .run(connection, schema, OPEN_QUOTAS);
    expect(written, opened, "quotas were opened before");
  }

  private static void changeQuotas(Connection connection, String schema, SalesChanges changes)
      throws SQLException {
    var changed = quotas(changes, delta -> delta.first() > 1);
    int written =
        new Columns<>(changed)
            .texts(Entry::getKey)
            .numbers(quota -> quota.getValue().first())
            .numbers(quota -> quota.getValue().capacity())
            .numbers(quota -> quota.getValue().held())
            .numbers(quota -> quota.getValue().sold())
            .numbers(quota -> quota.getValue().released())
            .numbers(quota -> quota.getValue().refused())
            .instants(quota -> quota.getValue().lastDeadline())
            .numbers(quota -> quota.getValue().last())
            .instants(quota -> quota.getValue().at())
            .run(connection, schema, CHANGE_QUOTAS);
    expect(written, changed, "quotas miss an event, or have seen one of these before");
  }

  private static void addRevenue(Connection connection, String schema, SalesChanges changes)
      throws SQLException {
    var revenue = changes.revenue().entrySet();
    int written =
        new Columns<>(revenue)
            .texts(Entry::getKey)
            .numbers(Entry::getValue)
            .run(connection, schema, ADD_REVENUE);
    expect(written, revenue, "quotas have revenue and were never opened");
  }

  private static void addMinutes(Connection connection, String schema, SalesChanges changes)
      throws SQLException {
    new Columns<>(changes.quotaMinutes().entrySet())
        .texts(row -> row.getKey().id())
        .instants(row -> row.getKey().minute())
        .numbers(row -> row.getValue().held())
        .numbers(row -> row.getValue().sold())
        .numbers(row -> row.getValue().released())
        .numbers(row -> row.getValue().refused())
        .numbers(row -> row.getValue().revenue())
        .run(connection, schema, ADD_QUOTA_MINUTES);
    new Columns<Entry<SalesChanges.Minute, SaleMinuteDelta>>(changes.saleMinutes().entrySet())
        .texts(row -> row.getKey().id())
        .instants(row -> row.getKey().minute())
        .numbers(row -> row.getValue().placed())
        .numbers(row -> row.getValue().paid())
        .numbers(row -> row.getValue().cancelled())
        .numbers(row -> row.getValue().expired())
        .numbers(row -> row.getValue().refundsOwed())
        .numbers(row -> row.getValue().refundAmount())
        .numbers(row -> row.getValue().revenue())
        .run(connection, schema, ADD_SALE_MINUTES);
  }

  private static void changeListings(Connection connection, String schema, SalesChanges changes)
      throws SQLException {
    record Terms(String sale, SaleTerms terms, ListingDelta delta) {}
    var termed = new ArrayList<Terms>();
    changes
        .listings()
        .forEach(
            (sale, delta) -> {
              if (delta.terms() != null) {
                termed.add(new Terms(sale, delta.terms(), delta));
              }
            });
    new Columns<>(termed)
        .texts(Terms::sale)
        .texts(row -> row.terms().name())
        .texts(row -> row.terms().currency())
        .instants(row -> row.terms().opensAt())
        .instants(row -> row.terms().closesAt())
        .instants(row -> row.delta().at())
        .run(connection, schema, SET_TERMS);
    var listings = changes.listings().entrySet();
    int written =
        new Columns<>(listings)
            .texts(Entry::getKey)
            .texts(row -> row.getValue().status() == null ? null : row.getValue().status().word())
            .numbers(row -> row.getValue().revisions())
            .instants(row -> row.getValue().at())
            .run(connection, schema, CHANGE_LISTINGS);
    expect(written, listings, "sales changed and never had terms");
  }

  private static List<Entry<String, QuotaDelta>> quotas(
      SalesChanges changes, Predicate<QuotaDelta> which) {
    return changes.quotas().entrySet().stream()
        .filter(entry -> which.test(entry.getValue()))
        .toList();
  }

  private static void expect(int written, Collection<?> rows, String otherwise) {
    if (written != rows.size()) {
      throw new ProjectionFailedException(
          "%d of %d %s: %s"
              .formatted(
                  rows.size() - written,
                  rows.size(),
                  otherwise,
                  rows.stream().limit(5).map(String::valueOf).toList()));
    }
  }
}
