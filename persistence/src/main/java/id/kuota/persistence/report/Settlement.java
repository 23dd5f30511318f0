package id.kuota.persistence.report;

import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Compares the payments of a sale with the file of their gateway, one by one. Blocks on the
 * database; thread-safe.
 */
public final class Settlement {

  private static final int FETCH_ROWS = 1_000;

  private static final String HERE =
      """
      SELECT payment_id, order_id, state, received, fee FROM orders.payment
      WHERE sale_id = ? AND received > 0 AND started_at >= ? AND started_at < ?
      ORDER BY payment_id
      """;

  private static final String KNOWN =
      """
      SELECT payment_id, order_id, sale_id, state, received, fee FROM orders.payment
      WHERE payment_id = ANY (?)
      """;

  /** What the gateway says of one payment. */
  public record Charged(String payment, String transaction, long amount) {}

  /** How both sides stand to each other. */
  public enum Verdict {
    MATCHED,
    /** The gateway has the money; here it is not recorded, or there is no such payment. */
    MISSING_HERE,
    /** The money is recorded here; the file does not have it. */
    MISSING_THERE,
    DIFFERENT_AMOUNT
  }

  /**
   * One payment.
   *
   * @param order empty if there is no such payment here
   * @param state of the payment here; empty if there is none
   * @param here what was received, with the fee on top; null if nothing was
   * @param there null if it is not in the file
   */
  public record Row(
      Verdict verdict,
      String payment,
      String order,
      String state,
      @Nullable Long here,
      @Nullable Long there) {}

  /** Takes the rows of the comparison. */
  @FunctionalInterface
  public interface Rows {
    void row(Row row) throws IOException;
  }

  /**
   * The outcome.
   *
   * @param elsewhere payments of the file that belong to other sales
   */
  public record Outcome(AsOf asOf, Map<Verdict, Long> counts, long elsewhere) {
    public Outcome {
      counts = Map.copyOf(counts);
    }

    public long count(Verdict verdict) {
      return counts.getOrDefault(verdict, 0L);
    }

    /** Returns whether every payment of either side is matched. */
    public boolean ties() {
      return counts.keySet().stream().allMatch(verdict -> verdict == Verdict.MATCHED);
    }
  }

  private final DataSource database;
  private final Clock clock;

  public Settlement(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Compares them: first the payments here by their ids, then what is in the file alone.
   *
   * @param period by the day on which the payments began here
   * @param file by payment; the money of each has come
   * @throws IOException what {@code rows} has thrown
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Outcome compare(SaleId sale, ReportPeriod period, Collection<Charged> file, Rows rows)
      throws IOException {
    Instant now = clock.instant();
    var left = new TreeMap<String, Charged>();
    file.forEach(charged -> left.put(charged.payment(), charged));
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      try (Statement lock = connection.createStatement()) {
        lock.execute("LOCK TABLE projection, orders.payment IN ACCESS SHARE MODE");
        AsOf asOf = ReportReader.asOf(connection, "orders", now);
        var counts = new EnumMap<Verdict, Long>(Verdict.class);
        Rows counted =
            row -> {
              counts.merge(row.verdict(), 1L, Long::sum);
              rows.row(row);
            };
        here(connection, sale, period, left, counted);
        long elsewhere = there(connection, sale, left, counted);
        return new Outcome(asOf, counts, elsewhere);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new ReadModelUnavailableException("the payments of " + sale, e);
    }
  }

  private static void here(
      Connection connection, SaleId sale, ReportPeriod period, Map<String, Charged> left, Rows rows)
      throws SQLException, IOException {
    try (PreparedStatement statement = connection.prepareStatement(HERE)) {
      statement.setFetchSize(FETCH_ROWS);
      statement.setString(1, sale.value());
      statement.setObject(2, period.begin());
      statement.setObject(3, period.end());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String payment = row.getString(1);
          Charged there = left.remove(payment);
          rows.row(
              judged(
                  payment,
                  row.getString(2),
                  row.getString(3),
                  row.getLong(4),
                  row.getLong(5),
                  there));
        }
      }
    }
  }

  /** The gateway's amount has the fee on top in it, or not: its files differ. */
  private static Row judged(
      String payment,
      String order,
      String state,
      long received,
      long fee,
      @Nullable Charged there) {
    long gross = Math.addExact(received, fee);
    if (there == null) {
      return new Row(Verdict.MISSING_THERE, payment, order, state, gross, null);
    }
    boolean isEqual = there.amount() == gross || there.amount() == received;
    Verdict verdict = isEqual ? Verdict.MATCHED : Verdict.DIFFERENT_AMOUNT;
    return new Row(verdict, payment, order, state, gross, there.amount());
  }

  /** What is left of the file; returns how many payments of it belong to other sales. */
  private static long there(
      Connection connection, SaleId sale, Map<String, Charged> left, Rows rows)
      throws SQLException, IOException {
    long elsewhere = 0;
    Iterator<Charged> rest = left.values().iterator();
    while (rest.hasNext()) {
      var some = new TreeMap<String, Charged>();
      while (rest.hasNext() && some.size() < FETCH_ROWS) {
        Charged charged = rest.next();
        some.put(charged.payment(), charged);
      }
      Map<String, Known> known = known(connection, List.copyOf(some.keySet()));
      for (Charged charged : some.values()) {
        Known here = known.get(charged.payment());
        if (here != null && !here.sale().equals(sale.value())) {
          elsewhere++;
        } else {
          rows.row(left(charged, here));
        }
      }
    }
    return elsewhere;
  }

  private static Row left(Charged charged, @Nullable Known here) {
    String payment = charged.payment();
    if (here == null) {
      return new Row(Verdict.MISSING_HERE, payment, "", "", null, charged.amount());
    }
    return here.received() == 0
        ? new Row(Verdict.MISSING_HERE, payment, here.order(), here.state(), null, charged.amount())
        // It began on a day outside of the period, and is there all the same.
        : judged(payment, here.order(), here.state(), here.received(), here.fee(), charged);
  }

  private record Known(String order, String sale, String state, long received, long fee) {}

  private static Map<String, Known> known(Connection connection, List<String> payments)
      throws SQLException {
    var known = new HashMap<String, Known>();
    try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
      statement.setArray(1, connection.createArrayOf("text", payments.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          known.put(
              row.getString(1),
              new Known(
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getLong(5),
                  row.getLong(6)));
        }
      }
    }
    return known;
  }
}
