package id.kuota.persistence.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The list of what people have changed of sales. Blocks on the database; thread-safe. */
public final class ConfigurationChangeList {

  private final DataSource database;
  private final Clock clock;

  public ConfigurationChangeList(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One page of the changes, the latest first, or by {@link ListFilter#byChange} the oldest.
   *
   * @param after the last row of the page before; empty for the first page
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public ListPage<ListedChange> changes(ListFilter filter, Optional<ListCursor> after, int limit) {
    Instant now = clock.instant();
    var query = new ListQuery(ListTable.CHANGES, filter, after);
    return Snapshot.read(
        database,
        "the changes of sales",
        connection -> {
          AsOf asOf = AsOf.read(connection, "sales", now);
          Page<ListedChange> page =
              Page.of(query.read(connection, limit + 1, ConfigurationChangeList::change), limit);
          return new ListPage<>(asOf, page.rows(), page.hasMore() ? cursor(page) : null);
        });
  }

  private static ListCursor cursor(Page<ListedChange> page) {
    ListedChange last = page.rows().getLast();
    return new ListCursor(last.changedAt(), List.of(last.id()));
  }

  private static ListedChange change(ResultSet row) throws SQLException {
    return new ListedChange(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getObject(6, Long.class),
        row.getObject(7, Long.class),
        row.getString(8),
        ListQuery.instant(row, 9));
  }
}
