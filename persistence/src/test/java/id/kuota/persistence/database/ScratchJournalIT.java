package id.kuota.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ScratchJournalIT {

  private static final String INSERT =
      """
      INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id,
          event_ser_manifest, event_payload)
      VALUES ('x', 1, 'w', 1, 'm', ''::bytea)
      """;

  private static final String COLUMNS =
      """
      SELECT concat_ws(' ', attname, atttypid::text, attstorage::text, attidentity::text)
      FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 ORDER BY attnum
      """;

  private static final String INDEXES =
      "SELECT count(*)::text FROM pg_index WHERE indrelid = ?::regclass";

  private static TestDatabase embedded;

  @BeforeAll
  static void start() {
    embedded = TestDatabase.fresh();
    try (var database = Database.open(embedded.settings())) {
      database.migrate();
    }
  }

  @AfterAll
  static void stop() {
    embedded.close();
  }

  @Test
  void whatIsWrittenThereIsNeitherInTheJournalNorLeft() throws SQLException {
    try (var scratch = ScratchJournal.create(embedded.settings());
        Connection there = connect(scratch.settings());
        Connection real = connect(embedded.settings())) {
      assertThat(there.createStatement().executeUpdate(INSERT)).isOne();
      assertThat(texts(there, "SELECT persistence_id FROM event_journal")).containsExactly("x");
      assertThat(texts(there, "SELECT tx_id::text FROM event_journal")).doesNotContainNull();
      assertThat(texts(real, "SELECT persistence_id FROM event_journal")).isEmpty();
    }
    assertThat(schemas()).isEmpty();
  }

  @Test
  void itsTablesHaveTheColumnsAndKeysOfTheRealOnes() throws SQLException {
    try (var scratch = ScratchJournal.create(embedded.settings());
        Connection there = connect(scratch.settings());
        Connection real = connect(embedded.settings())) {
      for (String table : List.of("event_journal", "snapshot")) {
        assertThat(texts(there, COLUMNS, table)).isEqualTo(texts(real, COLUMNS, table));
        assertThat(texts(there, INDEXES, table)).isEqualTo(texts(real, INDEXES, table));
      }
    }
  }

  @Test
  void whatAKilledProcessLeftGoesAndWhatIsInUseStays() throws SQLException {
    try (Connection killed = connect(embedded.settings());
        var running = ScratchJournal.create(embedded.settings())) {
      killed.createStatement().execute("CREATE SCHEMA " + ScratchJournal.PREFIX + "abandoned");
      try (var next = ScratchJournal.create(embedded.settings())) {
        assertThat(schemas()).hasSize(2).doesNotContain(ScratchJournal.PREFIX + "abandoned");
        assertThat(next.settings().url()).isNotEqualTo(running.settings().url());
      }
      assertThat(schemas()).hasSize(1);
    }
  }

  private static List<String> schemas() throws SQLException {
    try (Connection connection = connect(embedded.settings())) {
      return texts(
          connection, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'kuota_scratch_%'");
    }
  }

  private static Connection connect(DatabaseSettings settings) throws SQLException {
    return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
  }

  private static List<String> texts(Connection connection, String query, String... parameters)
      throws SQLException {
    var texts = new ArrayList<String>();
    try (var statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          texts.add(result.getString(1));
        }
      }
    }
    return texts;
  }
}
