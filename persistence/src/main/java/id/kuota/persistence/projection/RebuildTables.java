package id.kuota.persistence.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** The tables that a rebuild makes, fills and exchanges. Names of schemas come from the code. */
final class RebuildTables {

  private static final String TABLES =
      "SELECT tablename FROM pg_tables WHERE schemaname = ? ORDER BY tablename";

  /** Keys by which rows are found and guarded while they come. */
  private static final String UNIQUE_KEYS =
      """
      SELECT pg_get_indexdef(i.indexrelid), pg_get_constraintdef(c.oid)
      FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u')
      WHERE i.indrelid = ?::regclass AND i.indisunique
      """;

  private static final String MISSING_INDEXES =
      """
      SELECT indexdef FROM pg_indexes i
      WHERE schemaname = ? AND tablename = ANY (?) AND NOT EXISTS (
        SELECT FROM pg_indexes f WHERE f.schemaname = ? AND f.indexname = i.indexname)
      ORDER BY tablename, indexname
      """;

  /** Memory for the sort of one index, and for each process that helps. */
  private static final String SORT_MEMORY = "256MB";

  /** The new tables' position becomes the projection's, and its own row goes. */
  private static final String TAKE_POSITION =
      """
      WITH fresh AS (DELETE FROM projection WHERE name = ? RETURNING *)
      UPDATE projection p
      SET tx_id = fresh.tx_id, ordering = fresh.ordering, written_at = fresh.written_at,
          applied = fresh.applied, state = 'running', failure = NULL
      FROM fresh
      WHERE p.name = ?
      """;

  private RebuildTables() {}

  /**
   * Makes empty tables in the schema {@code fresh}, like those in the schema {@code name}, and a
   * position at the start of the journal. Removes what an earlier rebuild left behind.
   *
   * @param indexedLast tables that get their unique keys only, until {@link #index}
   * @return how many rows the journal has
   */
  static long begin(DataSource database, String name, String fresh, Set<String> indexedLast)
      throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(fresh));
      statement.execute("DELETE FROM projection WHERE name = '%s'".formatted(fresh));
      statement.execute("CREATE SCHEMA %s".formatted(fresh));
      for (String table : tables(connection, name)) {
        boolean isIndexedLast = indexedLast.contains(table);
        statement.execute(
            "CREATE TABLE %s.%s (LIKE %s.%s INCLUDING ALL%s)"
                .formatted(fresh, table, name, table, isIndexedLast ? " EXCLUDING INDEXES" : ""));
        if (isIndexedLast) {
          for (String key : uniqueKeys(connection, name, fresh, table)) statement.execute(key);
        }
      }
      statement.execute("INSERT INTO projection (name) VALUES ('%s')".formatted(fresh));
      connection.commit();
      return countJournal(connection);
    }
  }

  private static List<String> uniqueKeys(
      Connection connection, String name, String fresh, String table) throws SQLException {
    var keys = new ArrayList<String>();
    try (PreparedStatement statement = connection.prepareStatement(UNIQUE_KEYS)) {
      statement.setString(1, name + "." + table);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          String constraint = result.getString(2);
          keys.add(
              constraint == null
                  ? inSchema(result.getString(1), name, fresh)
                  : "ALTER TABLE %s.%s ADD %s".formatted(fresh, table, constraint));
        }
      }
    }
    return keys;
  }

  private static String inSchema(String index, String name, String fresh) {
    return index.replace(" ON %s.".formatted(name), " ON %s.".formatted(fresh));
  }

  /**
   * Makes the indexes that {@link #begin} has left out, in transactions that have no id while they
   * sort: so no projection waits for them. May wait for reports that are being read.
   */
  static void index(
      DataSource database,
      String name,
      String fresh,
      Set<String> indexedLast,
      RebuildProgress progress)
      throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      List<String> missing = missingIndexes(connection, name, fresh, indexedLast);
      String timeout = set(connection, "statement_timeout", "0");
      String memory = set(connection, "maintenance_work_mem", SORT_MEMORY);
      try {
        for (int done = 0; done < missing.size(); done++) {
          progress.indexing(done, missing.size());
          statement.execute(
              inSchema(missing.get(done), name, fresh)
                  .replaceFirst("CREATE INDEX", "CREATE INDEX CONCURRENTLY"));
        }
      } finally {
        set(connection, "statement_timeout", timeout);
        set(connection, "maintenance_work_mem", memory);
      }
    }
  }

  /** Sets something for the session; returns what it was. */
  private static String set(Connection connection, String setting, String value)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT current_setting(?), set_config(?, ?, false)")) {
      statement.setString(1, setting);
      statement.setString(2, setting);
      statement.setString(3, value);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    }
  }

  private static List<String> missingIndexes(
      Connection connection, String name, String fresh, Set<String> tables) throws SQLException {
    var missing = new ArrayList<String>();
    try (PreparedStatement statement = connection.prepareStatement(MISSING_INDEXES)) {
      statement.setString(1, name);
      statement.setArray(2, connection.createArrayOf("text", tables.toArray()));
      statement.setString(3, fresh);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) missing.add(result.getString(1));
      }
    }
    return missing;
  }

  private static long countJournal(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL statement_timeout = 0"); // A long journal takes its time.
      try (ResultSet result = statement.executeQuery("SELECT count(*) FROM event_journal")) {
        result.next();
        long rows = result.getLong(1);
        connection.commit();
        return rows;
      }
    }
  }

  static void limitWaiting(Connection connection, String timeout) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL lock_timeout = '%s'".formatted(timeout));
    }
  }

  /**
   * Puts the tables of {@code fresh} in the place of those of {@code name}. The old ones are locked
   * first, so that no reader sees one table of the old kind and another of the new.
   */
  static void exchange(Connection connection, String name, String fresh) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : tables(connection, name)) {
        statement.execute("LOCK TABLE %s.%s IN ACCESS EXCLUSIVE MODE".formatted(name, table));
      }
      try (PreparedStatement position = connection.prepareStatement(TAKE_POSITION)) {
        position.setString(1, fresh);
        position.setString(2, name);
        if (position.executeUpdate() != 1) {
          throw new ProjectionFailedException(
              "another rebuild of %s has removed the tables of this one".formatted(name));
        }
      }
      statement.execute("DROP SCHEMA %s CASCADE".formatted(name));
      statement.execute("ALTER SCHEMA %s RENAME TO %s".formatted(fresh, name));
    }
  }

  /** Returns rows applied according to the first of these projections that there is. */
  static long applied(DataSource database, List<String> names) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT applied FROM projection WHERE name = ?")) {
      for (String name : names) {
        statement.setString(1, name);
        try (ResultSet result = statement.executeQuery()) {
          if (result.next()) return result.getLong(1);
        }
      }
      return 0;
    }
  }

  private static List<String> tables(Connection connection, String schema) throws SQLException {
    var tables = new ArrayList<String>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, schema);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          tables.add(result.getString(1));
        }
      }
    }
    return tables;
  }
}
