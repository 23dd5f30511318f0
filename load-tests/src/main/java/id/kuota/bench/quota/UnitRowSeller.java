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
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a good team builds on SQL today: a row for each unit, of which a caller takes one that is
 * not locked ({@code FOR UPDATE SKIP LOCKED}), in one round trip and one transaction with its hold.
 * No caller waits for another's commit, so one flush may serve all connections; a thread prepares
 * the next rows. The isolation is READ COMMITTED.
 */
final class UnitRowSeller implements Seller {

  /**
   * Rows that are prepared: more make the index larger, fewer are taken before others are there.
   */
  private static final int PREPARED = 1_000;

  private static final long PREPARE_NANOS = 10_000_000;

  /** How often a caller finds nothing unlocked, though units are left, before it gives up. */
  private static final int TRIES = 1_000;

  private static final SqlSeller.Reservation TAKE = SqlSeller.calling("reserve_units");
  private static final Logger LOG = LoggerFactory.getLogger(UnitRowSeller.class);

  private final SqlTables tables;
  private final HikariDataSource pool;
  private final Thread preparer =
      Thread.ofPlatform().daemon().name("bench-units").unstarted(this::run);
  private volatile boolean selling;
  private volatile boolean closed;

  private UnitRowSeller(SqlTables tables) {
    this.tables = tables;
    this.pool = SqlPool.open(tables.database(), true);
  }

  /** Begins to prepare rows of what is opened. */
  static UnitRowSeller start(SqlTables tables) {
    var seller = new UnitRowSeller(tables);
    seller.preparer.start();
    return seller;
  }

  @Override
  public String name() {
    return QuotaFindings.UNIT_ROWS;
  }

  @Override
  public void open(long capacity) throws SQLException {
    tables.openUnits(capacity);
  }

  @Override
  public Answers sell(ClosedLoop callers, Numbers numbers) throws Exception {
    selling = true; // Beside other contenders it must not even look.
    try {
      return callers.run(() -> hold(numbers));
    } finally {
      selling = false;
    }
  }

  private void hold(Numbers numbers) throws SQLException {
    int number = numbers.next();
    SqlTables.Answer answer =
        reserve(SqlTables.holdId(number), 1, System.currentTimeMillis() + HOLD.toMillis());
    if (answer != SqlTables.Answer.GRANTED) throw new IllegalStateException("answered " + answer);
    numbers.granted(number);
  }

  SqlTables.Answer reserve(UUID hold, int quantity, long until) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      for (int tries = 0; tries < TRIES; tries++) {
        SqlTables.Answer answer = TAKE.reserve(connection, hold, quantity, until);
        if (answer != SqlTables.Answer.NOT_ENOUGH) return answer;
        if (prepare(connection, Math.max(PREPARED, quantity)) < quantity) return answer;
      }
    }
    throw new SQLException("no unit is free of locks after %d tries".formatted(TRIES));
  }

  /** Returns how many units are left, those included that others are just taking. */
  private static long prepare(Connection connection, int wanted) throws SQLException {
    try (PreparedStatement call = connection.prepareStatement("SELECT prepare_units(?, ?)")) {
      call.setInt(1, SqlTables.QUOTA);
      call.setLong(2, wanted);
      try (ResultSet row = call.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void run() {
    while (!closed) {
      LockSupport.parkNanos(PREPARE_NANOS);
      if (!selling) continue;
      try (Connection connection = pool.getConnection()) {
        prepare(connection, PREPARED);
      } catch (SQLException e) {
        if (!closed) LOG.warn("no units are prepared: {}", e.getMessage());
      }
    }
  }

  @Override
  public List<Books> books() throws SQLException {
    return List.of(tables.unitBooks());
  }

  @Override
  public List<Figure> batches() {
    return List.of();
  }

  @Override
  public void close() {
    closed = true;
    try {
      preparer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pool.close();
  }
}
