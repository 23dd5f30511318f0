package id.kuota.http.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.kuota.persistence.database.DatabaseProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The PostgreSQL of {@code kuota dev} is killed, and comes back where it was. */
final class DevDatabaseIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private final List<String> news = new CopyOnWriteArrayList<>();

  @Test
  void whatIsKilledIsStartedAgainOnTheSameDataAndPort() throws Exception {
    var database = DevDatabase.start(folder, news::add);
    var settings = database.settings();
    var probe = new DatabaseProbe(settings);
    try (database) {
      run("CREATE TABLE kept AS SELECT 42 AS number", settings.url(), settings.user());
      assertThat(probe.trouble()).isEmpty();

      long killed = postmaster();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();

      await().atMost(PATIENCE).until(() -> news.size() == 2);
      assertThat(news.getFirst()).startsWith("PostgreSQL has ended unexpectedly");
      assertThat(news.getLast()).startsWith("PostgreSQL runs again");
      assertThat(database.settings()).isEqualTo(settings);
      assertThat(probe.trouble()).isEmpty();
      try (Connection connection =
              DriverManager.getConnection(settings.url(), settings.user(), "");
          Statement statement = connection.createStatement();
          ResultSet kept = statement.executeQuery("SELECT number FROM kept")) {
        assertThat(kept.next()).isTrue();
        assertThat(kept.getInt(1)).isEqualTo(42);
      }
      assertThat(postmaster()).isNotEqualTo(killed);
    }
    assertThat(probe.trouble()).as("closed, it stays down").isPresent();
    assertThatThrownBy(() -> run("SELECT 1", settings.url(), settings.user()))
        .isInstanceOf(SQLException.class);
    assertThat(news).hasSize(2);
  }

  private static void run(String sql, String url, String user) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long postmaster() throws Exception {
    return Long.parseLong(
        Files.readAllLines(folder.resolve("data").resolve("postmaster.pid")).getFirst());
  }
}
