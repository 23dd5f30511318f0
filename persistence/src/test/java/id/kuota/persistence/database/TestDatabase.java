package id.kuota.persistence.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A fresh, empty database for one test. It lies on the embedded server, or, with {@code
 * -Dkuota.test.database=container}, on a server in a container, whose image is {@code
 * -Dkuota.docker.postgres} (usually that of {@code deploy/local/images}).
 */
public final class TestDatabase implements AutoCloseable {

  private static final int POOL_SIZE = 8;

  private final DatabaseSettings settings;
  private final Runnable ending;
  private final AtomicBoolean closed = new AtomicBoolean();

  private TestDatabase(DatabaseSettings settings, Runnable ending) {
    this.settings = settings;
    this.ending = ending;
  }

  /** Makes it; all tests of this process share the server. */
  public static TestDatabase fresh() {
    String provider = System.getProperty("kuota.test.database", "embedded");
    return switch (provider) {
      case "embedded" -> {
        var embedded = EmbeddedDatabase.temporary();
        yield new TestDatabase(embedded.settings(), embedded::close);
      }
      case "container" -> Contained.fresh();
      default ->
          throw new IllegalArgumentException(
              "kuota.test.database is embedded or container, not " + provider);
    };
  }

  public DatabaseSettings settings() {
    return settings;
  }

  /** Drops it. Safe to repeat. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) ending.run();
  }

  /** The server in a container; it ends with the process. */
  private static final class Contained {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final PostgreSQLContainer SERVER = start();

    @SuppressWarnings("resource") // Lives as long as the process.
    private static PostgreSQLContainer start() {
      String image = System.getProperty("kuota.docker.postgres", "kuota-postgres:15");
      var server =
          new PostgreSQLContainer(
                  DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
              .withCommand(
                  "postgres", "-c", "fsync=off", "-c", "max_connections=200", "-c", "jit=off");
      server.setWaitStrategy(Wait.forListeningPort());
      server.start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "container-end"));
      return server;
    }

    static TestDatabase fresh() {
      String name = "test_" + DATABASES.incrementAndGet();
      execute("CREATE DATABASE " + name);
      String url =
          "jdbc:postgresql://%s:%d/%s"
              .formatted(
                  SERVER.getHost(),
                  SERVER.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                  name);
      return new TestDatabase(
          new DatabaseSettings(url, SERVER.getUsername(), SERVER.getPassword(), POOL_SIZE),
          () -> execute("DROP DATABASE %s WITH (FORCE)".formatted(name)));
    }

    private static void execute(String sql) {
      try (var connection =
              DriverManager.getConnection(
                  SERVER.getJdbcUrl(), SERVER.getUsername(), SERVER.getPassword());
          var statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException("the database in the container refused: " + sql, e);
      }
    }
  }
}
