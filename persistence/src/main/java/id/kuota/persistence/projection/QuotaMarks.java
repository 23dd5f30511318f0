package id.kuota.persistence.projection;

import id.kuota.engine.quota.QuotaId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map.Entry;

/**
 * Numbers of shared quotas after some of their events, in {@code quota_mark}: one row for each
 * {@link #BLOCK} events. A quota's own batches may be read from the latest one on.
 */
public final class QuotaMarks {

  /** Events of one quota for which one row is kept. */
  public static final int BLOCK = 64;

  /** Which row the events with this sequence number belong to. */
  public static long block(long sequenceNumber) {
    return (sequenceNumber - 1) / BLOCK;
  }

  // The latest row is found by its number, since all its events are in it; if it is missing, the
  // grants before were not counted, and no row is begun.
  private static final String MARK =
      """
      INSERT INTO {schema}.quota_mark AS m
        (quota_id, block, revision, granted, capacity, held, sold, refused)
      SELECT q.quota_id, d.block, q.revision, coalesce(b.granted, 0) + d.granted, q.capacity,
             q.held, q.sold, q.refused
      FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
        AS d(quota_id, first, before, block, granted)
      JOIN {schema}.quota_summary q ON q.quota_id = d.quota_id
      LEFT JOIN {schema}.quota_mark b
        ON b.quota_id = d.quota_id AND b.block = d.before AND b.revision = d.first - 1
      WHERE d.first = 1 OR b.quota_id IS NOT NULL
      ON CONFLICT (quota_id, block) DO UPDATE
      SET revision = excluded.revision,
          granted = excluded.granted,
          capacity = excluded.capacity,
          held = excluded.held,
          sold = excluded.sold,
          refused = excluded.refused
      """;

  private QuotaMarks() {}

  /** Writes the rows of the quotas that a batch changes; after their summaries. */
  static void write(Connection connection, String schema, SalesChanges changes)
      throws SQLException {
    var shared =
        changes.quotas().entrySet().stream()
            .filter(quota -> !new QuotaId(quota.getKey()).isPersonal())
            .toList();
    if (shared.isEmpty()) return;
    new Columns<>(shared)
        .texts(Entry::getKey)
        .numbers(quota -> quota.getValue().first())
        .numbers(quota -> block(Math.max(1, quota.getValue().first() - 1)))
        .numbers(quota -> block(quota.getValue().last()))
        .numbers(quota -> quota.getValue().granted())
        .run(connection, schema, MARK);
  }
}
