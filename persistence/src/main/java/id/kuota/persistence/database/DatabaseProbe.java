package id.kuota.persistence.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * Looks whether a database can be reached, with a connection of its own each time: that all
 * connections of a pool are busy is no reason to say no. Thread-safe.
 */
public record DatabaseProbe(DatabaseSettings settings) {

  /** The longest that a look takes. */
  public static final Duration LOOK_MAX = Duration.ofSeconds(2);

  /** Why it cannot be reached; empty if it takes connections. Blocks, for two seconds at most. */
  public Optional<String> trouble() {
    var properties = new Properties();
    properties.setProperty("user", settings.user());
    properties.setProperty("password", settings.password());
    properties.setProperty("ApplicationName", "kuota health");
    String seconds = Long.toString(LOOK_MAX.toSeconds());
    properties.setProperty("loginTimeout", seconds); // All of it, name look-up and log-in included.
    properties.setProperty("connectTimeout", seconds); // And the thread behind it ends then, too.
    properties.setProperty("socketTimeout", seconds);
    try (Connection _ = DriverManager.getConnection(settings.url(), properties)) {
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
