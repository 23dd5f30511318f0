package id.kuota.persistence.waitingroom;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.waitingroom.AdmissionTimes;
import id.kuota.engine.waitingroom.EntryId;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;

/** Passes that were exchanged, and what became of them. Blocks on the database; thread-safe. */
public final class WaitingRoomPasses {

  private static final String WHAT = "the passes of a waiting room";

  /** Longer than a pass and its session are valid. */
  private static final Duration KEPT = Duration.ofHours(1);

  private static final Duration ADMISSIONS_KEPT = Duration.ofDays(1);

  private static final int SWEPT_AT_ONCE = 10_000;

  private static final String SPEND =
      """
      INSERT INTO waiting_room_pass (sale_id, entry_id, number, expires_at, request, spent_at)
      SELECT *, ? FROM unnest(?::text[], ?::bytea[], ?::bigint[], ?::timestamptz[], ?::text[])
      ON CONFLICT DO NOTHING
      """;

  private static final String SPENT =
      """
      SELECT p.request FROM unnest(?::text[], ?::bytea[], ?::timestamptz[])
        WITH ORDINALITY AS asked (sale_id, entry_id, expires_at, place)
      JOIN waiting_room_pass p USING (sale_id, entry_id, expires_at) ORDER BY place
      """;

  private static final String HELD =
      """
      UPDATE waiting_room_pass p SET held_at = ?, units = held.units
      FROM unnest(?::text[], ?::bytea[], ?::bigint[]) AS held (sale_id, entry_id, units)
      WHERE p.sale_id = held.sale_id AND p.entry_id = held.entry_id AND p.held_at IS NULL
      """;

  /** Passes of a bypass have no number, and are not among those who were let in by number. */
  private static final String FIGURES =
      """
      WITH ago AS (SELECT
        coalesce((SELECT up_to FROM waiting_room_admission WHERE sale_id = ? AND at <= ?
          ORDER BY at DESC LIMIT 1), 0) AS settled,
        coalesce((SELECT up_to FROM waiting_room_admission WHERE sale_id = ? AND at <= ?
          ORDER BY at DESC LIMIT 1), 0) AS measured,
        coalesce((SELECT up_to FROM waiting_room_admission WHERE sale_id = ? AND at <= ?
          ORDER BY at DESC LIMIT 1), 0) AS minute)
      SELECT settled,
        (SELECT count(DISTINCT number) FROM waiting_room_pass
          WHERE sale_id = ? AND number > settled),
        measured,
        (SELECT count(DISTINCT number) FROM waiting_room_pass
          WHERE sale_id = ? AND number > measured AND number <= settled),
        minute, choosing, decided, decided_held, units
      FROM ago, (
        SELECT count(DISTINCT entry_id) FILTER (WHERE held_at IS NULL AND expires_at > ?) AS choosing,
               count(*) FILTER (WHERE held_at IS NOT NULL OR expires_at <= ?) AS decided,
               count(*) FILTER (WHERE held_at IS NOT NULL) AS decided_held,
               coalesce(sum(units), 0) AS units
        FROM waiting_room_pass WHERE sale_id = ? AND spent_at > ?) sessions
      """;

  private static final String SWEEP =
      """
      DELETE FROM waiting_room_pass WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM waiting_room_pass WHERE spent_at < ? LIMIT ?))
      """;

  private static final String SWEEP_ADMISSIONS =
      """
      DELETE FROM waiting_room_admission WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM waiting_room_admission WHERE at < ? LIMIT ?))
      """;

  private final DataSource database;

  public WaitingRoomPasses(DataSource database) {
    this.database = database;
  }

