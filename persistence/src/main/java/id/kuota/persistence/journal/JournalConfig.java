package id.kuota.persistence.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import id.kuota.persistence.database.DatabaseSettings;
import java.util.Map;

/** The settings with which Pekko keeps the journal in our database. */
public final class JournalConfig {

  private static final ConfigParseOptions REQUIRED =
      ConfigParseOptions.defaults()
          .setAllowMissing(false)
          .setClassLoader(JournalConfig.class.getClassLoader());

  private JournalConfig() {}

  /**
   * {@code persistence.conf} and {@code serialization.conf} for this database, resolved; to be put
   * above Pekko's reference configuration, for example with {@code
   * withFallback(ConfigFactory.load())}.
   */
  public static Config of(DatabaseSettings settings) {
    var database =
        ConfigFactory.parseMap(
            Map.of(
                "kuota.database.url", settings.url(),
                "kuota.database.user", settings.user(),
                "kuota.database.password", settings.password()),
            "database settings");
    return ConfigFactory.parseResources("persistence.conf", REQUIRED)
        .withFallback(ConfigFactory.parseResources("serialization.conf", REQUIRED))
        .withFallback(database)
        .resolve()
        .withoutPath("kuota.database");
  }
}
