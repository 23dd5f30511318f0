package id.kuota.persistence.export;

import id.kuota.engine.ShortHash;
import id.kuota.engine.sale.SaleId;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Files of reports, as those see them who ask for them. Blocks on the database; thread-safe. Every
 * call throws {@link ReadModelUnavailableException} if the database does not answer.
 */
public final class Exports {

  /** How long a file, or the word that there is none, is kept after its end. */
  public static final Duration KEPT = Duration.ofHours(24);

  /** Files that wait or are written at a time, of all sales. */
  static final int OPEN_MAX = 20;

  /** Of all files that are kept: a disk is not filled by reports. */
  static final long KEPT_BYTES_MAX = 4L << 30;

  /** Files of one sale that are listed. */
  private static final int LISTED_MAX = 50;

  private static final String WHAT = "the exports";
  private static final int ID_BYTES = 17;
  private static final int ID_LETTERS = 26;
  private static final String PREFIX = "exp_";

  private static final String SALE = "SELECT 1 FROM sales.sale_listing WHERE sale_id = ?";

  private static final String OPEN =
      "SELECT %s FROM report_export WHERE state IN ('waiting', 'writing') AND %s"
          .formatted(ExportRows.COLUMNS, ExportRows.IS_SAME);

  private static final String ROOM =
      """
      SELECT count(*) FILTER (WHERE state IN ('waiting', 'writing')) < ?
        AND coalesce(sum(size_bytes), 0) < ?
      FROM report_export
      """;

  private static final String ADD =
      """
      INSERT INTO report_export
        (sale_id, report, format, language, zone, first_day, last_day, export_id, state, asked_by, asked_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private static final String FIND =
      "SELECT %s FROM report_export WHERE export_id = ?".formatted(ExportRows.COLUMNS);

  private static final String LIST =
      "SELECT %s FROM report_export WHERE sale_id = ? ORDER BY asked_at DESC, export_id LIMIT ?"
          .formatted(ExportRows.COLUMNS);

  private static final String DELETE = "DELETE FROM report_export WHERE export_id = ?";

  private final DataSource database;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public Exports(DataSource database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Returns whether this has the form of an export's id. */
  public static boolean isValid(String id) {
    return ShortHash.isForm(id, PREFIX, ID_LETTERS);
  }

  /**
   * Asks for a file. The same question gets the same export while it waits or is written, and a new
   * one afterwards.
   *
   * @param by who asks
   */
  public Asked ask(ExportQuestion question, String by) {
    try (Connection connection = database.getConnection()) {
      if (!has(connection, question.request().sale())) return new Asked.UnknownSale();
      Optional<Export> open = open(connection, question);
      if (open.isPresent()) return new Asked.Accepted(open.get());
      if (!hasRoom(connection)) return new Asked.Full();
      String id = add(connection, question, by);
      // Another node may have added the same in between: then this is the other's.
      return open(connection, question)
          .or(() -> find(id))
          .<Asked>map(Asked.Accepted::new)
          .orElseGet(Asked.Full::new);
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(WHAT, e);
    }
  }

  private static boolean has(Connection connection, SaleId sale) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SALE)) {
      statement.setString(1, sale.value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  private static Optional<Export> open(Connection connection, ExportQuestion question)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
      ExportRows.set(statement, 1, question);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? ExportRows.read(row) : Optional.empty();
      }
    }
  }

  private static boolean hasRoom(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ROOM)) {
      statement.setInt(1, OPEN_MAX);
      statement.setLong(2, KEPT_BYTES_MAX);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private String add(Connection connection, ExportQuestion question, String by)
      throws SQLException {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = PREFIX + ShortHash.encode(bytes, ID_LETTERS);
    Instant now = clock.instant();
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      ExportRows.set(statement, 1, question);
      statement.setString(8, id);
      statement.setString(9, by);
      statement.setObject(10, ExportRows.time(now));
      statement.executeUpdate();
      return id;
    }
  }

  /** Returns an export; empty if there is none, or not any more. */
  public Optional<Export> find(String id) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? ExportRows.read(row) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(WHAT, e);
    }
  }

  /** Returns the latest exports of a sale, the latest first. */
  public List<Export> list(SaleId sale) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LIST)) {
      statement.setString(1, sale.value());
      statement.setInt(2, LISTED_MAX);
      var found = new ArrayList<Export>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) ExportRows.read(row).ifPresent(found::add);
      }
      return found;
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(WHAT, e);
    }
  }

  /** Deletes an export with its file, whatever its state. Returns whether there was one. */
  public boolean delete(String id) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setString(1, id);
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(WHAT, e);
    }
  }
}