  /**
   * Spends all of these.
   *
   * @return for each, in their order, whether this request has spent it, now or before
   * @throws ReadModelUnavailableException if the database does not answer, as every method here
   */
  public List<Boolean> spend(List<SpentPass> passes, Instant now) {
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(SPEND);
        PreparedStatement find = connection.prepareStatement(SPENT)) {
      Array sales = column(connection, "text", passes, pass -> pass.sale().value());
      Array entries =
          WaitingRoomEntries.bytes(
              connection, passes.stream().map(pass -> pass.entry().bytes()).toList());
      Array expire = column(connection, "timestamptz", passes, pass -> pass.expiresAt().toString());
      insert.setObject(1, RoomRows.utc(now));
      insert.setArray(2, sales);
      insert.setArray(3, entries);
      insert.setArray(4, column(connection, "bigint", passes, SpentPass::number));
      insert.setArray(5, expire);
      insert.setArray(6, column(connection, "text", passes, SpentPass::request));
      insert.executeUpdate();
      find.setArray(1, sales);
      find.setArray(2, entries);
      find.setArray(3, expire);
      var ours = new ArrayList<Boolean>();
      try (ResultSet rows = find.executeQuery()) {
        while (rows.next()) {
          ours.add(rows.getString(1).equals(passes.get(ours.size()).request()));
        }
      }
      return ours;
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(WHAT, e);
    }
  }

  /** A person in one sale. */
  public record Holder(SaleId sale, EntryId entry) {}

  /** Records that people hold units: those of their first hold count. */
  public void held(Map<Holder, Long> units, Instant now) {
    List<Map.Entry<Holder, Long>> rows = List.copyOf(units.entrySet());
    try (Connection connection = database.getConnection();
        PreparedStatement update = connection.prepareStatement(HELD)) {
      update.setObject(1, RoomRows.utc(now));
      update.setArray(2, column(connection, "text", rows, row -> row.getKey().sale().value()));
      update.setArray(
          3,
          WaitingRoomEntries.bytes(
              connection, rows.stream().map(row -> row.getKey().entry().bytes()).toList()));
      update.setArray(4, column(connection, "bigint", rows, Map.Entry::getValue));
      update.executeUpdate();
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(WHAT, e);
    }
  }

  /** Returns what is measured of a sale at this moment. */
  public AdmissionFigures figures(SaleId sale, Instant now) {
    Instant sessions = now.minus(AdmissionTimes.SESSION);
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(FIGURES)) {
      query.setString(1, sale.value());
      query.setObject(2, RoomRows.utc(now.minus(AdmissionTimes.COMING)));
      query.setString(3, sale.value());
      query.setObject(4, RoomRows.utc(now.minus(AdmissionTimes.MEASURED)));
      query.setString(5, sale.value());
      query.setObject(6, RoomRows.utc(now.minusSeconds(60)));
      query.setString(7, sale.value());
      query.setString(8, sale.value());
      query.setObject(9, RoomRows.utc(sessions));
      query.setObject(10, RoomRows.utc(sessions));
      query.setString(11, sale.value());
      query.setObject(12, RoomRows.utc(sessions.minus(AdmissionTimes.MEASURED)));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return new AdmissionFigures(
            row.getLong(1),
            row.getLong(2),
            row.getLong(3),
            row.getLong(4),
            row.getLong(5),
            row.getLong(6),
            row.getLong(7),
            row.getLong(8),
            row.getLong(9));
      }
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(WHAT, e);
    }
  }

  /** Deletes some of what is of no use any more; returns whether there may be more. */
  public boolean sweep(Instant now) {
    boolean hasMore = delete(SWEEP, now.minus(KEPT));
    return delete(SWEEP_ADMISSIONS, now.minus(ADMISSIONS_KEPT)) || hasMore;
  }

  private boolean delete(String sql, Instant before) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, RoomRows.utc(before));
      statement.setInt(2, SWEPT_AT_ONCE);
      return statement.executeUpdate() == SWEPT_AT_ONCE;
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(WHAT, e);
    }
  }

  private static <T> Array column(
      Connection connection, String type, List<T> rows, Function<T, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, rows.stream().map(value).toArray());
  }
}
