package id.kuota.bench.quota;

import id.kuota.bench.measure.Books;
import id.kuota.bench.surroundings.BenchServer;
import id.kuota.persistence.database.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The tables that all SQL sellers share; they sell one after the other. */
record SqlTables(DatabaseSettings database) {

  /** The one quota. */
  static final int QUOTA = 1;

  /** Ids that grow with time, as version 7 does: new ones lie side by side in the index. */
  private static final long ID_HIGH = 0x0192_0000_0000_7000L;

  private static final String FILE = "tables.sql";

  /** How a request was answered. */
  enum Answer {
    NOT_ENOUGH,
    GRANTED,
    CONTENT_DIFFERS;

    static Answer of(int code) {
      return values()[code];
    }
  }

  /** Creates them in an empty database. */
  static SqlTables create(DatabaseSettings database) throws SQLException {
    try (Connection connection = BenchServer.connect(database);
        var statement = connection.createStatement()) {
      statement.execute(text());
    }
    return new SqlTables(database);
  }

  private static String text() {
    try (InputStream file = SqlTables.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(file, FILE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static UUID holdId(int number) {
    return new UUID(ID_HIGH, Long.MIN_VALUE | number);
  }

  /** Forgets all holds: every round begins with empty tables, which makes them fast. */
  void open(long capacity) throws SQLException {
    try (Connection connection = BenchServer.connect(database);
        var statement = connection.createStatement()) {
      statement.execute("TRUNCATE quota, hold");
      statement.execute(
          "INSERT INTO quota VALUES (%d, %d, %d, 0, 0)".formatted(QUOTA, capacity, capacity));
    }
  }

  /** The same for a quota with a row for each unit. */
  void openUnits(long capacity) throws SQLException {
    try (Connection connection = BenchServer.connect(database);
        var statement = connection.createStatement()) {
      statement.execute("TRUNCATE stock, unit, hold");
      statement.execute(
          "INSERT INTO stock VALUES (%d, %d, %d, 1)".formatted(QUOTA, capacity, capacity));
    }
  }

  /** What the holds say. */
  private record Holds(BitSet known, long units) {

    static Holds read(Statement statement) throws SQLException {
      var known = new BitSet();
      long units = 0;
      try (var row = statement.executeQuery("SELECT id, quantity FROM hold")) {
        while (row.next()) {
          known.set((int) row.getObject(1, UUID.class).getLeastSignificantBits());
          units += row.getInt(2);
        }
      }
      return new Holds(known, units);
    }
  }

  /** The books of a quota with a row for each unit: nothing counts what is held but the holds. */
  Books unitBooks() throws SQLException {
    try (Connection connection = BenchServer.connect(database);
        var statement = connection.createStatement()) {
      Holds holds = Holds.read(statement);
      try (var row =
          statement.executeQuery(
              "SELECT capacity, unprepared + (SELECT count(*) FROM unit) FROM stock")) {
        row.next();
        return new Books(
            "its tables",
            row.getLong(1),
            row.getLong(2),
            holds.units(),
            0,
            holds.known().cardinality(),
            Optional.of(holds.known()));
      }
    }
  }

  Books books() throws SQLException {
    try (Connection connection = BenchServer.connect(database);
        var statement = connection.createStatement()) {
      Holds holds = Holds.read(statement);
      long units = holds.units();
      try (var row = statement.executeQuery("SELECT capacity, available, held, sold FROM quota")) {
        row.next();
        long held = row.getLong(3);
        // The row that counts and the rows that are counted must say the same.
        return new Books(
            held == units ? "its tables" : "its tables, in which the holds have " + units,
            row.getLong(1),
            row.getLong(2),
            held == units ? held : Long.MIN_VALUE,
            row.getLong(4),
            holds.known().cardinality(),
            Optional.of(holds.known()));
      }
    }
  }
}
