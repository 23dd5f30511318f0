package id.kuota.persistence.projection;

import static id.kuota.persistence.projection.SaleStory.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What tables say of their age, on the database and on a standby. The standby is the same server
 * whose functions about recovery another schema hides: what it has not received it does not know.
 */
final class FreshnessIT {

  private static final Instant NOW = NOON.plusSeconds(60);
  private static final Duration REPLAYED_AGO = Duration.ofSeconds(7);

  private final SalesDatabase database = new SalesDatabase();
  private final JournalWriter journal = database.journal();

  @BeforeEach
  void aSaleThatIsInTheTables() throws SQLException {
    journal.at(NOON).begin(100);
    database.catchUp();
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void theDatabaseIsCurrentWhenNothingWaits() throws SQLException {
    assertThat(onDatabase()).isEqualTo(new Freshness(NOW, Duration.ZERO));
  }

  @Test
  void aStandbyIsAsOldAsWhatItHasReplayed() throws SQLException {
    assertThat(onStandby()).isEqualTo(new Freshness(NOW.minus(REPLAYED_AGO), REPLAYED_AGO));
  }

  @Test
  void rowsThatWaitCountOnBoth() throws SQLException {
    journal
        .at(NOON.plusSeconds(20))
        .write(SaleStory.batch(SaleStory.FLOOR, NOON.plusSeconds(20), SaleStory.held(1, 2)));
    var waiting = new Freshness(NOON, Duration.ofSeconds(40));
    assertThat(onDatabase()).isEqualTo(waiting);
    assertThat(onStandby()).isEqualTo(waiting);
  }

  private Freshness onDatabase() throws SQLException {
    try (Connection connection = database.source().getConnection()) {
      return Freshness.read(connection, "sales", NOW);
    }
  }

  private Freshness onStandby() throws SQLException {
    try (Connection connection = database.source().getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            """
            CREATE SCHEMA standby;
            CREATE FUNCTION standby.pg_is_in_recovery() RETURNS boolean LANGUAGE sql AS 'SELECT true';
            CREATE FUNCTION standby.pg_last_xact_replay_timestamp() RETURNS timestamptz LANGUAGE sql
              AS 'SELECT timestamptz ''%s''';
            SET LOCAL search_path = standby, pg_catalog, public;
            """
                .formatted(NOW.minus(REPLAYED_AGO)));
      }
      Freshness freshness = Freshness.read(connection, "sales", NOW);
      connection.rollback();
      return freshness;
    }
  }
}
