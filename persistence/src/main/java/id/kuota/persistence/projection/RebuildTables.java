package id.kuota.persistence.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The tables that a rebuild makes, fills and exchanges. Names of schemas come from the code. */
final class RebuildTables {

  private static final String TABLES =
      "SELECT tablename FROM pg_tables WHERE schemaname = ? ORDER BY tablename";

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
   * @return how many rows the journal has
   */
  static long begin(DataSource database, String name, String fresh) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(fresh));
      statement.execute("DELETE FROM projection WHERE name = '%s'".formatted(fresh));
      statement.execute("CREATE SCHEMA %s".formatted(fresh));
      for (String table : tables(connection, name)) {
        statement.execute(
            "CREATE TABLE %s.%s (LIKE %s.%s INCLUDING ALL)".formatted(fresh, table, name, table));
      }
      statement.execute("INSERT INTO projection (name) VALUES ('%s')".formatted(fresh));
      connection.commit();
      return countJournal(connection);
    }
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
