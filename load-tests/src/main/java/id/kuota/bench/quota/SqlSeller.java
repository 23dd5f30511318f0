package id.kuota.bench.quota;

import com.zaxxer.hikari.HikariDataSource;
import id.kuota.bench.measure.Answers;
import id.kuota.bench.measure.Books;
import id.kuota.bench.measure.ClosedLoop;
import id.kuota.bench.measure.Numbers;
import id.kuota.bench.result.Figure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** One transaction for each hold, by a thread that waits for it, on a pool of connections. */
final class SqlSeller implements Seller {

  /** How one hold is taken. The connection is in the pool's mode, and prepared statements stay. */
  interface Reservation {
    SqlTables.Answer reserve(Connection connection, UUID hold, int quantity, long until)
        throws SQLException;
  }

  private final String name;
  private final SqlTables tables;
  private final HikariDataSource pool;
  private final Reservation reservation;

  private SqlSeller(String name, SqlTables tables, HikariDataSource pool, Reservation reservation) {
    this.name = name;
    this.tables = tables;
    this.pool = pool;
    this.reservation = reservation;
  }

  /** Returns what most build: a conditional UPDATE, an INSERT, and a commit. */
  static SqlSeller rowLock(SqlTables tables) {
    var pool = SqlPool.open(tables.database(), false);
    return new SqlSeller(QuotaFindings.ROW_LOCK, tables, pool, SqlSeller::updateAndInsert);
  }

  /** Returns a seller by a database function, as built to save round trips. */
  static SqlSeller function(SqlTables tables) {
    var pool = SqlPool.open(tables.database(), true);
    return new SqlSeller(QuotaFindings.FUNCTION, tables, pool, calling("reserve_one"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void open(long capacity) throws SQLException {
    tables.open(capacity);
  }

  @Override
  public Answers sell(ClosedLoop callers, Numbers numbers) throws Exception {
    return callers.run(
        () -> {
          int number = numbers.next();
          SqlTables.Answer answer =
              reserve(SqlTables.holdId(number), 1, System.currentTimeMillis() + HOLD.toMillis());
          if (answer != SqlTables.Answer.GRANTED)
            throw new IllegalStateException("answered " + answer);
          numbers.granted(number);
        });
  }

  SqlTables.Answer reserve(UUID hold, int quantity, long until) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return reservation.reserve(connection, hold, quantity, until);
    }
  }

  private static SqlTables.Answer updateAndInsert(
      Connection connection, UUID hold, int quantity, long until) throws SQLException {
    try (PreparedStatement update =
            connection.prepareStatement(
                """
                UPDATE quota SET available = available - ?, held = held + ?
                WHERE id = ? AND available >= ?
                """);
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO hold VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      update.setInt(1, quantity);
      update.setInt(2, quantity);
      update.setInt(3, SqlTables.QUOTA);
      update.setInt(4, quantity);
      boolean enough = update.executeUpdate() == 1;
      insert.setInt(1, SqlTables.QUOTA);
      insert.setObject(2, hold);
      insert.setInt(3, quantity);
      insert.setLong(4, until);
      if (enough && insert.executeUpdate() == 1) {
        connection.commit();
        return SqlTables.Answer.GRANTED;
      }
    }
    connection.rollback();
    return earlier(connection, hold, quantity, until);
  }

  /** For a hold that cannot be taken: perhaps it was, and this is a repetition. */
  private static SqlTables.Answer earlier(
      Connection connection, UUID hold, int quantity, long until) throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement(
            "SELECT quantity, until FROM hold WHERE quota = ? AND id = ?")) {
      find.setInt(1, SqlTables.QUOTA);
      find.setObject(2, hold);
      try (ResultSet row = find.executeQuery()) {
        if (!row.next()) return SqlTables.Answer.NOT_ENOUGH;
        boolean same = row.getInt(1) == quantity && row.getLong(2) == until;
        return same ? SqlTables.Answer.GRANTED : SqlTables.Answer.CONTENT_DIFFERS;
      }
    } finally {
      connection.rollback();
    }
  }

  /** Calls a function that takes quota, hold, quantity and deadline, and returns an answer. */
  static Reservation calling(String function) {
    String sql = "SELECT %s(?, ?, ?, ?)".formatted(function);
    return (connection, hold, quantity, until) -> {
      try (PreparedStatement call = connection.prepareStatement(sql)) {
        call.setInt(1, SqlTables.QUOTA);
        call.setObject(2, hold);
        call.setInt(3, quantity);
        call.setLong(4, until);
        try (ResultSet row = call.executeQuery()) {
          row.next();
          return SqlTables.Answer.of(row.getInt(1));
        }
      }
    };
  }

  @Override
  public List<Books> books() throws SQLException {
    return List.of(tables.books());
  }

  @Override
  public List<Figure> batches() {
    return List.of();
  }

  @Override
  public void close() {
    pool.close();
  }
}
