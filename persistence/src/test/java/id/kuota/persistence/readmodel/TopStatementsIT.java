package id.kuota.persistence.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The costliest statements, on servers with and without pg_stat_statements. */
final class TopStatementsIT {

  @Test
  void aServerThatCountsShowsTheCostliestWithoutValues(@TempDir Path folder) throws SQLException {
    try (var server =
            EmbeddedDatabase.start(
                folder, 0, Map.of("shared_preload_libraries", "pg_stat_statements"));
        var database = Database.open(server.settings())) {
      var statements = new TopStatements(database.dataSource());
      assertThat(statements.read())
          .isEqualTo(new TopStatements.Answer.NotCounted(TopStatements.Missing.EXTENSION));
      run(
          database,
          "CREATE EXTENSION pg_stat_statements",
          "CREATE TABLE letter (address text)",
          "INSERT INTO letter SELECT 'ani-' || n || '@example.com' FROM generate_series(1, 1000) n",
          "CREATE USER reader PASSWORD 'open-sesame'",
          "SELECT count(*) FROM letter, pg_sleep(0.2) WHERE address = 'ani-7@example.com'");
      for (int i = 0; i < TopStatements.LIMIT + 5; i++) {
        run(database, "SELECT %s address FROM letter LIMIT 3".formatted("address,".repeat(i)));
      }

      List<TopStatements.Row> rows =
          ((TopStatements.Answer.Counted) statements.read()).statements();

      assertThat(rows).hasSize(TopStatements.LIMIT);
      assertThat(rows).isSortedAccordingTo((one, other) -> other.total().compareTo(one.total()));
      assertThat(rows.getFirst().text())
          .isEqualTo("SELECT count(*) FROM letter, pg_sleep($1) WHERE address = $2");
      assertThat(rows.getFirst().calls()).isEqualTo(1);
      assertThat(rows.getFirst().rows()).isEqualTo(1);
      assertThat(rows.getFirst().mean()).isGreaterThan(java.time.Duration.ofMillis(199));
      assertThat(rows)
          .extracting(TopStatements.Row::text)
          .noneMatch(text -> text.contains("ani-") || text.contains("sesame"))
          .allMatch(text -> text.length() <= TopStatements.TEXT_MAX + 3);
    }
  }

  @Test
  void aServerThatHasNotLoadedTheLibrarySaysSo() throws SQLException {
    try (var server = EmbeddedDatabase.temporary();
        var database = Database.open(server.settings())) {
      run(database, "CREATE EXTENSION pg_stat_statements");
      assertThat(new TopStatements(database.dataSource()).read())
          .isEqualTo(new TopStatements.Answer.NotCounted(TopStatements.Missing.LIBRARY));
    }
  }

  @Test
  void aTextHasNoLiteralAndAnEnd() {
    assertThat(TopStatements.shortened(" SELECT 1\n  WHERE a = 'it''s me' AND b = 'open"))
        .isEqualTo("SELECT 1 WHERE a = '...' AND b = '...'");
    assertThat(TopStatements.shortened("x".repeat(1_000))).hasSize(TopStatements.TEXT_MAX + 3);
  }

  private static void run(Database database, String... sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String one : sql) statement.execute(one);
    }
  }
}
