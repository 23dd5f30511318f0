package id.kuota.persistence.database;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DatabaseIT {

  @Test
  void migratesAnEmptyDatabaseOnce() throws SQLException {
    try (var embedded = TestDatabase.fresh();
        var database = Database.open(embedded.settings())) {
      assertThat(database.migrate()).isPositive();
      assertThat(database.migrate()).isZero();

      try (var connection = database.dataSource().getConnection();
          var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT count(*) FROM event_journal, snapshot")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isZero();
      }
    }
  }

  @Test
  void nodesThatStartTogetherMigrateOnce() {
    try (var embedded = TestDatabase.fresh();
        var one = Database.open(embedded.settings());
        var other = Database.open(embedded.settings())) {
      var first = CompletableFuture.supplyAsync(one::migrate);
      var second = CompletableFuture.supplyAsync(other::migrate);
      int ran = first.orTimeout(60, SECONDS).join() + second.orTimeout(60, SECONDS).join();
      assertThat(ran).isPositive();
      assertThat(one.migrate()).isZero();
    }
  }

  @Test
  void theServerKnowsTheSettingsOfASession() throws SQLException {
    try (var embedded = TestDatabase.fresh();
        var database = Database.open(embedded.settings());
        var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT current_setting('statement_timeout'), current_setting('tcp_user_timeout'),
                       current_setting('idle_in_transaction_session_timeout')
                """)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("30s");
      assertThat(rows.getString(2)).as("milliseconds").isEqualTo("4000");
      assertThat(rows.getString(3)).isEqualTo("4s");
    }
  }

  @Test
  void temporaryDatabasesAreApart() throws SQLException {
    try (var one = TestDatabase.fresh();
        var other = TestDatabase.fresh()) {
      assertThat(one.settings().url()).isNotEqualTo(other.settings().url());
    }
  }

  @Test
  void saysWhereItCouldNotConnectAndHidesThePassword() {
    var nowhere = new DatabaseSettings("jdbc:postgresql://localhost:1/kuota", "me", "s3cret", 2);
    assertThatThrownBy(() -> Database.open(nowhere))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("jdbc:postgresql://localhost:1/kuota")
        .hasMessageContaining("refused")
        .hasMessageNotContaining("s3cret");
    assertThat(nowhere.toString()).doesNotContain("s3cret");
  }

  @Test
  void settingsSayWhatIsWrongWithThem() {
    assertThatThrownBy(() -> new DatabaseSettings("postgres://x", "me", "", 2))
        .hasMessageContaining("must begin with jdbc:postgresql:");
    assertThatThrownBy(() -> new DatabaseSettings("jdbc:postgresql://x/y", "me", "", 0))
        .hasMessageContaining("1 to 100");
  }
}
