package id.kuota.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.persistence.database.DatabaseSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JournalConfigTest {

  private static final String URL = "jdbc:postgresql://db:5432/kuota?sslmode=require&x=\"$1\"";

  private final Config config =
      JournalConfig.of(new DatabaseSettings(URL, "me", "pa\"ss${word}#", 8))
          .withFallback(ConfigFactory.load());

  @Test
  void bothPoolsReachTheDatabaseWithAnyCharacterInThePassword() {
    for (String pool : new String[] {"write", "read"}) {
      Config database = config.getConfig("pekko-persistence-jdbc.shared-databases." + pool + ".db");
      assertThat(database.getString("url")).isEqualTo(URL);
      assertThat(database.getString("user")).isEqualTo("me");
      assertThat(database.getString("password")).isEqualTo("pa\"ss${word}#");
      assertThat(database.getInt("numThreads"))
          .as("Slick waits for itself with fewer threads than connections, or more")
          .isEqualTo(database.getInt("maxConnections"));
      assertThat(database.getBoolean("properties.reWriteBatchedInserts")).isTrue();
    }
  }

  @Test
  void thePluginsUseThePoolsAndNoPinnedThread() {
    assertThat(config.getString("pekko.persistence.journal.plugin")).isEqualTo("jdbc-journal");
    assertThat(config.getString("jdbc-journal.use-shared-db")).isEqualTo("write");
    assertThat(config.getString("jdbc-snapshot-store.use-shared-db")).isEqualTo("read");
    assertThat(config.getString("jdbc-journal.plugin-dispatcher"))
        .isEqualTo("pekko.actor.default-dispatcher");
    assertThat(config.getString("jdbc-journal.replay-filter.mode")).isEqualTo("off");
  }

  @Test
  void aCallThatHangsEndsBeforeItsConnectionDoes() {
    Duration call = config.getDuration("jdbc-journal.circuit-breaker.call-timeout");
    long socket =
        config.getLong("pekko-persistence-jdbc.shared-databases.write.db.properties.socketTimeout");
    assertThat(Duration.ofSeconds(socket)).isGreaterThan(call);
    assertThat(config.getDuration("kuota.journal.statement-timeout"))
        .as("what the server gave up is known before the caller gives up")
        .isLessThan(call);
  }

  @Test
  void ourJournalAndThePluginsOwnOpenAsManyConnectionsAndNeverBoth() {
    Config plugin = config.getConfig("pekko-persistence-jdbc.shared-databases.write.db");
    assertThat(config.getInt("kuota.journal.writers") + config.getInt("kuota.journal.readers"))
        .isEqualTo(plugin.getInt("maxConnections"));
    assertThat(plugin.getInt("minConnections")).as("opened without need").isZero();
    assertThat(config.getString("jdbc-journal.dao"))
        .isEqualTo("id.kuota.persistence.groupcommit.GroupCommitJournal");
  }

  @Test
  void ourSnapshotsAndThePluginsOwnOpenAsManyConnectionsAndNeverBoth() {
    Config plugin = config.getConfig("pekko-persistence-jdbc.shared-databases.read.db");
    assertThat(config.getInt("kuota.snapshots.threads")).isEqualTo(plugin.getInt("maxConnections"));
    assertThat(plugin.getInt("minConnections")).as("opened without need").isZero();
    assertThat(config.getString("jdbc-snapshot-store.dao"))
        .isEqualTo("id.kuota.persistence.snapshot.PooledSnapshots");
  }

  @Test
  void threeNodesFitUnderTheLimitOfTheEmbeddedServer() {
    int pools =
        config.getInt("pekko-persistence-jdbc.shared-databases.write.db.maxConnections")
            + config.getInt("pekko-persistence-jdbc.shared-databases.read.db.maxConnections")
            + 8;
    int reservedForTheOperator = 3;
    assertThat(3 * pools + reservedForTheOperator).isLessThanOrEqualTo(60);
  }
}
